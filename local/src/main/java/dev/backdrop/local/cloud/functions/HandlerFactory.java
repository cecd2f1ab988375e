package dev.backdrop.local.cloud.functions;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.util.Map;

/** Makes handlers. */
@FunctionalInterface
public interface HandlerFactory {

    /**
     * A new handler, as a new container would have it.
     *
     * @param environment what the function sees as its environment variables
     */
    RequestStreamHandler create(String className, Map<String, String> environment);
}
