package dev.backdrop.photo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** ICC profiles built from their published numbers. */
final class Profiles {

    private Profiles() {}

    /** Adobe RGB (1998): gamma 2.199, D50-adapted primaries. */
    static byte[] adobeRgb() {
        return matrix(
                "Adobe RGB (1998)", 0.60974, 0.31111, 0.01947, 0.20528, 0.62567, 0.06087, 0.14919, 0.06322, 0.74457);
    }

    /** Display P3's primaries, with a plain gamma. */
    static byte[] displayP3() {
        return matrix("Display P3", 0.51512, 0.24120, -0.00105, 0.29198, 0.69225, 0.04189, 0.15710, 0.06657, 0.78407);
    }

    private static byte[] matrix(String name, double... primaries) {
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("desc", description(name));
        tags.put("wtpt", xyz(0.9642, 1, 0.8249));
        tags.put("rXYZ", xyz(primaries[0], primaries[1], primaries[2]));
        tags.put("gXYZ", xyz(primaries[3], primaries[4], primaries[5]));
        tags.put("bXYZ", xyz(primaries[6], primaries[7], primaries[8]));
        byte[] gamma = gamma(2.2);
        tags.put("rTRC", gamma);
        tags.put("gTRC", gamma);
        tags.put("bTRC", gamma);
        return profile("mntr", "RGB ", "XYZ ", tags);
    }

    /** A grey whose numbers are light itself. */
    static byte[] linearGrey() {
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("desc", description("Linear grey"));
        tags.put("wtpt", xyz(0.9642, 1, 0.8249));
        tags.put("kTRC", gamma(1));
        return profile("mntr", "GRAY", "XYZ ", tags);
    }

    /** A press that prints any ink at all, and any mixture, as the one mid green. */
    static byte[] greenPress() {
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("desc", description("Green press"));
        tags.put("wtpt", xyz(0.9642, 1, 0.8249));
        ByteBuffer table = ByteBuffer.allocate(48 + 4 * 256 + 16 * 3 + 3 * 256);
        table.put(Splice.ascii("mft1"))
                .putInt(0)
                .put((byte) 4)
                .put((byte) 3)
                .put((byte) 2)
                .put((byte) 0);
        for (int i = 0; i < 9; i++) {
            table.putInt(i % 4 == 0 ? 1 << 16 : 0);
        }
        ramp(table, 4);
        for (int i = 0; i < 16; i++) {
            // L 50, a -50, b 50 in 8-bit Lab.
            table.put((byte) 128).put((byte) 78).put((byte) 178);
        }
        ramp(table, 3);
        tags.put("A2B0", table.array());
        return profile("prtr", "CMYK", "Lab ", tags);
    }

    private static void ramp(ByteBuffer table, int times) {
        for (int i = 0; i < 256 * times; i++) {
            table.put((byte) i);
        }
    }

    private static byte[] description(String name) {
        ByteBuffer tag = ByteBuffer.allocate(12 + name.length() + 1 + 8 + 3 + 67);
        tag.put(Splice.ascii("desc")).putInt(0).putInt(name.length() + 1);
        tag.put(name.getBytes(StandardCharsets.US_ASCII));
        return tag.array();
    }

    private static byte[] xyz(double x, double y, double z) {
        return ByteBuffer.allocate(20)
                .put(Splice.ascii("XYZ "))
                .putInt(0)
                .putInt((int) Math.round(x * 65536))
                .putInt((int) Math.round(y * 65536))
                .putInt((int) Math.round(z * 65536))
                .array();
    }

    private static byte[] gamma(double value) {
        return ByteBuffer.allocate(16)
                .put(Splice.ascii("curv"))
                .putInt(0)
                .putInt(1)
                .putShort((short) Math.round(value * 256))
                .array();
    }

    private static byte[] profile(String kind, String space, String connection, Map<String, byte[]> tags) {
        int start = 128 + 4 + 12 * tags.size();
        int size = start + tags.values().stream().mapToInt(Profiles::padded).sum();
        ByteBuffer out = ByteBuffer.allocate(size);
        out.putInt(size).putInt(0).putInt(0x02100000);
        out.put(Splice.ascii(kind + space + connection));
        out.putShort((short) 2020).putShort((short) 1).putShort((short) 1).position(36);
        out.put(Splice.ascii("acsp")).position(68);
        out.putInt(0xF6D6).putInt(0x10000).putInt(0xD32D).position(128);
        out.putInt(tags.size());
        int at = start;
        for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
            out.put(Splice.ascii(tag.getKey())).putInt(at).putInt(tag.getValue().length);
            at += padded(tag.getValue());
        }
        for (byte[] tag : tags.values()) {
            out.put(tag).position(out.position() + padded(tag) - tag.length);
        }
        return out.array();
    }

    private static int padded(byte[] tag) {
        return (tag.length + 3) / 4 * 4;
    }
}
