package dev.backdrop.photo;

import java.util.List;
import java.util.Optional;

/** A photo as it arrived: its structure read and checked, its pixels not yet decoded. */
sealed interface PhotoFile permits JpegFile, PngFile, WebpFile, TiffFile, GifFile, BmpFile {

    /** No format's common readers go further, and a row of more isn't a photo. */
    int LONGEST_SIDE = 65_535;

    /**
     * Reads the structure only; allocates nothing in proportion to the size that the header claims.
     *
     * @throws UnreadablePhotoException if it isn't one still picture in a format that we read, whole and consistent
     */
    static PhotoFile open(byte[] bytes) throws UnreadablePhotoException {
        PhotoFormat format = Sniffer.sniff(bytes);
        try {
            PhotoFile file = switch (format) {
                case JPEG -> JpegFile.parse(bytes);
                case PNG -> PngFile.parse(bytes);
                case WEBP -> WebpFile.parse(bytes);
                case TIFF -> TiffFile.parse(bytes);
                case GIF -> GifFile.parse(bytes);
                case BMP -> BmpFile.parse(bytes);
            };
            checkSides(file);
            return file;
        } catch (ArrayIndexOutOfBoundsException beyondTheEnd) {
            throw UnreadablePhotoException.truncated(format);
        }
    }

    private static void checkSides(PhotoFile file) throws UnreadablePhotoException {
        if (file.width() < 1 || file.height() < 1) {
            throw UnreadablePhotoException.damaged(file.format(), "its header claims no pixels");
        }
        if (file.width() > LONGEST_SIDE || file.height() > LONGEST_SIDE) {
            throw new UnreadablePhotoException(
                    "too large: its header claims " + file.width() + " x " + file.height() + " pixels",
                    "No side may be longer than " + LONGEST_SIDE + " pixels; shrink it and upload it again.");
        }
    }

    PhotoFormat format();

    /** Pixels across as stored, from the header. */
    int width();

    /** Pixels down as stored, from the header. */
    int height();

    /** How to turn the stored pixels. */
    Orientation orientation();

    /** Whether the stored colours are sRGB as they are, whatever their depth. */
    boolean isSrgb();

    /** What {@link #decode} changes to arrive at 8-bit sRGB, in words; empty if it changes nothing that could be seen. */
    List<String> conversions();

    /** The same picture, bit for bit, without metadata; empty if its stored pixels aren't plain 8-bit sRGB. */
    Optional<Stripped> stripped();

    /**
     * Decodes all of it, as stored: not turned.
     *
     * @param step takes each so many pixels across and down, to save memory; 1 for all
     * @throws UnreadablePhotoException if the data is truncated or damaged
     */
    Bitmap decode(int step) throws UnreadablePhotoException;

    /** The pixels that are decoded of so many in a row or column. */
    static int stepped(int side, int step) {
        return (side + step - 1) / step;
    }

    /**
     * A file rid of its metadata.
     *
     * @param bytes the same array as arrived if there was nothing to remove
     * @param removed what went, in words
     */
    record Stripped(byte[] bytes, List<String> removed) {}
}
