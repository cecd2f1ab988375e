package dev.backdrop.provider.fashn;

import static java.util.Map.entry;

import dev.backdrop.failure.FailureCode;
import dev.backdrop.provider.Meaning;
import dev.backdrop.provider.Meaning.Next;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Errors of a call, {@code {"error": "Name", "message"}}, after https://docs.fashn.ai/api-overview/error-handling. Three
 * errors share HTTP 429, one of them an empty account, so the name decides and the HTTP status is looked at last.
 */
final class ApiErrors {

    /** The task's, at a status call; at the billed call, the path's. */
    private static final String NOT_FOUND = "notfound";

    private static final Meaning NOT_TAKEN = new Meaning(
            FailureCode.UNSUPPORTED_REQUEST,
            Next.STOP,
            "does not take the request as it is. Check the prompt and BACKDROP_FASHN_MODEL: the model may have been renamed"
                    + " or retired.");

    private static final Meaning BAD_KEY = new Meaning(
            FailureCode.PROVIDER_UNAUTHORIZED,
            Next.STOP,
            "does not accept the API key. Set BACKDROP_FASHN_API_KEY to a valid, active one.");

    private static final Meaning NO_CREDIT = new Meaning(
            FailureCode.PROVIDER_OUT_OF_CREDIT,
            Next.STOP,
            "has no credits left on the account. Top it up, then start the job again.");

    private static final Meaning WRONG_PLACE = new Meaning(
            FailureCode.PROVIDER_UNAVAILABLE,
            Next.STOP,
            "knows no such path or model. Check BACKDROP_FASHN_BASE_URL and BACKDROP_FASHN_MODEL.");

    private static final Meaning THROTTLED = new Meaning(
            FailureCode.PROVIDER_THROTTLED, Next.SAME_CALL, "asks us to slow down. Start fewer jobs at a time.");

    private static final Meaning CROWDED = new Meaning(
            FailureCode.PROVIDER_THROTTLED,
            Next.SAME_CALL,
            "is working on as many tasks as the account may have at once. Run fewer jobs at a time, or lower"
                    + " BACKDROP_FASHN_CONCURRENCY.");

    private static final Meaning TROUBLE = new Meaning(
            FailureCode.PROVIDER_UNAVAILABLE, Next.SAME_CALL, "is in trouble at the moment. Try again later.");

    /** A body that is too large is answered with the same words (https://docs.fashn.ai/guides/troubleshooting-guide). */
    private static final Meaning TROUBLE_WITH_CALL = new Meaning(
            FailureCode.PROVIDER_UNAVAILABLE,
            Next.SAME_CALL,
            "is in trouble at the moment. Try again later; if it lasts, the photo may be too large to be sent inside the"
                    + " call: lower BACKDROP_FASHN_MAX_BYTES, or set BACKDROP_FASHN_INPUT=url.");

    private static final Meaning ELSEWHERE = new Meaning(
            FailureCode.PROVIDER_UNAVAILABLE,
            Next.STOP,
            "redirects, which isn't followed, because the key would be sent along. Check BACKDROP_FASHN_BASE_URL.");

    private static final Meaning TOO_LARGE = new Meaning(
            FailureCode.INVALID_PHOTO,
            Next.STOP,
            "finds the photo too large. Lower BACKDROP_FASHN_MAX_BYTES, or set BACKDROP_FASHN_INPUT=url.");

    private static final Meaning GARBLED = new Meaning(
            FailureCode.PROVIDER_UNAVAILABLE,
            Next.SAME_CALL,
            "answered with something that isn't its protocol. Try again later; if it lasts, check BACKDROP_FASHN_BASE_URL.");

    static final Meaning UNKNOWN_TASK = new Meaning(
            FailureCode.TASK_EXPIRED,
            Next.UNSURE,
            "no longer knows the task, though it may have charged for it: it keeps tasks for three days, or for an hour if"
                    + " BACKDROP_FASHN_RETURN_BASE64 is set. Look at the account's usage before starting the job again.");

    private static final Map<String, Meaning> BY_NAME = Map.ofEntries(
            entry("badrequest", NOT_TAKEN),
            entry("unauthorizedaccess", BAD_KEY),
            entry(NOT_FOUND, WRONG_PLACE),
            entry("ratelimitexceeded", THROTTLED),
            entry("concurrencylimitexceeded", CROWDED),
            entry("outofcredits", NO_CREDIT),
            entry("internalservererror", TROUBLE));

    private ApiErrors() {}

    /** What an answer that isn't a success, or isn't the success that was hoped for, means. */
    static Meaning meaning(VendorAnswer answer) {
        return documented(answer).orElseGet(() -> byStatus(answer.status()));
    }

    /** What the error means if the vendor documents its name. */
    private static Optional<Meaning> documented(VendorAnswer answer) {
        return answer.errorName().map(name -> BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The same at the billed call, which carries the photo. */
    static Optional<Meaning> documentedOfCreation(VendorAnswer answer) {
        return documented(answer).map(meaning -> meaning.equals(TROUBLE) ? TROUBLE_WITH_CALL : meaning);
    }

    /** Whether the vendor itself, rather than something in between, denies knowing what was asked for. */
    static boolean isNotFound(VendorAnswer answer) {
        return answer.errorName().filter(NOT_FOUND::equalsIgnoreCase).isPresent();
    }

    /** Whether it is the account's number of tasks at once, rather than of calls, that is used up. */
    static boolean isCrowded(Meaning meaning) {
        return meaning.equals(CROWDED);
    }

    static Meaning byStatus(int status) {
        return switch (status) {
            case 401, 403 -> BAD_KEY;
            case 402 -> NO_CREDIT;
            case 404 -> WRONG_PLACE;
            case 408, 425 -> TROUBLE;
            case 413 -> TOO_LARGE;
            case 429 -> THROTTLED;
            default -> {
                if (status >= 500) {
                    yield TROUBLE;
                }
                if (status >= 400) {
                    yield NOT_TAKEN;
                }
                yield status >= 300 ? ELSEWHERE : GARBLED;
            }
        };
    }
}
