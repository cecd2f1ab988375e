package dev.backdrop.local.cloud.http;

import dev.backdrop.local.cloud.template.HttpCorsView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which pages a browser may show or do something for. The local cloud asks nobody who they are, so it must not be at the
 * service of any page that somebody opens:
 *
 * <ul>
 *   <li>the Host of a request is this server, or a name of the attacker's that resolves to 127.0.0.1 would do;
 *   <li>a request that may change something comes from no page, from one of this server, or from an origin that the API's
 *       CORS settings trust;
 *   <li>in those settings {@code *} stands for pages of this machine only, as a front end under development; an origin that
 *       is written out stands for itself.
 * </ul>
 */
final class OriginPolicy {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern LOOPBACK = Pattern.compile("https?://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");

    private final int port;
    private final Optional<HttpCorsView> cors;

    OriginPolicy(int port, Optional<HttpCorsView> cors) {
        this.port = port;
        this.cors = cors;
    }

    /** The origins of this server's own pages. */
    static List<String> origins(int port) {
        return OwnHost.NAMES.stream().map(host -> "http://" + host + ":" + port).toList();
    }

    /** What to answer instead of serving it, if anything. */
    Optional<Answer> refusal(Call call) {
        List<String> hosts = call.headers().getOrDefault("host", List.of());
        if (hosts.size() != 1 || !OwnHost.is(hosts.get(0), port)) {
            return Optional.of(Answer.message(
                    403,
                    "Forbidden: this server only answers at http://127.0.0.1:" + port + " and http://localhost:"
                            + port));
        }
        Optional<String> origin = call.header("origin");
        if (origin.isPresent() && !HARMLESS.contains(call.method()) && !trusts(origin.get())) {
            return Optional.of(Answer.message(
                    403,
                    "Forbidden: a page of another origin may not do this. Open this server's own pages, or name the"
                            + " origin in the template's CorsConfiguration"));
        }
        return Optional.empty();
    }

    private boolean trusts(String origin) {
        return origins(port).contains(origin.toLowerCase(Locale.ROOT)) || isAllowed(origin);
    }

    private boolean isAllowed(String origin) {
        String name = origin.toLowerCase(Locale.ROOT);
        return cors.map(HttpCorsView::allowOrigins).orElse(List.of()).stream()
                .map(allowed -> allowed.toLowerCase(Locale.ROOT))
                .anyMatch(allowed -> allowed.endsWith("*")
                        ? name.startsWith(allowed.substring(0, allowed.length() - 1))
                                && LOOPBACK.matcher(name).matches()
                        : allowed.equals(name));
    }

    /** API Gateway answers these itself when it has CORS settings, with or without a route. */
    boolean isPreflight(Call call) {
        return cors.isPresent()
                && call.method().equals("OPTIONS")
                && call.headers().containsKey("origin")
                && call.headers().containsKey("access-control-request-method");
    }

    /** An origin that isn't allowed gets no headers, and its browser draws the conclusion. */
    Answer preflight(Call call) {
        Answer answer = Answer.empty(204);
        if (cors.isEmpty() || !isAllowed(call.header("origin").orElse(""))) {
            return answer;
        }
        HttpCorsView settings = cors.get();
        Map<String, String> headers = new LinkedHashMap<>(common(call, settings));
        put(headers, "access-control-allow-methods", settings.allowMethods());
        put(headers, "access-control-allow-headers", settings.allowHeaders());
        settings.maxAge().ifPresent(age -> headers.put("access-control-max-age", String.valueOf(age.toSeconds())));
        return answer.with(headers);
    }

    /** The answer with the API's own CORS headers, in place of the function's if the API has settings of its own. */
    Answer marked(Call call, Answer answer) {
        if (cors.isEmpty()) {
            return answer;
        }
        Answer bare = answer.withoutHeaders("access-control-");
        if (call.header("origin").filter(this::isAllowed).isEmpty()) {
            return bare;
        }
        Map<String, String> headers = common(call, cors.get());
        headers.computeIfPresent(
                "vary",
                (name, origin) -> answer.headers().containsKey(name)
                        ? String.join(", ", answer.headers().get(name)) + ", " + origin
                        : origin);
        return bare.with(headers);
    }

    private static Map<String, String> common(Call call, HttpCorsView settings) {
        Map<String, String> headers = new LinkedHashMap<>();
        boolean any = settings.allowOrigins().contains("*");
        headers.put(
                "access-control-allow-origin", any ? "*" : call.header("origin").orElse(""));
        if (!any) {
            headers.put("vary", "Origin");
        }
        put(headers, "access-control-expose-headers", settings.exposeHeaders());
        if (settings.allowCredentials()) {
            headers.put("access-control-allow-credentials", "true");
        }
        return headers;
    }

    private static void put(Map<String, String> headers, String name, List<String> values) {
        if (!values.isEmpty()) {
            headers.put(name, String.join(",", values));
        }
    }
}
