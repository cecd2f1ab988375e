package dev.backdrop.provider.akool;

import static java.util.Map.entry;

import dev.backdrop.failure.FailureCode;
import dev.backdrop.provider.Meaning;
import dev.backdrop.provider.Meaning.Next;
import java.util.Map;

/**
 * Errors of a call, {@code {"code", "msg"}}, after "Response Code Description" of Akool's "Background Change" page; where
 * there is no such code, what the HTTP status says.
 */
final class RequestErrors {

    private static final Meaning NOT_TAKEN = new Meaning(
            FailureCode.UNSUPPORTED_REQUEST,
            Next.STOP,
            "does not take the request as it is. Check the canvas, the scale and the background picture.");

    private static final Meaning THROTTLED = new Meaning(
            FailureCode.PROVIDER_THROTTLED, Next.SAME_CALL, "asks us to slow down. Run fewer jobs at a time.");

    private static final Meaning NO_CREDIT = new Meaning(
            FailureCode.PROVIDER_OUT_OF_CREDIT,
            Next.STOP,
            "has too few credits left on the account. Top it up, then start the job again.");

    private static final Meaning TOO_MANY_FACES = new Meaning(
            FailureCode.INVALID_PHOTO, Next.STOP, "finds more than 8 faces in the photo. Send another photo.");

    private static final Meaning BAD_KEY = new Meaning(
            FailureCode.PROVIDER_UNAUTHORIZED,
            Next.STOP,
            "does not accept the API key or its token. Set BACKDROP_AKOOL_API_KEY, and BACKDROP_AKOOL_CLIENT_ID with"
                    + " BACKDROP_AKOOL_AUTH=token, to valid ones.");

    private static final Meaning BANNED =
            new Meaning(FailureCode.PROVIDER_UNAUTHORIZED, Next.STOP, "has banned the account. Ask its support.");

    private static final Meaning UNDOCUMENTED = new Meaning(
            FailureCode.PROVIDER_UNAVAILABLE,
            Next.SAME_CALL,
            "answered with a code that it doesn't document. Try again later; if it lasts, ask its support.");

    private static final Meaning GARBLED = new Meaning(
            FailureCode.PROVIDER_UNAVAILABLE,
            Next.SAME_CALL,
            "answered with something that isn't its protocol. Try again later; if it lasts, check BACKDROP_AKOOL_BASE_URL.");

    private static final Meaning TROUBLE = new Meaning(
            FailureCode.PROVIDER_UNAVAILABLE, Next.SAME_CALL, "is in trouble at the moment. Try again later.");

    private static final Meaning WITHDRAWN = new Meaning(
            FailureCode.PROVIDER_UNAVAILABLE,
            Next.STOP,
            "knows no such call: it has withdrawn the product, or BACKDROP_AKOOL_BASE_URL is wrong. Use another provider.");

    private static final Meaning ELSEWHERE = new Meaning(
            FailureCode.PROVIDER_UNAVAILABLE,
            Next.STOP,
            "redirects, which isn't followed, because the key would be sent along. Check BACKDROP_AKOOL_BASE_URL.");

    private static final Map<String, Meaning> BY_CODE = Map.ofEntries(
            entry("1003", NOT_TAKEN),
            entry("1005", THROTTLED),
            entry("1006", NO_CREDIT),
            entry("1007", TOO_MANY_FACES),
            entry("1101", BAD_KEY),
            entry("1102", BAD_KEY),
            entry("1200", BANNED));

    private RequestErrors() {}

    /** What an answer that isn't a success, or isn't the success that was hoped for, means. */
    static Meaning meaning(VendorAnswer answer) {
        String code = answer.code().orElse("");
        Meaning known = BY_CODE.get(code);
        if (known != null) {
            return known;
        }
        // A code that says success where HTTP says the opposite leaves everything open.
        return code.equals(VendorAnswer.SUCCESS) ? GARBLED : byStatus(answer.status(), code);
    }

    private static Meaning byStatus(int status, String code) {
        return switch (status) {
            case 401, 403 -> BAD_KEY;
            case 402 -> NO_CREDIT;
            case 404, 405, 410 -> WITHDRAWN;
            case 408, 425 -> TROUBLE;
            case 429 -> THROTTLED;
            default -> {
                if (status >= 500) {
                    yield TROUBLE;
                }
                if (status >= 400) {
                    yield NOT_TAKEN;
                }
                if (status >= 300) {
                    yield ELSEWHERE;
                }
                yield code.isEmpty() ? GARBLED : UNDOCUMENTED;
            }
        };
    }
}
