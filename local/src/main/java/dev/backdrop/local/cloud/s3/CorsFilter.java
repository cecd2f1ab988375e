package dev.backdrop.local.cloud.s3;

import dev.backdrop.local.cloud.template.BucketView;
import dev.backdrop.local.cloud.template.CorsRuleView;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * CORS as S3 does it: per bucket, the first rule that fits. S3Proxy's own knows one set of lists for all buckets, no wildcards
 * within names and no maximum age.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html">S3: using cross-origin resource sharing</a>
 */
final class CorsFilter implements Filter {

    private final Map<String, List<CorsRuleView>> rules;

    CorsFilter(List<BucketView> buckets) {
        this.rules = buckets.stream().collect(Collectors.toMap(BucketView::name, BucketView::cors));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        String origin = http.getHeader("Origin");
        if (http.getMethod().equals("OPTIONS")) {
            preflight(http, answer, origin);
            return;
        }
        if (origin != null) {
            rule(http, origin, http.getMethod(), List.of()).ifPresent(rule -> {
                allow(answer, rule, origin);
                set(answer, "Access-Control-Expose-Headers", rule.exposedHeaders());
            });
        }
        chain.doFilter(request, response);
    }

    private void preflight(HttpServletRequest request, HttpServletResponse response, String origin) throws IOException {
        String method = request.getHeader("Access-Control-Request-Method");
        if (origin == null || method == null) {
            S3Errors.send(
                    request,
                    response,
                    400,
                    "BadRequest",
                    "Insufficient information. Origin request header needed.",
                    Map.of());
            return;
        }
        List<String> headers = names(request.getHeader("Access-Control-Request-Headers"));
        Optional<CorsRuleView> found = rule(request, origin, method, headers);
        if (found.isEmpty()) {
            S3Errors.send(
                    request,
                    response,
                    403,
                    "AccessForbidden",
                    "CORSResponse: this bucket's CorsConfiguration allows no " + method + " from " + origin
                            + (headers.isEmpty() ? "" : " with the headers " + headers),
                    Map.of());
            return;
        }
        CorsRuleView rule = found.get();
        allow(response, rule, origin);
        set(response, "Access-Control-Allow-Methods", rule.allowedMethods());
        set(response, "Access-Control-Allow-Headers", headers);
        set(response, "Access-Control-Expose-Headers", rule.exposedHeaders());
        rule.maxAge().ifPresent(age -> response.setHeader("Access-Control-Max-Age", String.valueOf(age.toSeconds())));
        response.setStatus(200);
    }

    /** The first rule that allows this, if any does. */
    Optional<CorsRuleView> rule(HttpServletRequest request, String origin, String method, List<String> headers) {
        // A bucket's name has nothing to encode.
        String[] path = request.getRequestURI().split("/", 3);
        return rules.getOrDefault(path.length < 2 ? "" : path[1], List.of()).stream()
                .filter(rule -> rule.allowedOrigins().stream().anyMatch(pattern -> fits(pattern, origin)))
                .filter(rule -> rule.allowedMethods().contains(method))
                .filter(rule -> headers.stream()
                        .allMatch(header -> rule.allowedHeaders().stream()
                                .anyMatch(pattern -> fits(pattern.toLowerCase(Locale.ROOT), header))))
                .findFirst();
    }

    /** With at most one {@code *} in the pattern. */
    private static boolean fits(String pattern, String text) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(text);
        }
        return text.length() >= pattern.length() - 1
                && text.startsWith(pattern.substring(0, star))
                && text.endsWith(pattern.substring(star + 1));
    }

    private static List<String> names(String header) {
        return Arrays.stream((header == null ? "" : header).split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static void allow(HttpServletResponse response, CorsRuleView rule, String origin) {
        boolean any = rule.allowedOrigins().contains("*");
        response.setHeader("Access-Control-Allow-Origin", any ? "*" : origin);
        response.setHeader("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
        if (!any) {
            response.setHeader("Access-Control-Allow-Credentials", "true");
        }
    }

    private static void set(HttpServletResponse response, String name, List<String> values) {
        if (!values.isEmpty()) {
            response.setHeader(name, String.join(", ", values));
        }
    }
}
