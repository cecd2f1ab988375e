package dev.backdrop.photo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A classic TIFF of one page. */
final class TiffFile implements PhotoFile {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int PHOTOMETRIC = 262;
    private static final int ORIENTATION = 274;
    private static final int SUBFILE_TYPE = 254;
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_LENGTHS = 279;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_LENGTHS = 325;
    private static final int SUB_DIRECTORIES = 330;
    private static final int MAKE = 271;
    private static final int DNG_VERSION = 50_706;

    private static final int CFA = 32_803;
    private static final int LINEAR_RAW = 34_892;
    private static final int CMYK = 5;

    private final byte[] bytes;
    private final int width;
    private final int height;
    private final Orientation orientation;
    private final long bits;
    private final long photometric;

    private TiffFile(byte[] bytes, TiffDirectory main) {
        this.bytes = bytes;
        this.width = side(main, WIDTH);
        this.height = side(main, HEIGHT);
        this.orientation = Orientation.ofExif(main.value(ORIENTATION).orElse(1L).intValue());
        this.bits = main.value(BITS).orElse(1L);
        this.photometric = main.value(PHOTOMETRIC).orElse(0L);
    }

    private static int side(TiffDirectory main, int tag) {
        return (int) Math.min(Integer.MAX_VALUE, main.value(tag).orElse(0L));
    }

    static TiffFile parse(byte[] bytes) throws UnreadablePhotoException {
        List<TiffDirectory> directories = TiffDirectory.all(bytes);
        TiffDirectory main = directories.get(0);
        rejectRaw(main);
        long pages = directories.stream().filter(TiffFile::isPage).count();
        if (pages > 1) {
            throw new UnreadablePhotoException(
                    "a TIFF of " + pages + " pages", "Save one page as a picture of its own.");
        }
        checkData(main, bytes.length);
        return new TiffFile(bytes, main);
    }

    /** Not a thumbnail or a mask of another page. */
    private static boolean isPage(TiffDirectory directory) {
        return (directory.value(SUBFILE_TYPE).orElse(0L) & 5) == 0;
    }

    private static void rejectRaw(TiffDirectory main) throws UnreadablePhotoException {
        long photometric = main.value(PHOTOMETRIC).orElse(0L);
        boolean preview = !isPage(main) && main.has(SUB_DIRECTORIES) && main.has(MAKE);
        if (main.has(DNG_VERSION) || photometric == CFA || photometric == LINEAR_RAW || preview) {
            throw new UnreadablePhotoException("a camera RAW file", "Export it as JPEG or PNG and upload that.");
        }
    }

    /** That all data is in the file, and that no tile is made to ask for more memory than the picture. */
    private static void checkData(TiffDirectory main, int fileLength) throws UnreadablePhotoException {
        boolean tiled = main.has(TILE_OFFSETS);
        List<Long> offsets = main.values(tiled ? TILE_OFFSETS : STRIP_OFFSETS);
        List<Long> lengths = main.values(tiled ? TILE_LENGTHS : STRIP_LENGTHS);
        if (offsets.isEmpty()) {
            throw UnreadablePhotoException.damaged(PhotoFormat.TIFF, "it holds no pixels");
        }
        for (int i = 0; i < offsets.size(); i++) {
            long length = i < lengths.size() ? lengths.get(i) : 0;
            if (offsets.get(i) >= fileLength || length > fileLength - offsets.get(i)) {
                throw UnreadablePhotoException.truncated(PhotoFormat.TIFF);
            }
        }
        long tileWidth = main.value(TILE_WIDTH).orElse(0L);
        long tileHeight = main.value(TILE_HEIGHT).orElse(0L);
        long most = Math.max(
                4096L * 4096,
                2 * main.value(WIDTH).orElse(0L) * main.value(HEIGHT).orElse(0L));
        if (tileWidth > LONGEST_SIDE || tileHeight > LONGEST_SIDE || tileWidth * tileHeight > most) {
            throw UnreadablePhotoException.damaged(PhotoFormat.TIFF, "its tiles are larger than the picture");
        }
    }

    @Override
    public PhotoFormat format() {
        return PhotoFormat.TIFF;
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
        return orientation;
    }

    @Override
    public boolean isSrgb() {
        return photometric != CMYK;
    }

    @Override
    public List<String> conversions() {
        List<String> changes = new ArrayList<>();
        if (bits > 8) {
            changes.add("reduced from " + bits + " to 8 bits a channel");
        }
        if (photometric == CMYK) {
            changes.add("converted from CMYK to sRGB");
        }
        return changes;
    }

    @Override
    public Optional<Stripped> stripped() {
        return Optional.empty();
    }

    @Override
    public Bitmap decode(int step) throws UnreadablePhotoException {
        return new ForeignDecoder(format(), width(), height(), Codecs::tiffReader).decode(bytes, step);
    }
}
