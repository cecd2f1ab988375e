package dev.backdrop.photo;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A WebP, lossy or lossless; the container is RIFF. */
final class WebpFile implements PhotoFile {

    private static final int CHUNKS = 12;
    private static final int ANIMATED = 0x02;

    /** VP8X flags that announce a profile, EXIF and XMP. */
    private static final int ICC_FLAG = 0x20;

    private static final int EXIF_FLAG = 0x08;
    private static final int XMP_FLAG = 0x04;

    private record Chunk(String type, int start, int length) {

        int data() {
            return start + 8;
        }

        /** Chunks are padded to an even length. */
        int end() {
            return start + 8 + length + (length & 1);
        }

        boolean isPicture() {
            return type.equals("VP8 ") || type.equals("VP8L");
        }
    }

    private final byte[] bytes;
    private final Bytes in;
    private final List<Chunk> chunks;
    private final int width;
    private final int height;
    private final Optional<ColorProfile> profile;

    private WebpFile(byte[] bytes, List<Chunk> chunks, int width, int height) {
        this.bytes = bytes;
        this.in = new Bytes(bytes);
        this.chunks = chunks;
        this.width = width;
        this.height = height;
        this.profile = find("ICCP").map(this::data).flatMap(icc -> ColorProfile.of(icc, 3));
    }

    static WebpFile parse(byte[] bytes) throws UnreadablePhotoException {
        Bytes in = new Bytes(bytes);
        List<Chunk> chunks = chunks(in);
        Chunk first = chunks.get(0);
        boolean extended = first.type().equals("VP8X");
        boolean animated = extended && (in.u8(first.data()) & ANIMATED) != 0
                || chunks.stream().anyMatch(chunk -> chunk.type().equals("ANMF"));
        if (animated) {
            throw new UnreadablePhotoException("an animated WebP", "Upload one still picture of it.");
        }
        Chunk picture = chunks.stream()
                .filter(Chunk::isPicture)
                .findFirst()
                .orElseThrow(() -> UnreadablePhotoException.damaged(PhotoFormat.WEBP, "it holds no picture"));
        int[] size = size(in, picture);
        if (extended && (in.u24le(first.data() + 4) + 1 != size[0] || in.u24le(first.data() + 7) + 1 != size[1])) {
            throw UnreadablePhotoException.damaged(PhotoFormat.WEBP, "two of its headers name different sizes");
        }
        return new WebpFile(bytes, chunks, size[0], size[1]);
    }

    private static List<Chunk> chunks(Bytes in) throws UnreadablePhotoException {
        long end = in.u32le(4) + 8;
        if (end > in.length()) {
            throw UnreadablePhotoException.truncated(PhotoFormat.WEBP);
        }
        List<Chunk> chunks = new ArrayList<>();
        for (int at = CHUNKS; at + 8 <= end; ) {
            long length = in.u32le(at + 4);
            if (length > end - at - 8) {
                throw UnreadablePhotoException.truncated(PhotoFormat.WEBP);
            }
            Chunk chunk = new Chunk(in.text(at, 4), at, (int) length);
            chunks.add(chunk);
            at = chunk.end();
        }
        if (chunks.isEmpty()) {
            throw UnreadablePhotoException.truncated(PhotoFormat.WEBP);
        }
        return chunks;
    }

    private static int[] size(Bytes in, Chunk picture) throws UnreadablePhotoException {
        int at = picture.data();
        if (picture.type().equals("VP8L")) {
            if (in.u8(at) != 0x2F) {
                throw UnreadablePhotoException.damaged(PhotoFormat.WEBP, "its picture has no header");
            }
            long bits = in.u32le(at + 1);
            return new int[] {(int) (bits & 0x3FFF) + 1, (int) (bits >> 14 & 0x3FFF) + 1};
        }
        if (!in.at(at + 3, "\u009D\u0001*")) {
            throw UnreadablePhotoException.damaged(PhotoFormat.WEBP, "its picture has no header");
        }
        return new int[] {in.u16le(at + 6) & 0x3FFF, in.u16le(at + 8) & 0x3FFF};
    }

    private Optional<Chunk> find(String type) {
        return chunks.stream().filter(chunk -> chunk.type().equals(type)).findFirst();
    }

    private byte[] data(Chunk chunk) {
        return Arrays.copyOfRange(bytes, chunk.data(), chunk.data() + chunk.length());
    }

    @Override
    public PhotoFormat format() {
        return PhotoFormat.WEBP;
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
        return find("EXIF")
                .map(this::data)
                .map(block -> new Bytes(block).at(0, "Exif\0") ? Arrays.copyOfRange(block, 6, block.length) : block)
                .map(Exif::orientation)
                .orElse(Orientation.UPRIGHT);
    }

    @Override
    public boolean isSrgb() {
        return profile.map(ColorProfile::isSrgb).orElse(true);
    }

    @Override
    public List<String> conversions() {
        return profile.filter(p -> !p.isSrgb())
                .map(p -> List.of("converted from " + p.name() + " to sRGB"))
                .orElse(List.of());
    }

    @Override
    public Optional<Stripped> stripped() {
        return conversions().isEmpty() ? Optional.of(strip()) : Optional.empty();
    }

    private Stripped strip() {
        Set<String> removed = new LinkedHashSet<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        out.write(bytes, 0, CHUNKS);
        for (Chunk chunk : chunks) {
            if (chunk.isPicture() || chunk.type().equals("VP8X") || chunk.type().equals("ALPH")) {
                out.write(bytes, chunk.start(), Math.min(chunk.end(), bytes.length) - chunk.start());
            } else {
                removed.add(name(chunk));
            }
        }
        if (in.u32le(4) + 8 < bytes.length) {
            removed.add("data after the picture");
        }
        return removed.isEmpty()
                ? new Stripped(bytes, List.of())
                : new Stripped(corrected(out.toByteArray()), List.copyOf(removed));
    }

    private static String name(Chunk chunk) {
        return switch (chunk.type()) {
            case "EXIF" -> "EXIF";
            case "XMP " -> "XMP";
            case "ICCP" -> "colour profile";
            default -> "application data";
        };
    }

    /** The container's length and flags, for what is still in it. */
    private static byte[] corrected(byte[] file) {
        int size = file.length - 8;
        for (int i = 0; i < 4; i++) {
            file[4 + i] = (byte) (size >> 8 * i);
        }
        if (new Bytes(file).at(CHUNKS, "VP8X")) {
            file[CHUNKS + 8] &= (byte) ~(ICC_FLAG | EXIF_FLAG | XMP_FLAG);
        }
        return file;
    }

    @Override
    public Bitmap decode(int step) throws UnreadablePhotoException {
        // Without the profile, so that the reader has no opinion on colours.
        Bitmap bitmap =
                new ForeignDecoder(format(), width(), height(), Codecs::webpReader).decode(strip().bytes(), step);
        profile.filter(p -> !p.isSrgb()).ifPresent(p -> p.toSrgb(bitmap));
        return bitmap;
    }
}
