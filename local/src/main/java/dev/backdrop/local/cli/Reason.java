package dev.backdrop.local.cli;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.job.Attempt;
import dev.backdrop.job.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Why there is no result.
 *
 * @param code a failure's code, or one of the command line's own
 * @param message what happened, and what to do about it
 * @param provider the vendor concerned, or null
 * @param providerCode the vendor's own code, or null
 * @param retryable whether asking again, later, can help
 * @param charged whether the vendor bills for it
 */
record Reason(String code, String message, String provider, String providerCode, boolean retryable, Charge charged) {

    static Reason of(Failure failure) {
        return new Reason(
                failure.code().name(),
                failure.message(),
                failure.provider(),
                failure.providerCode(),
                failure.retryable(),
                failure.charged());
    }

    /** A job that ended without a result and without saying why, as a cancelled one. */
    static Reason ended(Job job) {
        return new Reason(
                job.status().name(), "the job was ended by somebody else", job.provider(), null, true, charge(job));
    }

    static Reason notUploaded(RuntimeException why) {
        return new Reason("UPLOAD_FAILED", "it couldn't be uploaded: " + why.getMessage(), null, null, true, Charge.NO);
    }

    static Reason notWritten(Job job, Exception why) {
        return new Reason(
                "RESULT_NOT_WRITTEN",
                "the picture was made, but can't be written (" + why + "). Make room or name another --out folder",
                job.provider(),
                null,
                true,
                Charge.YES);
    }

    /** @param job as last seen, or null if it was never claimed */
    static Reason timedOut(Job job, Duration patience) {
        return unfinished(
                "RUN_TIMEOUT",
                "it wasn't done when the time for this run was up (" + patience.toSeconds()
                        + " s). Give it more with --timeout",
                job);
    }

    /** @param job as last seen, or null if it was never claimed */
    static Reason stopped(Job job) {
        return unfinished("STOPPED", "it wasn't done when this run was stopped", job);
    }

    private static Reason unfinished(String code, String message, Job job) {
        if (job == null) {
            return new Reason(code, message, null, null, true, Charge.NO);
        }
        String task = job.openAttempt()
                .map(Attempt::task)
                .map(open -> ". " + job.provider() + " still has task " + open.taskId())
                .orElse("");
        return new Reason(code, message + task, job.provider(), null, true, charge(job));
    }

    private static Charge charge(Job job) {
        return job.attempts().isEmpty() ? Charge.NO : Charge.MAYBE;
    }

    /** All of it, a sentence or two a line. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add(message.endsWith(".") ? message : message + ".");
        if (providerCode != null) {
            sentences.add((provider == null ? "The provider" : provider) + " calls it " + providerCode + ".");
        }
        sentences.add(switch (charged) {
                    case NO -> "Nothing was charged.";
                    case MAYBE -> "The provider may charge for it.";
                    case YES -> "The provider charges for it.";
                }
                + (retryable ? " Trying again can help." : " Trying again without a change won't help."));
        return sentences;
    }
}
