package dev.backdrop.local.cloud.s3;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names under which a store that keeps objects as files can hold any S3 key: plain ASCII, no component over 255 bytes even
 * with the store's own additions, no two keys alike on a file system that ignores case, and no key that is a folder for
 * another ({@code a} and {@code a/b} are two files side by side).
 *
 * <p>Lower-case letters, digits, {@code -}, {@code _} and {@code .} stand for themselves, {@code /} becomes {@code ,},
 * an upper-case letter is its lower case after {@code =}, any other byte of the key's UTF-8 is {@code %} and two hex digits.
 * The result is cut into components; {@code ~} ends each but the last, {@code @} the last one. The store's temporary files
 * end differently, so that {@link #key} tells them apart.
 */
final class KeyNames {

    /** The store adds up to 86 characters to a component: an upload id in front, a part number and a UUID behind. */
    private static final int COMPONENT = 160;

    private static final char END = '@';
    private static final String CUT = "~/";
    private static final String SEPARATORS = "/,";
    private static final String HEX = "0123456789abcdef";

    /** A part of a multipart upload, as S3Proxy asks for it when it checks the whole's checksum. */
    private static final Pattern PART = Pattern.compile("(\\.mpus-[0-9a-f-]{36}-)(.*)(-\\d+)", Pattern.DOTALL);

    private KeyNames() {}

    /** The name for a key. */
    static String name(String key) {
        Matcher part = PART.matcher(key);
        return part.matches() ? part.group(1) + name(part.group(2)) + part.group(3) : cut(encode(key)) + END;
    }

    /** What the names of all keys that start with this prefix start with. */
    static String namePrefix(String keyPrefix) {
        return cut(encode(keyPrefix));
    }

    /** The key that a name stands for, or nothing for a file that isn't an object. */
    static Optional<String> key(String name) {
        if (name.isEmpty() || name.charAt(name.length() - 1) != END) {
            return Optional.empty();
        }
        return Optional.of(decode(name.substring(0, name.length() - 1).replace(CUT, "")));
    }

    private static String encode(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        StringBuilder name = new StringBuilder(bytes.length + 16);
        for (byte signed : bytes) {
            int value = signed & 0xff;
            if (value == SEPARATORS.charAt(0)) {
                name.append(SEPARATORS.charAt(1));
            } else if (value >= 'A' && value <= 'Z') {
                name.append('=').append((char) (value + 'a' - 'A'));
            } else if (isPlain(value) || value == '.' && name.length() % COMPONENT != 0) {
                // A component never starts with a dot: the store hides some of those.
                name.append((char) value);
            } else {
                name.append('%').append(HEX.charAt(value >> 4)).append(HEX.charAt(value & 15));
            }
        }
        return name.toString();
    }

    private static boolean isPlain(int value) {
        return value >= 'a' && value <= 'z' || value >= '0' && value <= '9' || value == '-' || value == '_';
    }

    private static String cut(String encoded) {
        StringBuilder components = new StringBuilder(encoded.length() + encoded.length() / COMPONENT * CUT.length());
        for (int start = 0; start < encoded.length(); start += COMPONENT) {
            if (start > 0) {
                components.append(CUT);
            }
            components.append(encoded, start, Math.min(start + COMPONENT, encoded.length()));
        }
        return components.toString();
    }

    private static String decode(String encoded) {
        byte[] bytes = new byte[encoded.length()];
        int length = 0;
        for (int i = 0; i < encoded.length(); i++) {
            char symbol = encoded.charAt(i);
            int value = symbol;
            if (symbol == SEPARATORS.charAt(1)) {
                value = SEPARATORS.charAt(0);
            } else if (symbol == '=') {
                value = Character.toUpperCase(encoded.charAt(++i));
            } else if (symbol == '%') {
                value = Integer.parseInt(encoded.substring(i + 1, i + 3), 16);
                i += 2;
            }
            bytes[length++] = (byte) value;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
