package dev.backdrop.provider.akool;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.ApiOutcome.NoAnswer;
import dev.backdrop.http.ApiRequest;
import dev.backdrop.provider.Accepted;
import dev.backdrop.provider.Meaning;
import dev.backdrop.provider.Meaning.Next;
import dev.backdrop.provider.NotYet;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.Submission;
import dev.backdrop.provider.Unknown;
import dev.backdrop.provider.VendorFailures;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The one call that spends money: credits are deducted when a task is made. The API knows no idempotency key, so whatever
 * leaves it open whether a task now exists is {@link Unknown}; so is a code that the vendor doesn't document.
 */
final class TaskCreation implements Supplier<Submission> {

    private final SignedCalls calls;
    private final ApiRequest request;
    private final VendorFailures failures;
    private final Clock clock;

    TaskCreation(SignedCalls calls, ApiRequest request, VendorFailures failures, Clock clock) {
        this.calls = calls;
        this.request = request;
        this.failures = failures;
        this.clock = clock;
    }

    @Override
    public Submission get() {
        SignedCalls.Reply reply = calls.send(request);
        if (reply instanceof SignedCalls.Reply.Answered answered) {
            return read(answered.answer());
        }
        if (reply instanceof SignedCalls.Reply.NoToken none) {
            return none.missing().again() instanceof NotYet later
                    ? later
                    : new Refused(none.missing().failure());
        }
        return unanswered(((SignedCalls.Reply.Silence) reply).nothing());
    }

    private Submission unanswered(NoAnswer nothing) {
        if (nothing.mayHaveArrived()) {
            return unknown("no usable answer came: " + nothing.message(), Optional.empty(), Optional.empty());
        }
        return new NotYet(Waits.UNAVAILABLE, failures.silence(nothing, Charge.NO));
    }

    private Submission read(VendorAnswer answer) {
        if (!answer.isSuccess()) {
            return failed(answer);
        }
        return answer.data()
                .text("_id")
                .<Submission>map(id -> new Accepted(id, Optional.empty(), answer.requestId()))
                .orElseGet(() -> unknown("the answer names no task", answer));
    }

    private Submission failed(VendorAnswer answer) {
        int status = answer.status();
        if (status >= 500 || status == 408 || status >= 300 && status < 400) {
            return unknown("the answer was HTTP " + status, answer);
        }
        Meaning meaning = RequestErrors.meaning(answer);
        Failure failure = failures.of(meaning, answer.said(), Charge.NO);
        if (meaning.code() == FailureCode.PROVIDER_THROTTLED) {
            return new NotYet(Waits.before(failure, answer, clock), failure);
        }
        return meaning.next() == Next.STOP
                ? new Refused(failure)
                : unknown("the answer wasn't one that the vendor documents", answer);
    }

    private Unknown unknown(String why, VendorAnswer answer) {
        return unknown(why, answer.code().or(() -> Optional.of("HTTP " + answer.status())), answer.requestId());
    }

    private Unknown unknown(String why, Optional<String> providerCode, Optional<String> requestId) {
        return new Unknown(failures.unknownSubmission(why, providerCode, requestId));
    }
}
