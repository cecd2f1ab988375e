package dev.backdrop.provider.fashn;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.http.ApiClient;
import dev.backdrop.http.ApiOutcome;
import dev.backdrop.http.ApiOutcome.Answer;
import dev.backdrop.http.ApiOutcome.NoAnswer;
import dev.backdrop.http.ApiRequest;
import dev.backdrop.provider.Accepted;
import dev.backdrop.provider.Meaning;
import dev.backdrop.provider.NotYet;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.Submission;
import dev.backdrop.provider.Unknown;
import dev.backdrop.provider.VendorFailures;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The one call that spends money. The API knows no idempotency key, so whatever leaves it open whether a task now exists is
 * {@link Unknown}. An error in the vendor's own words leaves nothing open: without an id nothing is processed
 * (https://docs.fashn.ai/api-overview/error-handling). A server error in anybody else's words may come from something in
 * between, after the vendor has taken the call.
 */
final class TaskCreation implements Supplier<Submission> {

    private final ApiClient api;
    private final ApiRequest request;
    private final RuntimeErrors runtimeErrors;
    private final VendorFailures failures;
    private final Clock clock;

    TaskCreation(ApiClient api, ApiRequest request, RuntimeErrors runtimeErrors, VendorFailures failures, Clock clock) {
        this.api = api;
        this.request = request;
        this.runtimeErrors = runtimeErrors;
        this.failures = failures;
        this.clock = clock;
    }

    @Override
    public Submission get() {
        ApiOutcome outcome = api.send(request);
        return outcome instanceof Answer answer ? read(new VendorAnswer(answer)) : unanswered((NoAnswer) outcome);
    }

    private Submission unanswered(NoAnswer nothing) {
        if (nothing.mayHaveArrived()) {
            return unknown("no usable answer came: " + nothing.message(), Optional.empty(), Optional.empty());
        }
        return new NotYet(Waits.UNAVAILABLE, failures.silence(nothing, Charge.NO));
    }

    private Submission read(VendorAnswer answer) {
        Optional<String> id = answer.id();
        if (id.isPresent()) {
            return answer.isSuccess()
                    ? new Accepted(id.get(), Optional.empty(), answer.requestId())
                    : unknown(
                            "the answer was an error (HTTP " + answer.status() + "), yet names a task, " + id.get(),
                            answer);
        }
        return documented(answer)
                .or(() -> plainRefusal(answer.status()))
                .map(meaning -> told(meaning, answer))
                .orElseGet(() -> unknown(why(answer), answer));
    }

    /** What the answer means if it is an error as the vendor writes them: in a good answer too, and then any of its names. */
    private Optional<Meaning> documented(VendorAnswer answer) {
        if (answer.status() >= 500 && answer.errorWords().isEmpty()) {
            return Optional.empty();
        }
        Optional<Meaning> meaning = ApiErrors.documentedOfCreation(answer);
        return answer.isSuccess() ? meaning.or(() -> answer.errorName().flatMap(runtimeErrors::documented)) : meaning;
    }

    /** Whoever says 4xx has not passed the call on; only 408 can't be trusted to mean that. */
    private static Optional<Meaning> plainRefusal(int status) {
        return status >= 400 && status < 500 && status != 408
                ? Optional.of(ApiErrors.byStatus(status))
                : Optional.empty();
    }

    private Submission told(Meaning meaning, VendorAnswer answer) {
        Failure failure = failures.of(meaning, answer.saidOfCall(), Charge.NO);
        return meaning.retryable()
                ? new NotYet(Waits.before(meaning, answer.headers(), clock), failure)
                : new Refused(failure);
    }

    private static String why(VendorAnswer answer) {
        return answer.isSuccess()
                ? "the answer names neither a task nor an error that the vendor documents"
                : "the answer was HTTP " + answer.status() + ", not in the vendor's words";
    }

    private Unknown unknown(String why, VendorAnswer answer) {
        Optional<String> code =
                answer.errorName().map(DataUri::without).or(() -> Optional.of("HTTP " + answer.status()));
        return unknown(why, code, answer.requestId());
    }

    private Unknown unknown(String why, Optional<String> providerCode, Optional<String> requestId) {
        return new Unknown(failures.unknownSubmission(why, providerCode, requestId));
    }
}
