package dev.backdrop.photo;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A PNG: its chunks, checked, and what they say about its pixels. */
final class PngFile implements PhotoFile {

    static final int SIGNATURE = 8;
    private static final int FRAMING = 12;
    private static final int MOST_ICC = 4 << 20;

    /** What tells how the pixels are meant; everything else beside the picture itself is dropped. */
    private static final Set<String> HARMLESS = Set.of("tRNS", "sRGB", "gAMA", "cHRM", "sBIT", "pHYs");

    /**
     * One chunk.
     *
     * @param start where its length field is
     * @param length of its data, in bytes
     * @param intact whether its checksum is right
     */
    record Chunk(String type, int start, int length, boolean intact) {

        int data() {
            return start + 8;
        }

        int end() {
            return start + FRAMING + length;
        }

        boolean isCritical() {
            return type.charAt(0) >= 'A' && type.charAt(0) <= 'Z';
        }
    }

    private final byte[] bytes;
    private final List<Chunk> chunks;
    private final PngHeader header;
    private final Optional<ColorProfile> profile;

    private PngFile(byte[] bytes, List<Chunk> chunks, PngHeader header) {
        this.bytes = bytes;
        this.chunks = chunks;
        this.header = header;
        this.profile = icc();
    }

    static PngFile parse(byte[] bytes) throws UnreadablePhotoException {
        Bytes in = new Bytes(bytes);
        List<Chunk> chunks = chunks(in);
        Chunk first = chunks.get(0);
        if (!first.type().equals("IHDR") || first.length() != 13) {
            throw UnreadablePhotoException.damaged(PhotoFormat.PNG, "it doesn't start with a header");
        }
        for (Chunk chunk : chunks) {
            if (chunk.type().equals("acTL") && chunk.length() >= 4 && in.u32be(chunk.data()) > 1) {
                throw new UnreadablePhotoException("an animated PNG", "Upload one still picture of it.");
            }
        }
        PngHeader header = PngHeader.read(in, first.data());
        if (chunks.stream().noneMatch(chunk -> chunk.type().equals("IDAT"))) {
            throw UnreadablePhotoException.damaged(PhotoFormat.PNG, "it holds no pixels");
        }
        return new PngFile(bytes, chunks, header);
    }

    private static List<Chunk> chunks(Bytes in) throws UnreadablePhotoException {
        List<Chunk> chunks = new ArrayList<>();
        for (int at = SIGNATURE; ; ) {
            long length = in.u32be(at);
            if (length > in.length() - FRAMING - (long) at) {
                throw UnreadablePhotoException.truncated(PhotoFormat.PNG);
            }
            CRC32 checksum = new CRC32();
            checksum.update(in.array(), at + 4, (int) length + 4);
            boolean intact = checksum.getValue() == in.u32be(at + 8 + (int) length);
            Chunk chunk = new Chunk(in.text(at + 4, 4), at, (int) length, intact);
            if (!intact && chunk.isCritical()) {
                throw UnreadablePhotoException.damaged(PhotoFormat.PNG, "a checksum is wrong");
            }
            chunks.add(chunk);
            if (chunk.type().equals("IEND")) {
                return chunks;
            }
            at = chunk.end();
        }
    }

    private Optional<Chunk> find(String type) {
        return chunks.stream()
                .filter(chunk -> chunk.intact() && chunk.type().equals(type))
                .findFirst();
    }

    byte[] data(Chunk chunk) {
        return Arrays.copyOfRange(bytes, chunk.data(), chunk.data() + chunk.length());
    }

    private Optional<ColorProfile> icc() {
        if (find("sRGB").isPresent()) {
            return Optional.empty();
        }
        return find("iCCP").map(this::data).flatMap(data -> {
            int name = 0;
            while (name < data.length && data[name] != 0) {
                name++;
            }
            return ColorProfile.of(inflated(data, name + 2), header.isGrey() ? 1 : 3);
        });
    }

    /** A profile that doesn't unpack, or to more than any profile has, counts as none. */
    private static byte[] inflated(byte[] data, int from) {
        if (from >= data.length) {
            return new byte[0];
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(data, from, data.length - from);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            for (int count = inflater.inflate(buffer); count > 0 && out.size() <= MOST_ICC; ) {
                out.write(buffer, 0, count);
                count = inflater.inflate(buffer);
            }
            return inflater.finished() ? out.toByteArray() : new byte[0];
        } catch (DataFormatException broken) {
            return new byte[0];
        } finally {
            inflater.end();
        }
    }

    @Override
    public PhotoFormat format() {
        return PhotoFormat.PNG;
    }

    @Override
    public int width() {
        return header.width();
    }

    @Override
    public int height() {
        return header.height();
    }

    @Override
    public Orientation orientation() {
        return find("eXIf").map(this::data).map(Exif::orientation).orElse(Orientation.UPRIGHT);
    }

    @Override
    public boolean isSrgb() {
        return profile.map(ColorProfile::isSrgb).orElse(true);
    }

    @Override
    public List<String> conversions() {
        List<String> changes = new ArrayList<>();
        if (header.depth() == 16) {
            changes.add("reduced from 16 to 8 bits a channel");
        }
        if (header.isPalette()) {
            changes.add("expanded from a palette");
        } else if (header.depth() < 8) {
            changes.add("expanded from " + header.depth() + " to 8 bits a channel");
        }
        profile.filter(p -> !p.isSrgb()).ifPresent(p -> changes.add("converted from " + p.name() + " to sRGB"));
        return changes;
    }

    @Override
    public Optional<Stripped> stripped() {
        if (!conversions().isEmpty()) {
            return Optional.empty();
        }
        Set<String> removed = new LinkedHashSet<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        out.write(bytes, 0, SIGNATURE);
        for (Chunk chunk : chunks) {
            if (chunk.isCritical() || chunk.intact() && isHarmless(chunk)) {
                out.write(bytes, chunk.start(), chunk.end() - chunk.start());
            } else {
                removed.add(name(chunk));
            }
        }
        if (chunks.get(chunks.size() - 1).end() < bytes.length) {
            removed.add("data after the picture");
        }
        return Optional.of(new Stripped(removed.isEmpty() ? bytes : out.toByteArray(), List.copyOf(removed)));
    }

    private boolean isHarmless(Chunk chunk) {
        return HARMLESS.contains(chunk.type()) || chunk.type().equals("iCCP") && profile.isPresent();
    }

    private String name(Chunk chunk) {
        return switch (chunk.type()) {
            case "eXIf" -> "EXIF";
            case "iTXt" -> new Bytes(bytes).at(chunk.data(), "XML:com.adobe.xmp") ? "XMP" : "text";
            case "tEXt", "zTXt" -> "text";
            case "tIME" -> "time stamp";
            case "iCCP" -> "unusable colour profile";
            default -> "application data";
        };
    }

    @Override
    public Bitmap decode(int step) throws UnreadablePhotoException {
        List<Chunk> data =
                chunks.stream().filter(chunk -> chunk.type().equals("IDAT")).toList();
        byte[] palette = find("PLTE").map(this::data).orElse(new byte[0]);
        byte[] transparency = find("tRNS").map(this::data).orElse(new byte[0]);
        PngPixels pixels = PngPixels.of(header, palette, transparency);
        try (PngData packed = new PngData(bytes, data)) {
            Bitmap bitmap = new PngDecoder(header, pixels, packed, step).decode();
            profile.filter(p -> !p.isSrgb()).ifPresent(p -> p.toSrgb(bitmap));
            return bitmap;
        } catch (RuntimeException | OutOfMemoryError e) {
            throw UnreadablePhotoException.damaged(PhotoFormat.PNG, "its data can't be decoded", e);
        }
    }
}
