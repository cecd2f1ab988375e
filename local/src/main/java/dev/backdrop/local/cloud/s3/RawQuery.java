package dev.backdrop.local.cloud.s3;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The parameters of an address. The request itself isn't asked for them: that may read the body. */
final class RawQuery {

    private RawQuery() {}

    /** The first value under this name, decoded. */
    static Optional<String> parameter(HttpServletRequest request, String name) {
        String query = Optional.ofNullable(request.getQueryString()).orElse("");
        for (String parameter : query.split("&")) {
            int equals = parameter.indexOf('=');
            if (equals > 0 && decoded(parameter.substring(0, equals)).equals(name)) {
                return Optional.of(decoded(parameter.substring(equals + 1)));
            }
        }
        return Optional.empty();
    }

    /** A name may come encoded too, and S3Proxy would know it all the same. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
