package dev.backdrop.local.cloud.s3;

import dev.backdrop.local.cloud.http.OwnHost;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Refuses what a browser would do for a page of somebody else. S3 itself needn't: its keys are secret. Those of the local one
 * are known to everybody, and a page could sign a form with them that puts photos into a bucket, which starts jobs.
 */
final class ForeignPagesFilter implements Filter {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    private final CorsFilter cors;

    /** @param cors knows the origins that the buckets trust */
    ForeignPagesFilter(CorsFilter cors) {
        this.cors = cors;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        if (!OwnHost.is(http.getHeader("Host"), http.getLocalPort())) {
            refuse(http, response, "this server only answers at http://127.0.0.1:" + http.getLocalPort());
            return;
        }
        String origin = http.getHeader("Origin");
        if (origin != null && !HARMLESS.contains(http.getMethod()) && !isAllowed(http, origin)) {
            refuse(http, response, "this bucket's CorsConfiguration allows no " + http.getMethod() + " from " + origin);
            return;
        }
        chain.doFilter(request, response);
    }

    private boolean isAllowed(HttpServletRequest request, String origin) {
        return cors.rule(request, origin, request.getMethod(), List.of()).isPresent();
    }

    private static void refuse(HttpServletRequest request, ServletResponse response, String why) throws IOException {
        S3Errors.send(request, (HttpServletResponse) response, 403, "AccessForbidden", why, Map.of());
    }
}
