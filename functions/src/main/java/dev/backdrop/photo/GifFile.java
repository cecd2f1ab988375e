package dev.backdrop.photo;

import java.util.List;
import java.util.Optional;

/** A GIF of one frame, which may be smaller than the screen that it is placed on. */
final class GifFile implements PhotoFile {

    private static final int HEADER = 13;
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;
    private static final int TRAILER = 0x3B;

    private final byte[] bytes;
    private final Bytes in;
    private final int frame;

    private GifFile(byte[] bytes, int frame) {
        this.bytes = bytes;
        this.in = new Bytes(bytes);
        this.frame = frame;
    }

    static GifFile parse(byte[] bytes) throws UnreadablePhotoException {
        Bytes in = new Bytes(bytes);
        int frame = -1;
        int at = HEADER + tableBytes(in.u8(10));
        // Many a writer forgets the trailer; a frame that is whole needs none.
        while ((frame < 0 || at < bytes.length) && in.u8(at) != TRAILER) {
            switch (in.u8(at)) {
                case EXTENSION -> at = endOfBlocks(in, at + 2);
                case IMAGE -> {
                    if (frame >= 0) {
                        throw new UnreadablePhotoException("an animated GIF", "Upload one still picture of it.");
                    }
                    frame = at;
                    at = endOfBlocks(in, at + 10 + tableBytes(in.u8(at + 9)) + 1);
                }
                default -> {
                    if (frame < 0) {
                        throw UnreadablePhotoException.damaged(PhotoFormat.GIF, "its blocks make no sense");
                    }
                    at = bytes.length;
                }
            }
        }
        if (frame < 0) {
            throw UnreadablePhotoException.damaged(PhotoFormat.GIF, "it holds no picture");
        }
        return new GifFile(bytes, frame);
    }

    private static int tableBytes(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    private static int endOfBlocks(Bytes in, int from) {
        int at = from;
        while (in.u8(at) != 0) {
            at += 1 + in.u8(at);
        }
        return at + 1;
    }

    @Override
    public PhotoFormat format() {
        return PhotoFormat.GIF;
    }

    @Override
    public int width() {
        return Math.max(in.u16le(6), in.u16le(frame + 1) + in.u16le(frame + 5));
    }

    @Override
    public int height() {
        return Math.max(in.u16le(8), in.u16le(frame + 3) + in.u16le(frame + 7));
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
        int width = in.u16le(frame + 5);
        int height = in.u16le(frame + 7);
        return place(new ForeignDecoder(PhotoFormat.GIF, width, height, Codecs::gifReader).decode(bytes, 1), step);
    }

    /** The frame on its screen; what it doesn't cover can be seen through. */
    private Bitmap place(Bitmap picture, int step) {
        int left = in.u16le(frame + 1);
        int top = in.u16le(frame + 3);
        if (step == 1 && picture.width() == width() && picture.height() == height()) {
            return picture;
        }
        Bitmap screen = Bitmap.blank(PhotoFile.stepped(width(), step), PhotoFile.stepped(height(), step), 4);
        for (int y = 0; y < screen.height(); y++) {
            for (int x = 0; x < screen.width(); x++) {
                int fromX = x * step - left;
                int fromY = y * step - top;
                if (fromX >= 0 && fromY >= 0 && fromX < picture.width() && fromY < picture.height()) {
                    copy(picture, fromX, fromY, screen, x, y);
                }
            }
        }
        return screen;
    }

    private static void copy(Bitmap from, int fromX, int fromY, Bitmap to, int x, int y) {
        int source = (fromY * from.width() + fromX) * from.channels();
        int target = (y * to.width() + x) * 4;
        to.data()[target] = from.hasAlpha() ? from.data()[source] : (byte) 0xFF;
        for (int c = 1; c <= 3; c++) {
            to.data()[target + c] = from.data()[source + from.channels() - 4 + c];
        }
    }
}
