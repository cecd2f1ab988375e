package dev.backdrop.failure;

import java.util.Objects;

/**
 * What went wrong, in words that a person can act on.
 *
 * @param code our class of failure
 * @param message what happened and what to do about it; never holds keys or presigned addresses
 * @param provider the vendor concerned, or null when none was
 * @param providerCode the vendor's own code, or null when it gave none
 * @param retryable whether asking for the same job again, later, can help
 * @param charged whether the vendor bills for it
 */
public record Failure(
        FailureCode code, String message, String provider, String providerCode, boolean retryable, Charge charged) {

    public Failure {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(charged, "charged");
    }

    /** A failure on our side of the fence, before or without any vendor: nothing was charged. */
    public static Failure ours(FailureCode code, String message, boolean retryable) {
        return new Failure(code, message, null, null, retryable, Charge.NO);
    }
}
