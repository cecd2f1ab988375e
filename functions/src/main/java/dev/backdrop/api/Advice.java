package dev.backdrop.api;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;

/** What to do about a failure, for people. */
final class Advice {

    private Advice() {}

    /** @param job that has ended badly */
    static String on(Job job) {
        return job.status() == JobStatus.SUBMIT_UNKNOWN && !job.mayBeChargedTwice()
                ? "The task is known by now: retry the job, which asks for it before another one is paid for."
                : on(job.failure());
    }

    static String on(Failure failure) {
        String advice = byCode(failure);
        return failure.charged() == Charge.MAYBE
                ? advice + " Look into the vendor's console first: it may charge for what was done."
                : advice;
    }

    private static String byCode(Failure failure) {
        return switch (failure.code()) {
            case INVALID_PHOTO -> "Send another photo, or the same one in another format.";
            case UNSUPPORTED_REQUEST -> "Change the request, or ask another provider.";
            case CONTENT_REJECTED -> "The vendor doesn't take this photo or this prompt: change what it objects to.";
            case PROVIDER_UNAUTHORIZED -> "Put a valid key into the provider secret, then retry the job.";
            case PROVIDER_OUT_OF_CREDIT -> "Buy credit at the vendor's, then retry the job.";
            case PROVIDER_THROTTLED -> "Retry the job later, or run fewer at once.";
            case PROVIDER_UNAVAILABLE -> "Retry the job later, or ask another provider.";
            case TASK_FAILED, TASK_EXPIRED, TASK_TIMEOUT -> "Retry the job.";
            case RESULT_UNAVAILABLE, RESULT_INVALID ->
                "Look for the picture in the vendor's console; to have it made again, retry the job.";
            case BUDGET_EXCEEDED -> "Retry the job when the budget's next day has begun, or raise the budget.";
            case SUBMIT_UNKNOWN -> "Retry the job only if there is no such task.";
            case UPLOAD_EXPIRED -> "Start a new job, and send its photo at once.";
            case CANCELLED -> "Retry the job if it is still wanted.";
            case INTERNAL_ERROR -> "Retry the job; if that doesn't help, look into the logs.";
        };
    }
}
