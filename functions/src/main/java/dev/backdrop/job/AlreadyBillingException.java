package dev.backdrop.job;

/** Another invocation has come as far as the billed call, or past it: this one must not make it too. */
public final class AlreadyBillingException extends RuntimeException {

    AlreadyBillingException(String jobId) {
        super("another invocation submits job " + jobId);
    }
}
