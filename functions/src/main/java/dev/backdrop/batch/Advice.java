package dev.backdrop.batch;

import dev.backdrop.failure.Failure;

/** What to do about a job that ended badly, in one sentence. */
final class Advice {

    static final String REFUSED =
            "Mend the row, the request or the preset, and start the batch again: what is done is" + " left out.";

    static final String NOT_STARTED = "Start the batch again: what is done is left out.";

    static final String STOPPED =
            "Start the batch again: it goes on with this job; a task that there is is asked for before another one is paid"
                    + " for.";

    static final String SUBMIT_UNKNOWN =
            "Look for the task in the provider's console. To try it again, start the batch with failedOnly and"
                    + " acceptPossibleCharge.";

    private static final String AGAIN = "Start the batch again with failedOnly.";

    private Advice() {}

    static String on(Failure failure) {
        return switch (failure.code()) {
            case INVALID_PHOTO ->
                failure.retryable() ? AGAIN : "Put a better photo in its place, and start the batch again.";
            case UNSUPPORTED_REQUEST ->
                failure.retryable() ? AGAIN : "Ask for something else, or set up a provider that can do it.";
            case CONTENT_REJECTED -> "Change the photo or the prompt, and start the batch again.";
            case PROVIDER_UNAUTHORIZED -> "Check the provider's key, then start the batch again with failedOnly.";
            case PROVIDER_OUT_OF_CREDIT -> "Top up the provider's account, then start the batch again with failedOnly.";
            case PROVIDER_THROTTLED -> "Start the batch again with failedOnly and less concurrency.";
            case BUDGET_EXCEEDED ->
                "Raise the budget or wait for the next day, then start the batch again with failedOnly.";
            case SUBMIT_UNKNOWN -> SUBMIT_UNKNOWN;
            case RESULT_UNAVAILABLE, TASK_TIMEOUT ->
                "Start the batch again with failedOnly: the task is asked for again before another one is paid for.";
            case TASK_EXPIRED ->
                "The task is lost. If it was charged, a new one is only paid for when the batch is started with failedOnly"
                        + " and acceptPossibleCharge.";
            case UPLOAD_EXPIRED -> "Put the photo into the batch's folder, and start the batch again.";
            case CANCELLED -> "Start the batch again with failedOnly if it is still wanted.";
            case PROVIDER_UNAVAILABLE, TASK_FAILED, RESULT_INVALID, INTERNAL_ERROR -> AGAIN;
        };
    }
}
