package dev.backdrop.api;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Attempt;
import dev.backdrop.job.Job;

/** What a job's record says when somebody cancelled it: above all, what may still be charged. */
final class Cancellation {

    private Cancellation() {}

    static Failure of(Job job) {
        return new Failure(
                FailureCode.CANCELLED,
                job.attempt().map(Cancellation::message).orElse("cancelled before anything was submitted"),
                job.provider(),
                null,
                true,
                job.attempts().stream()
                        .map(Cancellation::charge)
                        .reduce(Charge.NO, (one, other) -> one.compareTo(other) > 0 ? one : other));
    }

    private static String message(Attempt last) {
        return switch (last.stage()) {
            case PREPARING -> "cancelled before anything was submitted to " + last.provider();
            case BILLING ->
                "cancelled while it was submitted to " + last.provider()
                        + ", which may have accepted it and may charge for it";
            case ACCEPTED ->
                "cancelled while " + last.provider() + " had task "
                        + last.task().taskId() + ", which it may still finish and charge for";
            case ENDED ->
                last.ending().failure() == null
                        ? "cancelled after " + last.provider() + " had finished task "
                                + last.task().taskId() + ", which it charges for"
                        : "cancelled after " + last.provider() + " had failed: "
                                + last.ending().failure().message();
        };
    }

    private static Charge charge(Attempt attempt) {
        return switch (attempt.stage()) {
            case PREPARING -> Charge.NO;
            case BILLING, ACCEPTED -> Charge.MAYBE;
            case ENDED ->
                attempt.ending().failure() == null
                        ? Charge.YES
                        : attempt.ending().failure().charged();
        };
    }
}
