package dev.backdrop.local.simulator.picwish;

import dev.backdrop.local.simulator.Received;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A request's fields, each at most once; every wrong one is a {@link Refusal}. */
final class Form {

    private static final int LONGEST_TEXT = 8 * 1024;

    private final Map<String, FormPart> parts = new LinkedHashMap<>();

    private Form(List<FormPart> parts) {
        for (FormPart part : parts) {
            if (this.parts.put(part.name(), part) != null) {
                throw Refusal.wrongParameter(part.name() + " is given more than once");
            }
        }
    }

    /** @throws Refusal unless the body is a whole multipart form */
    static Form read(Received request) {
        if (request.bodyTooLong()) {
            throw Refusal.tooLarge("the request is longer than a photo and a background picture can be");
        }
        String type = request.header("content-type").orElse("");
        try {
            return new Form(MultipartParser.parse(type, request.body()));
        } catch (MalformedFormException malformed) {
            throw Refusal.wrongParameter(malformed.getMessage());
        }
    }

    /** @throws Refusal if there is a field beside these */
    void allowOnly(Set<String> names) {
        parts.keySet().stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Refusal.wrongParameter(name + " is not a parameter of this call");
                });
    }

    boolean has(String name) {
        return parts.containsKey(name);
    }

    /** A text; one of no marks counts as missing, as the pages say of pictures, colours and the type. */
    Optional<String> text(String name) {
        FormPart part = parts.get(name);
        if (part == null) {
            return Optional.empty();
        }
        if (part.fileName().isPresent()) {
            throw Refusal.wrongParameter(name + " must be a text, not a file");
        }
        if (part.content().length > LONGEST_TEXT) {
            throw Refusal.wrongParameter(name + " is too long");
        }
        try {
            return Optional.of(MultipartParser.utf8(part.content())).filter(text -> !text.isEmpty());
        } catch (MalformedFormException malformed) {
            throw Refusal.wrongParameter(name + ": " + malformed.getMessage());
        }
    }

    /** One of a few values, or what holds if the field is missing; an empty value is a wrong one. */
    String choice(String name, Set<String> values, String otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        return text(name)
                .filter(values::contains)
                .orElseThrow(() -> Refusal.wrongParameter(name + " must be one of "
                        + String.join(", ", values.stream().sorted().toList())));
    }

    /** A field that says 0 or 1, 0 if it is missing. */
    boolean flag(String name) {
        return choice(name, Set.of("0", "1"), "0").equals("1");
    }

    /** An http or https address. */
    Optional<URI> address(String name) {
        return text(name).map(text -> {
            try {
                URI address = URI.create(text);
                if (address.getHost() != null && Set.of("http", "https").contains(address.getScheme())) {
                    return address;
                }
            } catch (IllegalArgumentException notAnAddress) {
                // Said below, in the same words as an address of another scheme.
            }
            throw Refusal.wrongParameter(name + " must be an http or https address");
        });
    }

    /** A file's bytes; a file of no bytes counts as missing. */
    Optional<byte[]> file(String name) {
        FormPart part = parts.get(name);
        if (part == null || part.content().length == 0) {
            return Optional.empty();
        }
        if (part.fileName().isEmpty()) {
            throw Refusal.wrongParameter(name + " must be a file, with a filename");
        }
        return Optional.of(part.content());
    }
}
