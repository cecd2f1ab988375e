package dev.backdrop.local.simulator.picwish;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a form field by field, the way browsers and curl do. */
final class FormWriter {

    static final String BOUNDARY = "----a-boundary-7MA4YWxkTrZu0gW";
    static final String CONTENT_TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    static FormWriter form() {
        return new FormWriter();
    }

    FormWriter text(String name, String value) {
        return part("Content-Disposition: form-data; name=\"" + name + '"', value.getBytes(StandardCharsets.UTF_8));
    }

    FormWriter file(String name, byte[] content) {
        return part(
                "Content-Disposition: form-data; name=\"" + name
                        + "\"; filename=\"a photo.jpg\"\r\nContent-Type: application/octet-stream",
                content);
    }

    FormWriter part(String headers, byte[] content) {
        raw("--" + BOUNDARY + "\r\n" + headers + "\r\n\r\n");
        body.writeBytes(content);
        return raw("\r\n");
    }

    FormWriter raw(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** All of it, with the last boundary. */
    byte[] bytes() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(body.toByteArray());
        whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return whole.toByteArray();
    }
}
