package dev.backdrop.photo;

import java.util.List;
import java.util.Optional;

/** A Windows bitmap. */
final class BmpFile implements PhotoFile {

    private static final int CORE_HEADER = 12;
    private static final int UNCOMPRESSED = 0;
    private static final int BIT_FIELDS = 3;

    private final byte[] bytes;
    private final int width;
    private final int height;

    private BmpFile(byte[] bytes, int width, int height) {
        this.bytes = bytes;
        this.width = width;
        this.height = height;
    }

    static BmpFile parse(byte[] bytes) throws UnreadablePhotoException {
        Bytes in = new Bytes(bytes);
        boolean core = in.u32le(14) == CORE_HEADER;
        int width = core ? in.u16le(18) : (int) in.u32le(18);
        // A negative height only says that the rows start at the top.
        int height = core ? in.u16le(20) : Math.abs((int) in.u32le(22));
        int bits = in.u16le(core ? 24 : 28);
        long compression = core ? UNCOMPRESSED : in.u32le(30);
        if (compression > BIT_FIELDS) {
            throw UnreadablePhotoException.damaged(PhotoFormat.BMP, "unknown compression " + compression);
        }
        if (compression == UNCOMPRESSED || compression == BIT_FIELDS) {
            long row = ((long) width * bits + 31) / 32 * 4;
            if (in.u32le(10) + row * height > bytes.length) {
                throw UnreadablePhotoException.truncated(PhotoFormat.BMP);
            }
        }
        return new BmpFile(bytes, width, height);
    }

    @Override
    public PhotoFormat format() {
        return PhotoFormat.BMP;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public Orientation orientation() {
        return Orientation.UPRIGHT;
    }

    @Override
    public boolean isSrgb() {
        return true;
    }

    @Override
    public List<String> conversions() {
        return List.of();
    }

    @Override
    public Optional<Stripped> stripped() {
        return Optional.empty();
    }

    @Override
    public Bitmap decode(int step) throws UnreadablePhotoException {
        return new ForeignDecoder(format(), width(), height(), Codecs::bmpReader).decode(bytes, step);
    }
}
