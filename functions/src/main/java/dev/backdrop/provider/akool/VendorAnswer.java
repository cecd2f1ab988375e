package dev.backdrop.provider.akool;

import dev.backdrop.http.ApiOutcome.Answer;
import dev.backdrop.http.Headers;
import dev.backdrop.http.JsonBody;
import dev.backdrop.provider.VendorFailures.Said;
import java.net.URI;
import java.util.Optional;

/**
 * An answer of the API, {@code {"code", "msg", "data": {...}}}. HTTP mostly says 200 whatever has happened: the code decides
 * (Akool's "Background Change" page, "Response Code Description").
 */
final class VendorAnswer {

    static final String SUCCESS = "1000";

    private final Answer answer;
    private final JsonBody root;
    private final Optional<String> token;

    /** @param token what the call was let in by, if by a token: should the vendor repeat it, it isn't quoted */
    VendorAnswer(Answer answer, Optional<String> token) {
        this.answer = answer;
        this.root = JsonBody.object(answer.body()).orElseGet(JsonBody::nothing);
        this.token = token;
    }

    int status() {
        return answer.status();
    }

    boolean isSuccess() {
        return answer.isSuccess() && code().map(SUCCESS::equals).orElse(data().isObject());
    }

    /** Whether it turns the token, or the key, away, having done nothing; the code has the last word if there is one. */
    boolean isNotLetIn() {
        boolean refusal = status() < 300 || status() >= 400 && status() < 500 && status() != 408;
        return refusal
                && code().map(code -> code.equals("1101") || code.equals("1102"))
                        .orElse(status() == 401);
    }

    /** As digits, however it was written. */
    Optional<String> code() {
        return root.number("code")
                .map(number -> number.stripTrailingZeros().toPlainString())
                .or(() -> root.text("code"));
    }

    /** All of it; an empty one if the body isn't a JSON object. */
    JsonBody root() {
        return root;
    }

    /** What is in {@code data}; possibly nothing. */
    JsonBody data() {
        return root.at("data");
    }

    /** The name for the call that servers and proxies like to give; Akool's page promises none. */
    Optional<String> requestId() {
        return answer.headers().first("x-request-id").filter(id -> !id.isBlank());
    }

    /** What it says of a call that failed. */
    Said said() {
        return new Said(code(), root.text("msg").map(this::withoutToken), Optional.of(status()), requestId());
    }

    /** What it says of a task: the call itself was good. */
    Said said(Optional<String> code, Optional<String> words) {
        return new Said(code.map(this::withoutToken), words.map(this::withoutToken), Optional.empty(), requestId());
    }

    private String withoutToken(String words) {
        return token.map(secret -> words.replace(secret, "***")).orElse(words);
    }

    Headers headers() {
        return answer.headers();
    }

    /** Whether this can be sent in a header: visible ASCII and nothing else. */
    static boolean fitsAHeader(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    /** The http or https address that this is, if it is one. */
    static Optional<URI> webAddress(String text) {
        try {
            URI address = URI.create(text.strip());
            boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
            return web && address.getHost() != null ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
