package dev.backdrop.photo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Puts together, byte by byte, the parts of files that no writer would write for us. */
final class Splice {

    private Splice() {}

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** An EXIF block with a maker, an orientation and a pointer to a place on earth, in either byte order. */
    static byte[] exif(int orientation, ByteOrder order) {
        ByteBuffer block = ByteBuffer.allocate(8 + 2 + 3 * 12 + 4 + 2 + 12 + 4).order(order);
        block.put(ascii(order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM"));
        block.putShort((short) 42).putInt(8).putShort((short) 3);
        block.putShort((short) 0x010F).putShort((short) 2).putInt(4).put(ascii("Cam\0"));
        block.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
        block.putShort((short) 0);
        block.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(50);
        block.putInt(0);
        block.putShort((short) 1)
                .putShort((short) 1)
                .putShort((short) 2)
                .putInt(2)
                .put(ascii("N\0\0\0"));
        block.putInt(0);
        return block.array();
    }

    static byte[] jpegSegment(int marker, byte[] payload) {
        int length = payload.length + 2;
        return join(new byte[] {(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length}, payload);
    }

    /** The JPEG with more segments right behind its start. */
    static byte[] jpegWith(byte[] jpeg, byte[]... segments) {
        return join(Arrays.copyOf(jpeg, 2), join(segments), Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    static byte[] exifSegment(int orientation) {
        return jpegSegment(0xE1, join(ascii("Exif\0\0"), exif(orientation, ByteOrder.BIG_ENDIAN)));
    }

    static byte[] iccSegment(byte[] profile) {
        return jpegSegment(0xE2, join(ascii("ICC_PROFILE\0"), new byte[] {1, 1}, profile));
    }

    /** Without its first segment of this kind. */
    static byte[] jpegWithout(byte[] jpeg, int marker) {
        for (int at = 2; ; ) {
            int end = at + 2 + (jpeg[at + 2] & 0xFF) * 256 + (jpeg[at + 3] & 0xFF);
            if ((jpeg[at + 1] & 0xFF) == marker) {
                return join(Arrays.copyOf(jpeg, at), Arrays.copyOfRange(jpeg, end, jpeg.length));
            }
            at = end;
        }
    }

    static byte[] pngChunk(String type, byte[] data) {
        byte[] body = join(ascii(type), data);
        CRC32 checksum = new CRC32();
        checksum.update(body);
        return join(number(data.length), body, number((int) checksum.getValue()));
    }

    /** The PNG with more chunks behind its header. */
    static byte[] pngWith(byte[] png, byte[]... chunks) {
        return join(Arrays.copyOf(png, 33), join(chunks), Arrays.copyOfRange(png, 33, png.length));
    }

    /** A PNG of any kind out of rows that each start with their filter's number. */
    static byte[] png(int width, int height, int depth, int color, boolean interlaced, byte[] rows, byte[]... chunks) {
        byte[] header = join(
                number(width), number(height), new byte[] {(byte) depth, (byte) color, 0, 0, (byte) (interlaced ? 1 : 0)
                });
        return join(
                ascii("\u0089PNG\r\n\u001A\n"),
                pngChunk("IHDR", header),
                join(chunks),
                pngChunk("IDAT", packed(rows)),
                pngChunk("IEND", new byte[0]));
    }

    static byte[] packed(byte[] data) {
        Deflater deflater = new Deflater();
        deflater.setInput(data);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    /** An uncompressed RGB TIFF of one strip; more pages can be chained behind it. */
    static byte[] tiff(byte[] rgb, int width, int height, int orientation, byte[] nextPage) {
        int[][] fields = {
            {256, width},
            {257, height},
            {258, 8},
            {259, 1},
            {262, 2},
            {273, 0},
            {274, orientation},
            {277, 3},
            {278, height},
            {279, rgb.length}
        };
        int data = 8 + 2 + fields.length * 12 + 4;
        fields[5][1] = data;
        ByteBuffer file = ByteBuffer.allocate(data + rgb.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("II*\0")).putInt(8).putShort((short) fields.length);
        for (int[] field : fields) {
            file.putShort((short) field[0]).putShort((short) 4).putInt(1).putInt(field[1]);
        }
        file.putInt(nextPage.length == 0 ? 0 : file.capacity()).put(rgb);
        return join(file.array(), nextPage);
    }

    static byte[] rgb(Bitmap bitmap) {
        byte[] rgb = bitmap.data().clone();
        for (int i = 0; i < rgb.length; i += 3) {
            byte blue = rgb[i];
            rgb[i] = rgb[i + 2];
            rgb[i + 2] = blue;
        }
        return rgb;
    }
}
