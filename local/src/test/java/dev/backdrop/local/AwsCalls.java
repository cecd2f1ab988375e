package dev.backdrop.local;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Counts the calls that all SDK clients of this process make, by service and operation. The SDK finds it by its file. */
public final class AwsCalls implements ExecutionInterceptor {

    private static final Map<String, AtomicLong> COUNTS = new ConcurrentHashMap<>();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)
                + "."
                + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        COUNTS.computeIfAbsent(operation, first -> new AtomicLong()).incrementAndGet();
    }

    /** So far. */
    static Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        COUNTS.forEach((operation, count) -> counts.put(operation, count.get()));
        return counts;
    }

    /** Since then. */
    static Map<String, Long> since(Map<String, Long> before) {
        Map<String, Long> more = counts();
        before.forEach((operation, count) -> more.merge(operation, -count, Long::sum));
        more.values().removeIf(count -> count == 0);
        return more;
    }
}
