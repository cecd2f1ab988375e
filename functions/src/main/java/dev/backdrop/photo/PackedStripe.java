package dev.backdrop.photo;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.zip.Adler32;
import java.util.zip.Deflater;

/**
 * A part of a zlib stream that was packed by itself: raw deflate blocks, ending on a byte boundary.
 *
 * @param checksum Adler-32 of what it holds
 * @param length bytes that it holds
 */
record PackedStripe(byte[] packed, long checksum, long length) {

    /** Measured on photos of 12 megapixels: half the time of level 5 and a fifth of level 6, for 2 to 8 percent more. */
    private static final int LEVEL = 4;

    private static final int MODULUS = 65_521;

    static PackedStripe pack(byte[] data, boolean last) {
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            deflater.setInput(data);
            if (last) {
                deflater.finish();
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream(data.length / 2 + 64);
            byte[] buffer = new byte[1 << 16];
            // The flush comes once everything is taken in: asked for earlier, it would be repeated for each buffer.
            while (!deflater.needsInput()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            int count;
            do {
                count = deflater.deflate(buffer, 0, buffer.length, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
                out.write(buffer, 0, count);
            } while (last ? !deflater.finished() : count == buffer.length);
            Adler32 checksum = new Adler32();
            checksum.update(data);
            return new PackedStripe(out.toByteArray(), checksum.getValue(), data.length);
        } finally {
            deflater.end();
        }
    }

    /** The one zlib stream of them all. */
    static byte[] join(List<PackedStripe> stripes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(
                6 + stripes.stream().mapToInt(stripe -> stripe.packed.length).sum());
        out.write(0x78);
        out.write(0x5E);
        long low = 1;
        long high = 0;
        for (PackedStripe stripe : stripes) {
            out.writeBytes(stripe.packed);
            long stripeLow = stripe.checksum & 0xFFFF;
            long stripeHigh = stripe.checksum >> 16;
            // Adler-32 starts at 1 for every stripe; the sum of sums grows by the low sum before it, once for each
            // byte.
            high = (high + stripeHigh + stripe.length % MODULUS * (low + MODULUS - 1)) % MODULUS;
            low = (low + stripeLow + MODULUS - 1) % MODULUS;
        }
        for (long value : new long[] {high >> 8, high, low >> 8, low}) {
            out.write((int) value);
        }
        return out.toByteArray();
    }
}
