package dev.backdrop.provider.studio;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.ApiOutcome.Answer;
import dev.backdrop.http.ApiOutcome.Kind;
import dev.backdrop.http.ApiOutcome.NoAnswer;
import dev.backdrop.http.JsonBody;
import dev.backdrop.provider.TaskState;
import java.time.Duration;
import java.util.Optional;

/** Puts studio's errors into our taxonomy. None of them is ever charged for. */
final class StudioFailures {

    private StudioFailures() {}

    /**
     * What to make of a call that didn't work.
     *
     * @param again whether the same call may work in a moment
     * @param delay how long studio asks us to wait first
     */
    record Verdict(Failure failure, boolean again, Optional<Duration> delay) {}

    static Failure of(FailureCode code, String providerCode, String message, boolean retryable) {
        return new Failure(code, message, StudioProvider.NAME, providerCode, retryable, Charge.NO);
    }

    static Verdict ofAnswer(Answer answer) {
        Optional<Duration> retryAfter = retryAfter(answer);
        Optional<JsonBody> body = JsonBody.object(answer.body());
        String code = body.flatMap(json -> json.text("error", "code")).orElse("http-" + answer.status());
        String said = body.flatMap(json -> json.text("error", "message")).orElse("HTTP " + answer.status());
        return switch (answer.status()) {
            case 400, 405, 422 -> no(FailureCode.UNSUPPORTED_REQUEST, code, "studio refused the request: " + said);
            case 401, 403 ->
                no(
                        FailureCode.PROVIDER_UNAUTHORIZED,
                        code,
                        "studio doesn't accept the key; set " + StudioProvider.API_KEY
                                + " to the one that it was started with");
            case 404 -> missing(code, said);
            case 409 -> no(FailureCode.INTERNAL_ERROR, code, "one attempt asked for two different things: " + said);
            case 413, 415 -> no(FailureCode.INVALID_PHOTO, code, "studio refused the photo: " + said);
            case 429 ->
                new Verdict(
                        of(FailureCode.PROVIDER_THROTTLED, code, "studio is busy: " + said, true), true, retryAfter);
            default ->
                new Verdict(
                        of(FailureCode.PROVIDER_UNAVAILABLE, code, "studio can't answer properly: " + said, true),
                        answer.status() >= 500 || answer.isSuccess(),
                        retryAfter);
        };
    }

    /** Studio says it in seconds, and never more than a minute. */
    private static Optional<Duration> retryAfter(Answer answer) {
        return answer.headers()
                .first("Retry-After")
                .filter(text -> text.matches("[1-9]|[1-5]\\d|60"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    /** The photo may have been dropped between upload and task: preparing again uploads it again. Else it's no studio. */
    private static Verdict missing(String code, String said) {
        if (code.equals("photo-unknown")) {
            return new Verdict(
                    of(FailureCode.PROVIDER_UNAVAILABLE, code, "studio dropped the photo: " + said, true),
                    true,
                    Optional.empty());
        }
        return no(
                FailureCode.PROVIDER_UNAVAILABLE,
                code,
                "there is no studio at the address in " + StudioProvider.BASE_URL + ": " + said);
    }

    static Verdict ofSilence(NoAnswer nothing) {
        boolean again = nothing.kind() != Kind.REFUSED;
        return new Verdict(
                of(
                        FailureCode.PROVIDER_UNAVAILABLE,
                        null,
                        "studio doesn't answer: " + nothing.message() + "; is it running at the address in "
                                + StudioProvider.BASE_URL + "?",
                        again),
                again,
                Optional.empty());
    }

    private static Verdict no(FailureCode code, String providerCode, String message) {
        return new Verdict(of(code, providerCode, message, false), false, Optional.empty());
    }

    /** A task that studio gave up. */
    static TaskState.Failed ofTask(String code, String message) {
        return switch (code) {
            case "photo-unreadable", "photo-too-large", "no-subject", "photo-address-refused" ->
                failed(FailureCode.INVALID_PHOTO, code, message, false);
            case "photo-unreachable" -> failed(FailureCode.INVALID_PHOTO, code, message, true);
            case "result-expired" -> failed(FailureCode.RESULT_UNAVAILABLE, code, message, true);
            case "result-too-large" -> failed(FailureCode.UNSUPPORTED_REQUEST, code, message, false);
            default -> failed(FailureCode.TASK_FAILED, code, message, true);
        };
    }

    private static TaskState.Failed failed(FailureCode code, String providerCode, String message, boolean again) {
        return new TaskState.Failed(of(code, providerCode, message, again), again);
    }
}
