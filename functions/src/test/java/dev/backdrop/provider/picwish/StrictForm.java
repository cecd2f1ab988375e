package dev.backdrop.provider.picwish;

import dev.backdrop.http.ScriptedServer.Seen;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a multipart form to the letter of RFC 7578 and RFC 2046: one byte out of place and it is refused. */
final class StrictForm {

    private static final Pattern CONTENT_TYPE =
            Pattern.compile("multipart/form-data; boundary=([0-9A-Za-z'()+_,./:=?-]{1,70})");
    private static final Pattern DISPOSITION = Pattern.compile(
            "Content-Disposition: form-data; name=\"([A-Za-z0-9_]+)\"(?:; filename=\"([\\x20-\\x7e&&[^\"\\\\%]]+)\")?");
    private static final Pattern TYPE = Pattern.compile("Content-Type: ([a-z]+/[a-z]+)");

    /** A field; a file has a name and a type. */
    record Field(Optional<String> fileName, Optional<String> type, byte[] content) {
        String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final String rest;
    private int at;

    /** One character per byte, so that nothing is lost. */
    private StrictForm(byte[] body) {
        this.rest = new String(body, StandardCharsets.ISO_8859_1);
    }

    /** @throws IllegalArgumentException saying what is wrong with it */
    static Map<String, Field> of(Seen seen) {
        return of(seen.header("Content-Type").orElse(""), seen.body());
    }

    static Map<String, Field> of(String contentType, byte[] body) {
        Matcher type = CONTENT_TYPE.matcher(contentType);
        if (!type.matches()) {
            throw new IllegalArgumentException("not the type of a form: " + contentType);
        }
        return new StrictForm(body).read("--" + type.group(1));
    }

    /** The text fields alone. */
    static Map<String, String> texts(Seen seen) {
        Map<String, String> texts = new TreeMap<>();
        of(seen).forEach((name, field) -> {
            if (field.fileName().isEmpty()) {
                texts.put(name, field.text());
            }
        });
        return texts;
    }

    private Map<String, Field> read(String delimiter) {
        expect(delimiter);
        while (!rest.startsWith("--", at)) {
            expect("\r\n");
            part(delimiter);
        }
        expect("--\r\n");
        if (at != rest.length()) {
            throw new IllegalArgumentException("bytes after the end");
        }
        return fields;
    }

    private void part(String delimiter) {
        Matcher disposition = DISPOSITION.matcher(line());
        if (!disposition.matches()) {
            throw new IllegalArgumentException("a part must begin with its disposition");
        }
        Optional<String> fileName = Optional.ofNullable(disposition.group(2));
        Optional<String> type = fileName.map(name -> {
            Matcher declared = TYPE.matcher(line());
            if (!declared.matches()) {
                throw new IllegalArgumentException("a file must have a type");
            }
            return declared.group(1);
        });
        expect("\r\n");
        int end = rest.indexOf("\r\n" + delimiter, at);
        if (end < 0) {
            throw new IllegalArgumentException("a part without end");
        }
        byte[] content = rest.substring(at, end).getBytes(StandardCharsets.ISO_8859_1);
        if (fields.put(disposition.group(1), new Field(fileName, type, content)) != null) {
            throw new IllegalArgumentException("twice: " + disposition.group(1));
        }
        at = end;
        expect("\r\n" + delimiter);
    }

    private String line() {
        int end = rest.indexOf("\r\n", at);
        if (end < 0) {
            throw new IllegalArgumentException("a line without end");
        }
        String line = rest.substring(at, end);
        at = end + 2;
        return line;
    }

    private void expect(String text) {
        if (!rest.startsWith(text, at)) {
            throw new IllegalArgumentException("expected '" + text + "' at byte " + at);
        }
        at += text.length();
    }
}
