package dev.backdrop.local.simulator.picwish;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A header's value with its parameters, such as {@code form-data; name="image_url"}.
 *
 * @param value before the first semicolon, in lower case
 * @param parameters by lower-case name, their quotes and escapes undone
 */
record HeaderValue(String value, Map<String, String> parameters) {

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    /** @throws MalformedFormException if it isn't tokens, equals signs, quoted texts and semicolons in their places */
    static HeaderValue parse(String text) throws MalformedFormException {
        int semicolon = text.indexOf(';');
        String value = (semicolon < 0 ? text : text.substring(0, semicolon)).strip();
        return new HeaderValue(
                value.toLowerCase(Locale.ROOT), semicolon < 0 ? Map.of() : new Scan(text, semicolon).parameters());
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Walks over the parameters; stands at the semicolon before each. */
    private static final class Scan {

        private final String text;
        private int at;

        Scan(String text, int at) {
            this.text = text;
            this.at = at;
        }

        Map<String, String> parameters() throws MalformedFormException {
            Map<String, String> found = new LinkedHashMap<>();
            while (at < text.length()) {
                expect(';');
                skipSpace();
                String name = token().toLowerCase(Locale.ROOT);
                expect('=');
                String value = at < text.length() && text.charAt(at) == '"' ? quoted() : token();
                if (found.put(name, value) != null) {
                    throw new MalformedFormException("the parameter " + name + " comes twice in a header");
                }
                skipSpace();
            }
            return found;
        }

        private void expect(char mark) throws MalformedFormException {
            if (at >= text.length() || text.charAt(at) != mark) {
                throw new MalformedFormException("a header's parameters lack a '" + mark + "'");
            }
            at++;
        }

        private void skipSpace() {
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                at++;
            }
        }

        private String token() throws MalformedFormException {
            int start = at;
            while (at < text.length() && isTokenMark(text.charAt(at))) {
                at++;
            }
            if (at == start) {
                throw new MalformedFormException("a header's parameter is empty");
            }
            return text.substring(start, at);
        }

        private static boolean isTokenMark(char mark) {
            return mark < 0x80 && Character.isLetterOrDigit(mark) || TOKEN_MARKS.indexOf(mark) >= 0;
        }

        private String quoted() throws MalformedFormException {
            StringBuilder value = new StringBuilder();
            for (at++; at < text.length(); at++) {
                char mark = text.charAt(at);
                if (mark == '"') {
                    at++;
                    return value.toString();
                }
                if (mark == '\\' && at + 1 < text.length() && "\\\"".indexOf(text.charAt(at + 1)) >= 0) {
                    mark = text.charAt(++at);
                }
                value.append(mark);
            }
            throw new MalformedFormException("a quoted text in a header has no end");
        }
    }
}
