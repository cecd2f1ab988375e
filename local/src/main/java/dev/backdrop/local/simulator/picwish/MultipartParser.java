package dev.backdrop.local.simulator.picwish;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes a {@code multipart/form-data} body apart by RFC 7578 and, for the boundaries, RFC 2046. What these forbid is refused
 * and not repaired: bare line feeds, a missing last boundary, {@code filename*}, transfer encodings.
 */
final class MultipartParser {

    private static final int LONGEST_HEADERS = 8 * 1024;
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] HEADERS_END = {'\r', '\n', '\r', '\n'};
    private static final byte[] LAST = {'-', '-'};
    private static final Set<String> NO_ENCODING = Set.of("7bit", "8bit", "binary");

    private final byte[] body;
    private final byte[] delimiter;
    private int at;

    private MultipartParser(byte[] body, String boundary) {
        this.body = body;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The form's fields, in their order; a name may come more than once.
     *
     * @param contentType the request's header
     * @throws MalformedFormException if header or body is anything but a whole form
     */
    static List<FormPart> parse(String contentType, byte[] body) throws MalformedFormException {
        HeaderValue type = HeaderValue.parse(contentType);
        if (!type.value().equals("multipart/form-data")) {
            throw new MalformedFormException("the content type is not multipart/form-data");
        }
        String boundary = type.parameter("boundary")
                .filter(text -> text.matches("[A-Za-z0-9'()+_,./:=? -]{0,69}[A-Za-z0-9'()+_,./:=?-]"))
                .orElseThrow(() -> new MalformedFormException("the content type names no boundary of 1 to 70 marks"));
        return new MultipartParser(body, boundary).parts();
    }

    private List<FormPart> parts() throws MalformedFormException {
        List<FormPart> parts = new ArrayList<>();
        skipPreamble();
        while (!startsWith(LAST)) {
            endLine();
            Map<String, String> headers = headers();
            int end = indexOf(delimiter, at, body.length);
            if (end < 0) {
                throw new MalformedFormException("the form ends without its last boundary");
            }
            parts.add(part(headers, Arrays.copyOfRange(body, at, end)));
            at = end + delimiter.length;
        }
        at += LAST.length;
        skipPadding();
        if (at < body.length && !startsWith(LINE_END)) {
            throw new MalformedFormException("something follows the last boundary on its line");
        }
        return parts;
    }

    /** The first boundary needs no line end before it if it is the body's start. */
    private void skipPreamble() throws MalformedFormException {
        byte[] first = Arrays.copyOfRange(delimiter, LINE_END.length, delimiter.length);
        if (startsWith(first)) {
            at = first.length;
            return;
        }
        int start = indexOf(delimiter, 0, body.length);
        if (start < 0) {
            throw new MalformedFormException("the boundary that the content type names is not in the body");
        }
        at = start + delimiter.length;
    }

    /** Goes beyond the rest of a boundary's line, which may hold nothing but spaces. */
    private void endLine() throws MalformedFormException {
        skipPadding();
        if (!startsWith(LINE_END)) {
            throw new MalformedFormException("a boundary is not alone on its line");
        }
        at += LINE_END.length;
    }

    private void skipPadding() {
        while (at < body.length && (body[at] == ' ' || body[at] == '\t')) {
            at++;
        }
    }

    /** By lower-case name; goes beyond the empty line after them. */
    private Map<String, String> headers() throws MalformedFormException {
        int end = indexOf(HEADERS_END, at, Math.min(body.length, at + LONGEST_HEADERS));
        if (end < 0) {
            throw new MalformedFormException("a part's headers have no end");
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line : utf8(Arrays.copyOfRange(body, at, end)).split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon < 1 || line.startsWith(" ") || line.startsWith("\t") || line.contains("\n")) {
                throw new MalformedFormException("a part has a line among its headers that is none");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            if (headers.put(name, line.substring(colon + 1).strip()) != null) {
                throw new MalformedFormException("a part has the header " + name + " twice");
            }
        }
        at = end + HEADERS_END.length;
        return headers;
    }

    private static FormPart part(Map<String, String> headers, byte[] content) throws MalformedFormException {
        HeaderValue disposition = HeaderValue.parse(headers.getOrDefault("content-disposition", ""));
        if (!disposition.value().equals("form-data")) {
            throw new MalformedFormException("a part lacks Content-Disposition: form-data");
        }
        if (disposition.parameter("filename*").isPresent()) {
            throw new MalformedFormException("filename* has no place in a form");
        }
        String encoding = headers.getOrDefault("content-transfer-encoding", "binary");
        if (!NO_ENCODING.contains(encoding.toLowerCase(Locale.ROOT))) {
            throw new MalformedFormException("a part is encoded as " + encoding);
        }
        String name = disposition
                .parameter("name")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new MalformedFormException("a part has no name"));
        return new FormPart(name, disposition.parameter("filename"), content);
    }

    /** @throws MalformedFormException if the bytes are no UTF-8 */
    static String utf8(byte[] bytes) throws MalformedFormException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException otherBytes) {
            throw new MalformedFormException("a text is not in UTF-8");
        }
    }

    private boolean startsWith(byte[] text) {
        return at + text.length <= body.length && Arrays.equals(body, at, at + text.length, text, 0, text.length);
    }

    /** Where a text starts within a range, or -1. */
    private int indexOf(byte[] text, int from, int to) {
        for (int start = from; start <= to - text.length; start++) {
            if (body[start] == text[0] && Arrays.equals(body, start, start + text.length, text, 0, text.length)) {
                return start;
            }
        }
        return -1;
    }
}
