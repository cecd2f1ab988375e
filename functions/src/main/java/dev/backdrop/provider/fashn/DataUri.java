package dev.backdrop.provider.fashn;

import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Pictures written into JSON as {@code data:image/png;base64,...}. */
final class DataUri {

    private static final String SCHEME = "data:";
    private static final String ENCODING = ";base64";

    /** Whole, or the middle of one: no word and no name is that long. */
    private static final Pattern INSIDE_WORDS =
            Pattern.compile("(?i)data:[a-z0-9.+/;=-]{0,100},[a-z0-9+/=_%-]*|[a-z0-9+/]{100,}={0,2}");

    private DataUri() {}

    static String of(String contentType, byte[] bytes) {
        return SCHEME + contentType + ENCODING + "," + Base64.getEncoder().encodeToString(bytes);
    }

    /** Whether this wants to be one, well made or not. */
    static boolean isOne(String text) {
        return text.strip().regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** What is in it; nothing if it is cut off, empty or in another encoding. */
    static Optional<byte[]> bytes(String text) {
        String uri = text.strip();
        int comma = uri.indexOf(',');
        if (comma < 0 || !uri.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(ENCODING)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(uri.substring(comma + 1).replaceAll("\\s+", ""));
            return Optional.of(bytes).filter(some -> some.length > 0);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The words, without any picture that they quote. */
    static String without(String words) {
        return INSIDE_WORDS.matcher(words).replaceAll("(a picture)");
    }
}
