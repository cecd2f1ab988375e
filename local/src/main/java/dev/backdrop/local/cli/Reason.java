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

    private static final String STOPPED = "STOPPED";

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

    /** A file that can't become a job. */
    private static Reason leftOut(String code, String message) {
        return new Reason(code, message, null, null, false, Charge.NO);
    }

    static Reason noFile() {
        return leftOut("NO_FILE", "there is no such file; mend the name, or put the file there");
    }

    static Reason unreadable(Exception why) {
        return leftOut("UNREADABLE", "the file can't be read (" + why + "); check its permissions");
    }

    static Reason unreadableFolder(Exception why) {
        return leftOut(
                "UNREADABLE", "the folder can't be read (" + why + "), nor what is in it; check its permissions");
    }

    static Reason sameName() {
        return leftOut("SAME_NAME", "another file here has the same name but for special letters; rename one of them");
    }

    static Reason outside() {
        return leftOut(
                "UNSUPPORTED_REQUEST",
                "key: must name a file in the manifest's folder or in one inside, relative to the manifest");
    }

    static Reason badRow(String problem) {
        return leftOut("UNSUPPORTED_REQUEST", problem);
    }

    /** @param code and message as the plan of a batch says them */
    static Reason refused(String code, String message) {
        return leftOut(code, message);
    }

    /** A job that was under way when its batch was stopped. */
    static Reason cutOff(Failure failure) {
        return new Reason(
                STOPPED,
                "it was under way when the batch was stopped; the same command goes on with it",
                failure.provider(),
                failure.providerCode(),
                true,
                failure.charged());
    }

    boolean isStopped() {
        return STOPPED.equals(code);
    }

    /** A photo whose turn never came. */
    static Reason notStarted(String why) {
        return new Reason("NOT_STARTED", why, null, null, true, Charge.NO);
    }

    /** A job that another execution works on. */
    static Reason underWay(Job job) {
        return unfinished("UNDER_WAY", "it isn't done yet", job);
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
        return unfinished(STOPPED, "it wasn't done when this run was stopped", job);
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
