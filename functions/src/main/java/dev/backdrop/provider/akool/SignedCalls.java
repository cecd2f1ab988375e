package dev.backdrop.provider.akool;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.ApiClient;
import dev.backdrop.http.ApiOutcome;
import dev.backdrop.http.ApiOutcome.Answer;
import dev.backdrop.http.ApiOutcome.NoAnswer;
import dev.backdrop.http.ApiRequest;
import dev.backdrop.http.JsonBody;
import dev.backdrop.provider.Meaning;
import dev.backdrop.provider.Meaning.Next;
import dev.backdrop.provider.NotYet;
import dev.backdrop.provider.Preparation;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.VendorFailures;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Makes calls that the vendor lets in: with the key as {@code x-api-key}, or with the token that client id and key are
 * exchanged for. Only one of the two headers is ever sent, since Authorization would win. A token is good for over a year
 * (https://docs.akool.com/authentication/usage) and kept in memory only. Safe for use by many threads.
 */
final class SignedCalls {

    private static final Meaning BAD_PAIR = new Meaning(
            FailureCode.PROVIDER_UNAUTHORIZED,
            Next.STOP,
            "gives no token for this client id and API key. Check BACKDROP_AKOOL_CLIENT_ID and BACKDROP_AKOOL_API_KEY.");

    private static final Meaning NO_TOKEN = new Meaning(
            FailureCode.PROVIDER_UNAVAILABLE, Next.SAME_CALL, "was asked for a token and sent none. Try again later.");

    /** How a call went. */
    sealed interface Reply {

        record Answered(VendorAnswer answer) implements Reply {}

        record Silence(NoAnswer nothing) implements Reply {}

        /** It wasn't made, or was turned away at the door: there is no token for it. */
        record NoToken(Missing missing) implements Reply {}
    }

    /**
     * Why there is no token.
     *
     * @param failure nothing was charged for the attempt to get one
     * @param again what to do in place of the call: be refused, or come again after a while
     */
    record Missing(Failure failure, Preparation again) {}

    private record Exchange(Optional<String> token, Optional<Missing> missing) {}

    private final AkoolSettings settings;
    private final ApiClient api;
    private final VendorFailures failures;
    private final Clock clock;
    private String token;

    SignedCalls(AkoolSettings settings, ApiClient api, VendorFailures failures, Clock clock) {
        this.settings = settings;
        this.api = api;
        this.failures = failures;
        this.clock = clock;
    }

    /** Gets what calls are let in by, if that isn't at hand; says what to do if it can't be had. */
    Optional<Preparation> open() {
        return settings.clientId().isEmpty()
                ? Optional.empty()
                : tokenInsteadOf(null).missing().map(Missing::again);
    }

    /**
     * Makes a call. One that is turned away because its token is too old, and so has done nothing, is made once more with a
     * fresh token.
     */
    Reply send(ApiRequest request) {
        ApiRequest plain = request.header("Accept", "application/json");
        return settings.clientId().isEmpty()
                ? reply(api.send(plain.header("x-api-key", settings.apiKey())), Optional.empty())
                : sendWithToken(plain);
    }

    private Reply sendWithToken(ApiRequest request) {
        Exchange first = tokenInsteadOf(null);
        if (first.token().isEmpty()) {
            return new Reply.NoToken(first.missing().orElseThrow());
        }
        Reply reply = sendWith(first.token().get(), request);
        boolean turnedAway =
                reply instanceof Reply.Answered answered && answered.answer().isNotLetIn();
        if (!turnedAway) {
            return reply;
        }
        Exchange second = tokenInsteadOf(first.token().get());
        return second.token()
                .map(fresh -> sendWith(fresh, request))
                .orElseGet(() -> new Reply.NoToken(second.missing().orElseThrow()));
    }

    private Reply sendWith(String secret, ApiRequest request) {
        return reply(api.send(request.bearer(secret)), Optional.of(secret));
    }

    private static Reply reply(ApiOutcome outcome, Optional<String> secret) {
        return outcome instanceof Answer answer
                ? new Reply.Answered(new VendorAnswer(answer, secret))
                : new Reply.Silence((NoAnswer) outcome);
    }

    /**
     * The token at hand, or a fresh one if there is none, or if that is the one that was refused. Whoever else was refused
     * with the same token meanwhile waits for it and finds it here.
     */
    private synchronized Exchange tokenInsteadOf(String refused) {
        if (token != null && !token.equals(refused)) {
            return new Exchange(Optional.of(token), Optional.empty());
        }
        token = null;
        Exchange exchange = exchange();
        token = exchange.token().orElse(null);
        return exchange;
    }

    private Exchange exchange() {
        ApiRequest request = ApiRequest.post(URI.create(settings.base() + "/api/open/v3/getToken"))
                .header("Accept", "application/json")
                .json(JsonBody.write(
                        Map.of("clientId", settings.clientId().orElseThrow(), "clientSecret", settings.apiKey())));
        ApiOutcome outcome = api.send(request);
        if (outcome instanceof NoAnswer nothing) {
            Failure failure = failures.silence(nothing, Charge.NO);
            return missing(new Missing(failure, new NotYet(Waits.UNAVAILABLE, failure)));
        }
        VendorAnswer answer = new VendorAnswer((Answer) outcome, Optional.empty());
        return token(answer)
                .map(fresh -> new Exchange(Optional.of(fresh), Optional.empty()))
                .orElseGet(() -> missing(refused(answer)));
    }

    private static Exchange missing(Missing missing) {
        return new Exchange(Optional.empty(), Optional.of(missing));
    }

    /** Beside the code, or in {@code data} as with the vendor's other calls. */
    private static Optional<String> token(VendorAnswer answer) {
        boolean refused = answer.status() >= 300
                || answer.code()
                        .filter(code -> !code.equals(VendorAnswer.SUCCESS))
                        .isPresent();
        return refused
                ? Optional.empty()
                : answer.root()
                        .text("token")
                        .or(() -> answer.data().text("token"))
                        .filter(VendorAnswer::fitsAHeader);
    }

    private Missing refused(VendorAnswer answer) {
        Failure failure = failures.of(meaning(answer), answer.said(), Charge.NO);
        return failure.retryable()
                ? new Missing(failure, new NotYet(Waits.before(failure, answer, clock), failure))
                : new Missing(failure, new Refused(failure));
    }

    private static Meaning meaning(VendorAnswer answer) {
        if (answer.status() < 300
                && answer.code().filter(VendorAnswer.SUCCESS::equals).isPresent()) {
            return NO_TOKEN;
        }
        Meaning meaning = RequestErrors.meaning(answer);
        // All that this call sends is the pair, so it is the pair that is wrong.
        boolean pair = meaning.code() == FailureCode.UNSUPPORTED_REQUEST || answer.isNotLetIn();
        return pair ? BAD_PAIR : meaning;
    }
}
