package dev.backdrop.provider.perfectcorp;

import dev.backdrop.http.ApiOutcome.Answer;
import dev.backdrop.http.Headers;
import dev.backdrop.http.JsonBody;
import dev.backdrop.provider.VendorFailures.Said;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/**
 * An answer of the API, as {@code {"status", "data": {...}}} (version 1: {@code result}) or
 * {@code {"status", "error", "error_code"?}}.
 */
final class VendorAnswer {

    private static final BigDecimal LONGEST_INTERVAL = BigDecimal.valueOf(3_600_000);

    private final Answer answer;
    private final Optional<JsonBody> json;

    VendorAnswer(Answer answer) {
        this.answer = answer;
        this.json = JsonBody.object(answer.body());
    }

    /** The HTTP status, unless that says success and the body's own says otherwise. */
    int status() {
        if (!answer.isSuccess()) {
            return answer.status();
        }
        return root().number("status")
                .filter(status ->
                        status.compareTo(BigDecimal.valueOf(300)) >= 0 && status.compareTo(BigDecimal.valueOf(600)) < 0)
                .map(BigDecimal::intValue)
                .orElse(answer.status());
    }

    boolean isSuccess() {
        return json.isPresent() && status() >= 200 && status() < 300 && !saysError();
    }

    /** Whether a body without a telling status is an error all the same. A failed task isn't: that is what was asked for. */
    private boolean saysError() {
        boolean task = !root().everywhere("task_status").isEmpty();
        boolean error =
                root().text("error_code").isPresent() || root().text("error").isPresent() && !data().isObject();
        return error && !task;
    }

    /** All of it; an empty one if the body isn't a JSON object. */
    JsonBody root() {
        return json.orElseGet(JsonBody::nothing);
    }

    /** What is in {@code data} or {@code result}; possibly nothing. */
    JsonBody data() {
        JsonBody data = root().at("data");
        return data.isObject() ? data : root().at("result");
    }

    Optional<String> errorCode() {
        return root().text("error_code").or(() -> root().text("data", "error_code"));
    }

    Optional<String> errorText() {
        return root().text("error").or(() -> root().text("error_message"));
    }

    /** How long to wait before the next poll, in milliseconds wherever it stands; no contract of version 2 declares it. */
    Optional<Duration> pollingInterval() {
        return root().everywhere("polling_interval").stream()
                .flatMap(found -> found.number().stream())
                .filter(number -> number.signum() > 0)
                .map(number -> number.min(LONGEST_INTERVAL).setScale(0, RoundingMode.CEILING))
                .map(number -> Duration.ofMillis(number.longValue()))
                .findFirst();
    }

    /** The vendor's name for the call, on every answer. */
    Optional<String> requestId() {
        return answer.headers().first("x-request-id").filter(id -> !id.isBlank());
    }

    /** What it says of a call that failed. */
    Said said() {
        return new Said(errorCode(), errorText(), Optional.of(status()), requestId());
    }

    /** What it says of a task that failed: the call itself was good. */
    Said said(Optional<String> code, Optional<String> words) {
        return new Said(code, words, Optional.empty(), requestId());
    }

    Headers headers() {
        return answer.headers();
    }
}
