package dev.backdrop.local.asl.integration;

/** Where functions run. */
@FunctionalInterface
public interface FunctionHost {

    /**
     * Invokes a function and waits for it.
     *
     * @param functionName name or ARN, as the definition says it
     * @param payload JSON, UTF-8
     * @throws TaskException if the function can't be invoked at all, for instance
     *     {@code Lambda.ResourceNotFoundException}
     */
    FunctionResult invoke(String functionName, byte[] payload);
}
