package dev.backdrop.local.simulator.akool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.simulator.Answer;
import dev.backdrop.local.simulator.Json;
import dev.backdrop.local.simulator.Received;
import dev.backdrop.local.simulator.Shell;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who is let in: whoever brings the key, or a token that client id and key were exchanged for. */
final class Access {

    private static final String SCHEME = "Bearer ";

    private final Shell shell;
    private final AkoolOptions options;
    private final Map<String, Instant> expiries = new ConcurrentHashMap<>();
    private volatile boolean banned;

    Access(Shell shell, AkoolOptions options) {
        this.shell = shell;
        this.options = options;
    }

    void ban(boolean banned) {
        this.banned = banned;
    }

    /** The key and every token ever given. */
    Set<String> secrets() {
        Set<String> secrets = new HashSet<>(expiries.keySet());
        secrets.add(options.apiKey());
        return secrets;
    }

    int tokensGiven() {
        return expiries.size();
    }

    /** Answers the call that exchanges client id and key, which is the client secret, for a token. */
    Answer exchange(ObjectNode body, Instant now) {
        body.fieldNames().forEachRemaining(name -> {
            if (!Set.of("clientId", "clientSecret").contains(name)) {
                throw Refusal.parameter("unexpected field " + name);
            }
        });
        String clientId = text(body, "clientId");
        String secret = text(body, "clientSecret");
        if (!clientId.equals(options.clientId()) || !secret.equals(options.apiKey())) {
            throw Refusal.invalidAuthorization();
        }
        refuseBanned();
        String token = shell.ids().urlSafe("token");
        expiries.put(token, now.plus(options.tokenValidity()));
        ObjectNode answer = Json.object().put("code", 1000).put("msg", "OK");
        (options.tokenInData() ? answer.putObject("data") : answer).put("token", token);
        return Answer.json(200, answer);
    }

    private static String text(ObjectNode body, String name) {
        return Optional.ofNullable(body.get(name))
                .filter(value -> value.isTextual() && !value.textValue().isBlank())
                .orElseThrow(() -> Refusal.missing(name))
                .textValue();
    }

    /** @throws Refusal unless the request brings a good token or, if it has no Authorization at all, the key */
    void check(Received request) {
        if (has(request, "authorization")) {
            token(request);
        } else if (has(request, "x-api-key")) {
            if (request.header("x-api-key").filter(options.apiKey()::equals).isEmpty()) {
                throw Refusal.invalidAuthorization();
            }
        } else {
            throw Refusal.noAuthorization();
        }
        refuseBanned();
    }

    /** The page speaks of headers that have values. */
    private static boolean has(Received request, String header) {
        return request.headers().containsKey(header)
                && request.header(header).filter(String::isBlank).isEmpty();
    }

    private void token(Received request) {
        Instant expiry = request.header("authorization")
                .filter(value -> value.startsWith(SCHEME))
                .map(value -> expiries.get(value.substring(SCHEME.length())))
                .orElseThrow(Refusal::invalidAuthorization);
        if (!request.at().isBefore(expiry)) {
            throw Refusal.expiredToken();
        }
    }

    private void refuseBanned() {
        if (banned) {
            throw Refusal.banned();
        }
    }
}
