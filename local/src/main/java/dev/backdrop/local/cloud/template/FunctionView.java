package dev.backdrop.local.cloud.template;

import java.time.Duration;
import java.util.Map;

/**
 * A Lambda function of the template.
 *
 * @param name physical
 * @param handler the handler's class and, after {@code ::}, its method
 * @param memory MB
 */
public record FunctionView(
        String logicalId,
        String name,
        String arn,
        String handler,
        Map<String, String> environment,
        Duration timeout,
        int memory) {

    public FunctionView {
        environment = Map.copyOf(environment);
    }

    /** The class of the handler, without a method. */
    public String handlerClass() {
        int method = handler.indexOf("::");
        return method < 0 ? handler : handler.substring(0, method);
    }
}
