package dev.backdrop.photo;

import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A file in memory for readers that don't mind its end. Some take the end for zeros and go on, for minutes with lengths made
 * up for that: reading on beyond the end is allowed only as far as reading ahead explains.
 */
final class StrictInput extends ImageInputStreamImpl {

    private static final int READ_AHEAD = 1024;

    private final byte[] bytes;
    private int beyond;

    StrictInput(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        bitOffset = 0;
        if (streamPos >= bytes.length) {
            return end();
        }
        return bytes[(int) streamPos++] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        if (streamPos >= bytes.length) {
            return end();
        }
        int count = (int) Math.min(length, bytes.length - streamPos);
        System.arraycopy(bytes, (int) streamPos, buffer, offset, count);
        streamPos += count;
        return count;
    }

    private int end() {
        if (++beyond > READ_AHEAD) {
            throw new PastTheEnd();
        }
        return -1;
    }

    @Override
    public long length() {
        return bytes.length;
    }

    /** Unchecked, because readers that take the end for zeros catch the checked one. */
    static final class PastTheEnd extends RuntimeException {

        private PastTheEnd() {
            super("read on and on beyond the end");
        }
    }
}
