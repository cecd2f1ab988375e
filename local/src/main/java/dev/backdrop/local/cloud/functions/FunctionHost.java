package dev.backdrop.local.cloud.functions;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.backdrop.local.cloud.template.FunctionView;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Lambda: invokes the template's functions in this process. An instance of a handler serves one invocation at a time and is
 * kept for the next; two at once have one each.
 */
public final class FunctionHost implements AutoCloseable {

    /** Lambda's limit on the payload of a synchronous invocation, each way. */
    public static final int LARGEST_PAYLOAD = 6 * 1024 * 1024;

    private static final String UNHANDLED = "Unhandled";

    private final Map<String, Function> functions = new LinkedHashMap<>();
    private final HandlerFactory factory;
    private final Map<String, String> environment;
    private final Consumer<String> log;
    private final ExecutorService threads;

    private record Function(FunctionView view, Queue<RequestStreamHandler> idle) {}

    /**
     * @param environment what every function's environment has on top of what the template says: addresses of the local
     *     servers, credentials
     * @param log takes what handlers write to their logger
     */
    public FunctionHost(
            List<FunctionView> functions,
            HandlerFactory factory,
            Map<String, String> environment,
            Consumer<String> log) {
        functions.forEach(view -> this.functions.put(view.name(), new Function(view, new ConcurrentLinkedQueue<>())));
        this.factory = factory;
        this.environment = Map.copyOf(environment);
        this.log = log;
        AtomicLong count = new AtomicLong();
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "lambda-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Invokes a function and waits for it. An exception of the handler, its constructor or its timeout ends up in the
     * answer.
     *
     * @param function its name or its ARN, with or without a qualifier
     * @throws InvocationRefusedException if there is no such function, or the payload is over {@link #LARGEST_PAYLOAD}
     */
    public Invocation invoke(String function, byte[] payload) {
        Function invoked = find(function);
        if (payload.length > LARGEST_PAYLOAD) {
            throw new InvocationRefusedException(
                    "RequestTooLargeException",
                    payload.length + " byte payload is too large for the RequestResponse invocation type (limit "
                            + LARGEST_PAYLOAD + " bytes)");
        }
        String requestId = UUID.randomUUID().toString();
        long nanos = invoked.view().timeout().toNanos();
        long deadline = System.nanoTime() + nanos;
        Future<byte[]> running = threads.submit(() -> run(invoked, payload, requestId, deadline));
        try {
            byte[] answer = running.get(nanos, TimeUnit.NANOSECONDS);
            return answer.length > LARGEST_PAYLOAD
                    ? failed(requestId, FunctionErrors.tooLarge(LARGEST_PAYLOAD))
                    : new Invocation(requestId, answer, Optional.empty());
        } catch (TimeoutException e) {
            running.cancel(true);
            long seconds = invoked.view().timeout().toSeconds();
            return failed(requestId, FunctionErrors.timedOut(requestId, seconds));
        } catch (ExecutionException e) {
            return failed(requestId, FunctionErrors.of(e.getCause()));
        } catch (InterruptedException e) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while " + invoked.view().name() + " was running", e);
        }
    }

    private Function find(String function) {
        String name = function;
        int arn = function.indexOf(":function:");
        if (arn >= 0) {
            name = function.substring(arn + ":function:".length());
        }
        int qualifier = name.indexOf(':');
        Function found = functions.get(qualifier < 0 ? name : name.substring(0, qualifier));
        if (found == null) {
            throw new InvocationRefusedException(
                    "ResourceNotFoundException",
                    "there is no function " + function + "; there are " + functions.keySet());
        }
        return found;
    }

    private static Invocation failed(String requestId, byte[] error) {
        return new Invocation(requestId, error, Optional.of(UNHANDLED));
    }

    private byte[] run(Function function, byte[] payload, String requestId, long deadline) throws Exception {
        FunctionView view = function.view();
        RequestStreamHandler handler = function.idle().poll();
        if (handler == null) {
            handler = factory.create(view.handlerClass(), environment(view));
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(payload), answer, new LambdaContext(view, requestId, deadline, log));
        } finally {
            // One that ran over its time is thrown away with its container.
            if (System.nanoTime() < deadline) {
                function.idle().add(handler);
            }
        }
        return answer.toByteArray();
    }

    /** What a function finds in its environment, by its name or its ARN. */
    public Map<String, String> environmentOf(String function) {
        return environment(find(function).view());
    }

    private Map<String, String> environment(FunctionView view) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("AWS_LAMBDA_FUNCTION_NAME", view.name());
        all.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(view.memory()));
        all.put("_HANDLER", view.handler());
        all.putAll(view.environment());
        all.putAll(environment);
        return all;
    }

    /** Interrupts what is running. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
