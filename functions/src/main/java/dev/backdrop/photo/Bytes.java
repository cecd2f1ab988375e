package dev.backdrop.photo;

import java.nio.charset.StandardCharsets;

/** Unsigned numbers and tags inside a file, in either byte order. */
final class Bytes {

    private final byte[] data;

    Bytes(byte[] data) {
        this.data = data;
    }

    int length() {
        return data.length;
    }

    int u8(int at) {
        return data[at] & 0xFF;
    }

    int u16be(int at) {
        return u8(at) << 8 | u8(at + 1);
    }

    int u16le(int at) {
        return u8(at + 1) << 8 | u8(at);
    }

    int u24le(int at) {
        return u8(at + 2) << 16 | u16le(at);
    }

    long u32be(int at) {
        return (long) u16be(at) << 16 | u16be(at + 2);
    }

    long u32le(int at) {
        return (long) u16le(at + 2) << 16 | u16le(at);
    }

    /** Whether these bytes are there; false beyond the end, so that callers needn't measure first. */
    boolean at(int offset, String ascii) {
        byte[] tag = ascii.getBytes(StandardCharsets.ISO_8859_1);
        if (offset < 0 || offset > data.length - tag.length) {
            return false;
        }
        for (int i = 0; i < tag.length; i++) {
            if (data[offset + i] != tag[i]) {
                return false;
            }
        }
        return true;
    }

    /** Text in ISO 8859-1, up to what is there. */
    String text(int at, int length) {
        int from = Math.min(at, data.length);
        return new String(data, from, Math.min(length, data.length - from), StandardCharsets.ISO_8859_1);
    }

    byte[] array() {
        return data;
    }
}
