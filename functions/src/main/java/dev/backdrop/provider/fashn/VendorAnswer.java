package dev.backdrop.provider.fashn;

import dev.backdrop.http.ApiOutcome.Answer;
import dev.backdrop.http.Headers;
import dev.backdrop.http.JsonBody;
import dev.backdrop.provider.VendorFailures.Said;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * An answer of the API: {@code {"id", "error"}}, {@code {"id", "status", "output", "error"}} or, when a call is refused,
 * {@code {"error": "Name", "message"}}. Everywhere {@code error} may be a name or {@code {"name", "message"}}.
 */
final class VendorAnswer {

    private final Answer answer;
    private final Optional<JsonBody> json;

    VendorAnswer(Answer answer) {
        this.answer = answer;
        this.json = JsonBody.object(answer.body());
    }

    int status() {
        return answer.status();
    }

    /** Whether the call was a good one; a task that it tells of may have failed all the same. */
    boolean isSuccess() {
        return answer.isSuccess() && json.isPresent();
    }

    /** All of it; an empty one if the body isn't a JSON object. */
    JsonBody root() {
        return json.orElseGet(JsonBody::nothing);
    }

    /** The task's id, if one was issued. */
    Optional<String> id() {
        return root().text("id");
    }

    Optional<String> errorName() {
        return root().text("error").or(() -> root().text("error", "name")).map(String::strip);
    }

    /** What it says of the error beside its name. */
    Optional<String> errorWords() {
        return root().text("error", "message").or(() -> root().text("message")).map(DataUri::without);
    }

    /** What the task has cost, from {@code x-fashn-credits-used}; nothing if the header is missing or odd. */
    Optional<BigDecimal> creditsUsed() {
        return answer.headers()
                .first("x-fashn-credits-used")
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,9}(\\.\\d{1,6})?"))
                .map(BigDecimal::new);
    }

    /** Not documented; kept if it comes. */
    Optional<String> requestId() {
        return answer.headers().first("x-request-id").filter(id -> !id.isBlank());
    }

    /** What it says of a call that failed. */
    Said saidOfCall() {
        return new Said(errorName().map(DataUri::without), errorWords(), Optional.of(status()), requestId());
    }

    /** What it says of a task: the call itself was good. */
    Said saidOfTask() {
        return new Said(errorName().map(DataUri::without), errorWords(), Optional.empty(), requestId());
    }

    Headers headers() {
        return answer.headers();
    }
}
