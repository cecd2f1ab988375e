package dev.backdrop.provider.picwish;

import dev.backdrop.failure.FailureCode;
import dev.backdrop.provider.Meaning;
import dev.backdrop.provider.Meaning.Next;

/**
 * Errors of a call, of the page's "HTTP response status codes", found in the HTTP status or in the body's own. What it says
 * to an account without credit isn't documented.
 */
final class CallErrors {

    private static final Meaning NOT_TAKEN = new Meaning(
            FailureCode.UNSUPPORTED_REQUEST,
            Next.STOP,
            "does not take the request as it is. Check what it says against the request and the BACKDROP_PICWISH_"
                    + " settings.");

    private static final Meaning BAD_KEY = new Meaning(
            FailureCode.PROVIDER_UNAUTHORIZED,
            Next.STOP,
            "does not accept the API key. Set BACKDROP_PICWISH_API_KEY to a valid one and check that the service is"
                    + " enabled for it.");

    private static final Meaning NO_CREDIT = new Meaning(
            FailureCode.PROVIDER_OUT_OF_CREDIT,
            Next.STOP,
            "wants to be paid first. Top the account up, then start the job again.");

    private static final Meaning WRONG_PLACE = new Meaning(
            FailureCode.PROVIDER_UNAVAILABLE,
            Next.STOP,
            "knows no such path. Check BACKDROP_PICWISH_BASE_URL and BACKDROP_PICWISH_BACKGROUND_PATH.");

    private static final Meaning UNKNOWN_TASK = new Meaning(
            FailureCode.TASK_EXPIRED,
            Next.UNSURE,
            "no longer knows the task: it keeps one for an hour, and may charge for it all the same. Look at the account's"
                    + " usage before starting the job again.");

    private static final Meaning TOO_LARGE = new Meaning(
            FailureCode.INVALID_PHOTO,
            Next.STOP,
            "finds the upload too large. Lower BACKDROP_PICWISH_MAX_BYTES, or BACKDROP_PICWISH_MAX_SIDE for a prompt, whose"
                    + " second step sends the cut-out.");

    private static final Meaning THROTTLED = new Meaning(
            FailureCode.PROVIDER_THROTTLED, Next.SAME_CALL, "asks us to slow down. Run fewer jobs at a time.");

    private static final Meaning TROUBLE = new Meaning(
            FailureCode.PROVIDER_UNAVAILABLE, Next.SAME_CALL, "is in trouble at the moment. Try again later.");

    private static final Meaning ELSEWHERE = new Meaning(
            FailureCode.PROVIDER_UNAVAILABLE,
            Next.STOP,
            "redirects, which isn't followed, because the key would be sent along. Check BACKDROP_PICWISH_BASE_URL.");

    private static final Meaning GARBLED = new Meaning(
            FailureCode.PROVIDER_UNAVAILABLE,
            Next.SAME_CALL,
            "answered with something that isn't its protocol. Try again later; if it lasts, check"
                    + " BACKDROP_PICWISH_BASE_URL.");

    private CallErrors() {}

    /** What an answer to the creation of a task means that isn't a success, or not the one that was hoped for. */
    static Meaning ofCreation(VendorAnswer answer) {
        return answer.status() == 404 ? WRONG_PLACE : byStatus(answer.status());
    }

    /** The same of a question for a task. */
    static Meaning ofQuestion(VendorAnswer answer) {
        return answer.status() == 404 ? UNKNOWN_TASK : byStatus(answer.status());
    }

    private static Meaning byStatus(int status) {
        return switch (status) {
            case 401, 403 -> BAD_KEY;
            case 402 -> NO_CREDIT;
            case 408, 425 -> TROUBLE;
            case 413 -> TOO_LARGE;
            case 429 -> THROTTLED;
            default -> {
                if (status < 300 || status >= 600) {
                    yield GARBLED;
                }
                if (status < 400) {
                    yield ELSEWHERE;
                }
                yield status < 500 ? NOT_TAKEN : TROUBLE;
            }
        };
    }
}
