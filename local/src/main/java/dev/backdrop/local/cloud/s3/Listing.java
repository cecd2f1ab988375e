package dev.backdrop.local.cloud.s3;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a listing as S3 cuts it: keys in the order of their UTF-8 bytes, those that share the text up to the
 * delimiter rolled up into one prefix.
 *
 * @param items what the page holds, in order
 * @param prefixes the prefixes that it holds, in order
 * @param last the last key or prefix of the page if there is more, to go on from
 */
record Listing<T>(List<T> items, List<String> prefixes, Optional<String> last) {

    static final Comparator<String> ORDER = (left, right) ->
            Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

    /**
     * @param sorted everything under the prefix, in order
     * @param after the key or prefix that ended the page before, or null
     * @param delimiter may be null or empty
     */
    static <T> Listing<T> page(
            List<T> sorted, Function<T, String> key, String prefix, String delimiter, String after, int size) {
        List<T> items = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        String rolledUp = null;
        String last = null;
        for (T item : sorted) {
            String name = key.apply(item);
            String group = group(name, prefix, delimiter);
            boolean seen = after != null && (ORDER.compare(name, after) <= 0 || after.equals(group));
            if (seen || group != null && group.equals(rolledUp)) {
                continue;
            }
            if (items.size() + prefixes.size() >= size) {
                return new Listing<>(items, prefixes, Optional.ofNullable(last));
            }
            if (group == null) {
                items.add(item);
                last = name;
            } else {
                prefixes.add(group);
                rolledUp = group;
                last = group;
            }
        }
        return new Listing<>(items, prefixes, Optional.empty());
    }

    private static String group(String key, String prefix, String delimiter) {
        if (delimiter == null || delimiter.isEmpty()) {
            return null;
        }
        int end = key.indexOf(delimiter, prefix.length());
        return end < 0 ? null : key.substring(0, end + delimiter.length());
    }

    /** A continuation token: opaque, and of characters that fit into XML whatever the key holds. */
    static String token(String last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException if {@link #token} never gave it */
    static String last(String token) {
        return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    }
}
