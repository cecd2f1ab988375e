package dev.backdrop.provider.picwish;

import dev.backdrop.http.ApiOutcome.Answer;
import dev.backdrop.http.Headers;
import dev.backdrop.http.JsonBody;
import dev.backdrop.provider.VendorFailures.Said;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** An answer of the API, {@code {"status", "message", "data": {...}}}, or a picture and nothing else. */
final class VendorAnswer {

    private static final BigDecimal LARGEST_STATUS = BigDecimal.valueOf(999_999);

    private final Answer answer;
    private final Optional<JsonBody> json;

    VendorAnswer(Answer answer) {
        this.answer = answer;
        this.json = JsonBody.object(answer.body());
    }

    /**
     * What the call came to. The body has a status of its own: it counts where HTTP speaks of success, and where both speak
     * of an error the graver one does, so that a server's fault isn't taken for a plain no.
     */
    int status() {
        int http = answer.status();
        Optional<Integer> body = bodyStatus();
        if (answer.isSuccess()) {
            return body.orElse(http);
        }
        boolean bothErrors = http >= 400 && http < 500 && body.orElse(0) >= 400 && body.orElse(0) < 600;
        return bothErrors ? Math.max(http, body.orElse(0)) : http;
    }

    int httpStatus() {
        return answer.status();
    }

    private Optional<Integer> bodyStatus() {
        return root().number("status")
                .filter(status -> status.abs().compareTo(LARGEST_STATUS) <= 0)
                .map(BigDecimal::intValue);
    }

    /** Whether HTTP and the body both say so, or the body doesn't say. */
    boolean isSuccess() {
        return answer.isSuccess() && json.isPresent() && status() >= 200 && status() < 300;
    }

    private JsonBody root() {
        return json.orElseGet(JsonBody::nothing);
    }

    JsonBody data() {
        return root().at("data");
    }

    Optional<String> taskId() {
        return root().everywhere("task_id").stream()
                .flatMap(found -> found.text().stream())
                .findFirst();
    }

    /** Where the task stands: 1 is done, less than 0 failed, all else not yet. */
    Optional<BigDecimal> state() {
        return data().number("state");
    }

    /** The body, if it is a picture instead of JSON. */
    Optional<byte[]> picture() {
        byte[] body = answer.body();
        boolean declared = answer.headers()
                .first("Content-Type")
                .filter(type -> type.strip().toLowerCase(Locale.ROOT).startsWith("image/"))
                .isPresent();
        boolean picture = json.isEmpty() && body.length > 0 && (declared || ResultPictures.isPicture(body));
        return answer.isSuccess() && picture ? Optional.of(body) : Optional.empty();
    }

    Optional<String> requestId() {
        return answer.headers().first("X-Request-Id").filter(id -> !id.isBlank());
    }

    Headers headers() {
        return answer.headers();
    }

    /** What it says of a call that failed. */
    Said said() {
        Optional<String> code =
                bodyStatus().filter(status -> status != answer.status()).map(String::valueOf);
        return new Said(code, words(), Optional.of(answer.status()), requestId());
    }

    /** What it says of a task: the call itself was good. */
    Said saidOfTask() {
        Optional<String> code = state().filter(state -> state.signum() < 0)
                .map(state -> state.stripTrailingZeros().toPlainString());
        return new Said(code, words(), Optional.empty(), requestId());
    }

    private Optional<String> words() {
        return Stream.of(data().text("state_detail"), root().text("message"))
                .flatMap(Optional::stream)
                .filter(text -> !text.strip().equalsIgnoreCase("success"))
                .findFirst();
    }
}
