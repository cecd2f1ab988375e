package dev.backdrop.provider.picwish;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.ApiOutcome;
import dev.backdrop.http.ApiOutcome.Answer;
import dev.backdrop.http.ApiOutcome.NoAnswer;
import dev.backdrop.http.ApiRequest;
import dev.backdrop.provider.Accepted;
import dev.backdrop.provider.Done;
import dev.backdrop.provider.Meaning;
import dev.backdrop.provider.Meaning.Next;
import dev.backdrop.provider.NotYet;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.ResultPicture;
import dev.backdrop.provider.Submission;
import dev.backdrop.provider.TaskState;
import dev.backdrop.provider.Unknown;
import dev.backdrop.provider.VendorFailures;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Optional;

/**
 * The calls that spend money. The API knows no idempotency key, so whatever leaves it open whether a task now exists is
 * {@link Unknown}.
 */
final class TaskCreation {

    private final PicWishApi api;
    private final VendorFailures failures;
    private final TaskReading reading;
    private final Clock clock;

    TaskCreation(PicWishApi api, VendorFailures failures, TaskReading reading, Clock clock) {
        this.api = api;
        this.failures = failures;
        this.reading = reading;
        this.clock = clock;
    }

    /** Creates a task and leaves its result to polling. */
    Submission create(ApiRequest request) {
        ApiOutcome outcome = api.create(request, false);
        if (!(outcome instanceof Answer given)) {
            return unanswered((NoAnswer) outcome);
        }
        VendorAnswer answer = new VendorAnswer(given);
        return answer.isSuccess() ? accepted(answer, "the answer names no task") : failed(answer);
    }

    /**
     * Creates a task and waits for its result.
     *
     * @param price of the task in credits
     */
    Submission createAndWait(ApiRequest request, BigDecimal price) {
        ApiOutcome outcome = api.create(request, true);
        if (!(outcome instanceof Answer given)) {
            return unanswered((NoAnswer) outcome);
        }
        VendorAnswer answer = new VendorAnswer(given);
        Optional<byte[]> picture = answer.picture();
        if (picture.isPresent()) {
            return done(answer, new TaskState.Succeeded(new ResultPicture.Inline(picture.get()), Optional.of(price)));
        }
        if (!answer.isSuccess()) {
            return failed(answer);
        }
        TaskState state = reading.read(answer, price);
        if (state instanceof TaskState.Succeeded succeeded) {
            return done(answer, succeeded);
        }
        return state instanceof TaskState.Failed failed
                ? new Refused(failed.failure())
                // Unfinished, or finished with a result that can't be read: it can still be asked for.
                : accepted(answer, "the answer holds neither a result that can be read nor the name of a task");
    }

    private static Done done(VendorAnswer answer, TaskState.Succeeded end) {
        return new Done(answer.taskId(), answer.requestId(), end);
    }

    private Submission accepted(VendorAnswer answer, String otherwise) {
        return answer.taskId()
                .<Submission>map(id -> new Accepted(id, Optional.empty(), answer.requestId()))
                .orElseGet(() -> unknown(otherwise, answer));
    }

    private Submission unanswered(NoAnswer nothing) {
        if (nothing.mayHaveArrived()) {
            return new Unknown(failures.unknownSubmission(
                    "no usable answer came: " + nothing.message(), Optional.empty(), Optional.empty()));
        }
        return new NotYet(Waits.UNAVAILABLE, failures.silence(nothing, Charge.NO));
    }

    private Submission failed(VendorAnswer answer) {
        int status = answer.status();
        if (status >= 500 || status == 408 || status >= 300 && status < 400) {
            return unknown("the answer's status was " + status, answer);
        }
        Meaning meaning = CallErrors.ofCreation(answer);
        Failure failure = failures.of(meaning, answer.said(), Charge.NO);
        if (meaning.code() == FailureCode.PROVIDER_THROTTLED) {
            return new NotYet(Waits.before(failure, answer.headers(), clock), failure);
        }
        return meaning.next() == Next.STOP
                ? new Refused(failure)
                : unknown("the answer wasn't one that the vendor documents", answer);
    }

    private Unknown unknown(String why, VendorAnswer answer) {
        return new Unknown(failures.unknownSubmission(
                why, answer.said().code().or(() -> Optional.of("HTTP " + answer.httpStatus())), answer.requestId()));
    }
}
