package dev.backdrop.local.cloud.functions;

import java.util.Optional;

/**
 * How an invocation ended, as Lambda's Invoke tells it.
 *
 * @param payload what the handler wrote, or the error as JSON
 * @param functionError {@code Unhandled} if the function failed
 */
public record Invocation(String requestId, byte[] payload, Optional<String> functionError) {

    public boolean succeeded() {
        return functionError.isEmpty();
    }
}
