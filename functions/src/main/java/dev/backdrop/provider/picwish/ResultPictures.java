package dev.backdrop.provider.picwish;

import dev.backdrop.http.JsonBody;
import dev.backdrop.provider.ResultPicture;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the result in a task's data. A cut-out is {@code image}, as an address or in base64; what the generator calls its
 * pictures isn't documented; public clients read {@code image_1} to {@code image_4}, empty where there is none.
 */
final class ResultPictures {

    private final List<String> found;

    ResultPictures(JsonBody data) {
        Stream<JsonBody> numbered = IntStream.rangeClosed(1, 4).mapToObj(number -> data.at("image_" + number));
        Stream<JsonBody> listed =
                data.at("images").elements().stream().flatMap(one -> Stream.of(one, one.at("url"), one.at("image")));
        this.found = Stream.of(numbered, Stream.of(data.at("image")), listed)
                .flatMap(fields -> fields)
                .flatMap(field -> field.text().stream())
                .map(String::strip)
                .toList();
    }

    /** Whether there is anything where a picture should be. */
    boolean isEmpty() {
        return found.isEmpty();
    }

    /** The first that is an address or a picture. */
    Optional<ResultPicture> first() {
        return found.stream()
                .flatMap(text -> address(text)
                        .<ResultPicture>map(ResultPicture.At::new)
                        .or(() -> decoded(text).map(ResultPicture.Inline::new))
                        .stream())
                .findFirst();
    }

    private static Optional<URI> address(String text) {
        if (!text.regionMatches(true, 0, "http", 0, 4)) {
            return Optional.empty();
        }
        try {
            URI address = URI.create(text);
            boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
            return web && address.getHost() != null ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Base64 as it is or behind {@code data:image/png;base64,}; a word can be base64 too, so the bytes are looked at. */
    private static Optional<byte[]> decoded(String text) {
        boolean prefixed = text.regionMatches(true, 0, "data:", 0, 5);
        String base64 = prefixed ? text.substring(text.indexOf(',') + 1) : text;
        boolean broken = base64.chars().anyMatch(Character::isWhitespace);
        try {
            return Optional.of(Base64.getDecoder().decode(broken ? base64.replaceAll("\\s", "") : base64))
                    .filter(ResultPictures::isPicture);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Whether it begins as a PNG or a JPEG does: the vendor makes no others. */
    static boolean isPicture(byte[] bytes) {
        return isPng(bytes) || startsWith(bytes, 0xff, 0xd8, 0xff);
    }

    static boolean isPng(byte[] bytes) {
        return startsWith(bytes, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        return bytes.length > start.length
                && IntStream.range(0, start.length).allMatch(i -> (bytes[i] & 0xff) == start[i]);
    }
}
