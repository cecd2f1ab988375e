package dev.backdrop.provider.perfectcorp;

import static java.util.Map.entry;

import dev.backdrop.failure.FailureCode;
import dev.backdrop.provider.Meaning;
import dev.backdrop.provider.Meaning.Next;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Errors of a call, {@code {"status", "error", "error_code"?}}, after the error guide at https://docs.perfectcorp.com. The
 * code can be missing, or its words stand in {@code error} instead, so both are looked at, and the HTTP status last.
 */
final class RequestErrors {

    private static final Meaning NOT_TAKEN = new Meaning(
            FailureCode.UNSUPPORTED_REQUEST,
            Next.STOP,
            "does not take the request as it is. Check the prompt, BACKDROP_PERFECTCORP_FEATURE and"
                    + " BACKDROP_PERFECTCORP_FILE_PATH.");

    private static final Meaning BAD_KEY = new Meaning(
            FailureCode.PROVIDER_UNAUTHORIZED,
            Next.STOP,
            "does not accept the API key. Set BACKDROP_PERFECTCORP_API_KEY to a valid, active one.");

    private static final Meaning NO_CREDIT = new Meaning(
            FailureCode.PROVIDER_OUT_OF_CREDIT,
            Next.STOP,
            "has too few units left on the account. Top it up, then start the job again.");

    private static final Meaning UNKNOWN_TASK = new Meaning(
            FailureCode.TASK_EXPIRED,
            Next.UNSURE,
            "no longer knows the task: it expires when it isn't polled in time, and may be charged all the same. Look at the"
                    + " account's usage before starting the job again.");

    private static final Meaning TIMED_OUT =
            new Meaning(FailureCode.TASK_TIMEOUT, Next.FRESH_TASK, "ran out of time on the task. A fresh task may do.");

    private static final Meaning THROTTLED = new Meaning(
            FailureCode.PROVIDER_THROTTLED, Next.SAME_CALL, "asks us to slow down. Run fewer jobs at a time.");

    private static final Meaning TROUBLE = new Meaning(
            FailureCode.PROVIDER_UNAVAILABLE, Next.SAME_CALL, "is in trouble at the moment. Try again later.");

    private static final Meaning WRONG_PLACE = new Meaning(
            FailureCode.PROVIDER_UNAVAILABLE,
            Next.STOP,
            "knows no such path, or the file was never uploaded. Check BACKDROP_PERFECTCORP_BASE_URL, _FEATURE and"
                    + " _FILE_PATH.");

    private static final Meaning ELSEWHERE = new Meaning(
            FailureCode.PROVIDER_UNAVAILABLE,
            Next.STOP,
            "redirects, which isn't followed, because the key would be sent along. Check BACKDROP_PERFECTCORP_BASE_URL.");

    private static final Meaning TOO_LARGE = new Meaning(
            FailureCode.INVALID_PHOTO, Next.STOP, "finds the photo too large. Lower BACKDROP_PERFECTCORP_MAX_BYTES.");

    private static final Meaning GARBLED = new Meaning(
            FailureCode.PROVIDER_UNAVAILABLE,
            Next.SAME_CALL,
            "answered with something that isn't its protocol. Try again later; if it lasts, check"
                    + " BACKDROP_PERFECTCORP_BASE_URL.");

    private static final Map<String, Meaning> BY_CODE = Map.ofEntries(
            entry("invalidparameters", NOT_TAKEN),
            entry("badrequest", NOT_TAKEN),
            entry("invalidstyle", NOT_TAKEN),
            entry("invalidstylegroup", NOT_TAKEN),
            entry("creditinsufficiency", NO_CREDIT),
            entry("invalidtaskid", UNKNOWN_TASK),
            entry("invalidapikey", BAD_KEY),
            entry("inactiveapikey", BAD_KEY),
            entry("expiredapikey", BAD_KEY),
            entry("invalidaccesstoken", BAD_KEY),
            entry("tasktimeout", TIMED_OUT),
            entry("taskexecutiontimedout", TIMED_OUT));

    private RequestErrors() {}

    /** What an answer that isn't a success, or isn't the success that was hoped for, means. */
    static Meaning meaning(VendorAnswer answer) {
        return byCode(answer.errorCode())
                .or(() -> byCode(answer.errorText()))
                .orElseGet(() -> byStatus(answer.status()));
    }

    private static Optional<Meaning> byCode(Optional<String> words) {
        return words.map(text -> BY_CODE.get(text.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT)));
    }

    private static Meaning byStatus(int status) {
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
