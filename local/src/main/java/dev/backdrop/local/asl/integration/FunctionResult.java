package dev.backdrop.local.asl.integration;

import java.util.List;

/** How a function's invocation ended. */
public sealed interface FunctionResult {

    /** @param payload JSON, UTF-8; empty counts as null */
    record Returned(byte[] payload) implements FunctionResult {}

    /**
     * The handler threw.
     *
     * @param errorType the exception's full class name, which Retry and Catch match
     * @param errorMessage its message, or null
     * @param stackTrace one line per frame
     */
    record FunctionError(String errorType, String errorMessage, List<String> stackTrace) implements FunctionResult {}
}
