package dev.backdrop.provider.picwish;

import dev.backdrop.http.ApiRequest;
import dev.backdrop.photo.PhotoFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A {@code multipart/form-data} body (RFC 7578), immutable. */
final class MultipartForm {

    static final MultipartForm EMPTY = new MultipartForm(List.of());

    private final List<Part> parts;

    private MultipartForm(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * @param head the header lines, each with its end
     * @param content not to be written to
     */
    private record Part(String head, byte[] content) {}

    /** With one more text field, in UTF-8; no type is declared, as browsers and curl do it. */
    MultipartForm text(String name, String value) {
        return with(new Part(disposition(name) + "\r\n", value.getBytes(StandardCharsets.UTF_8)));
    }

    /** With one more file. Characters of its name that could mean something in a header become underscores. */
    MultipartForm file(String name, String fileName, PhotoFormat format, byte[] content) {
        String safe = fileName.replaceAll("[^A-Za-z0-9._-]", "_");
        return with(new Part(
                disposition(name) + "; filename=\"" + safe + "\"\r\nContent-Type: " + format.contentType() + "\r\n",
                content));
    }

    private static String disposition(String name) {
        if (!name.matches("[a-z0-9_]+")) {
            throw new IllegalArgumentException("not the name of a field: '" + name + "'");
        }
        return "Content-Disposition: form-data; name=\"" + name + "\"";
    }

    private MultipartForm with(Part part) {
        List<Part> more = new ArrayList<>(parts);
        more.add(part);
        return new MultipartForm(more);
    }

    /** The request with this form as its body. */
    ApiRequest in(ApiRequest request) {
        return in(request, () -> "backdrop-" + UUID.randomUUID());
    }

    /** @param boundaries candidates, of which the first that occurs in no content is taken */
    ApiRequest in(ApiRequest request, Supplier<String> boundaries) {
        String boundary = Stream.generate(boundaries)
                .filter(candidate -> parts.stream().noneMatch(part -> contains(part.content(), candidate)))
                .findFirst()
                .orElseThrow();
        return request.body("multipart/form-data; boundary=" + boundary, bytes(boundary));
    }

    private byte[] bytes(String boundary) {
        int size = parts.stream().mapToInt(part -> part.content().length + 256).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream(size);
        for (Part part : parts) {
            out.writeBytes(ascii("--" + boundary + "\r\n" + part.head() + "\r\n"));
            out.writeBytes(part.content());
            out.writeBytes(ascii("\r\n"));
        }
        out.writeBytes(ascii("--" + boundary + "--\r\n"));
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean contains(byte[] content, String text) {
        byte[] wanted = ascii(text);
        for (int start = 0; start <= content.length - wanted.length; start++) {
            int matching = 0;
            while (matching < wanted.length && content[start + matching] == wanted[matching]) {
                matching++;
            }
            if (matching == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
