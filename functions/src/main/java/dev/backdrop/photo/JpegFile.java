package dev.backdrop.photo;

import dev.backdrop.photo.JpegSegments.Segment;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A JPEG. Pixels are decoded from a copy rid of every application segment, so that no reader can be led astray by one. */
final class JpegFile implements PhotoFile {

    /** How the stored components make a colour, by libjpeg's rules. */
    enum Model {
        GREY,
        YCC,
        RGB,
        CMYK,
        YCCK
    }

    private static final byte[] JFIF = {
        (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };
    private static final int JFIF_LENGTH = 16;
    private static final String ICC = "ICC_PROFILE\0";
    private static final int ICC_HEADER = 14;

    private final byte[] bytes;
    private final Bytes in;
    private final List<Segment> segments;
    private final Segment frame;
    private final Model model;
    private final Orientation orientation;
    private final Optional<ColorProfile> profile;

    private JpegFile(byte[] bytes, List<Segment> segments, Segment frame) throws UnreadablePhotoException {
        this.bytes = bytes;
        this.in = new Bytes(bytes);
        this.segments = segments;
        this.frame = frame;
        this.model = model();
        this.orientation = exif();
        this.profile = icc();
    }

    static JpegFile parse(byte[] bytes) throws UnreadablePhotoException {
        List<Segment> segments = JpegSegments.read(new Bytes(bytes));
        List<Segment> frames = segments.stream().filter(Segment::isFrame).toList();
        if (frames.size() != 1) {
            throw UnreadablePhotoException.damaged(PhotoFormat.JPEG, frames.size() + " frame headers");
        }
        if (segments.stream().noneMatch(segment -> segment.marker() == JpegSegments.SOS)) {
            throw UnreadablePhotoException.truncated(PhotoFormat.JPEG);
        }
        checkProcess(new Bytes(bytes), frames.get(0));
        return new JpegFile(bytes, segments, frames.get(0));
    }

    private static void checkProcess(Bytes in, Segment frame) throws UnreadablePhotoException {
        String kind = switch (frame.marker()) {
            case 0xC0, 0xC1, 0xC2 -> null;
            case 0xC3, 0xC7, 0xCB, 0xCF -> "a lossless JPEG";
            case 0xC9, 0xCA, 0xCD, 0xCE -> "an arithmetic-coded JPEG";
            default -> "a hierarchical JPEG";
        };
        if (kind == null && in.u8(frame.payload()) != 8) {
            kind = "a JPEG of " + in.u8(frame.payload()) + " bits a channel";
        }
        if (kind != null) {
            throw new UnreadablePhotoException(
                    kind + ", which hardly any program reads", "Export it as an ordinary JPEG.");
        }
    }

    private Model model() throws UnreadablePhotoException {
        int components = in.u8(frame.payload() + 5);
        if (frame.end() < frame.payload() + 6 + 3 * components) {
            throw UnreadablePhotoException.damaged(PhotoFormat.JPEG, "its frame header is cut short");
        }
        int transform = adobeTransform();
        return switch (components) {
            case 1 -> Model.GREY;
            case 3 -> {
                boolean namedRgb = in.u8(frame.payload() + 6) == 'R'
                        && in.u8(frame.payload() + 9) == 'G'
                        && in.u8(frame.payload() + 12) == 'B';
                boolean rgb = find(this::isJfif).isEmpty() && (transform == 0 || transform < 0 && namedRgb);
                yield rgb ? Model.RGB : Model.YCC;
            }
            case 4 -> transform == 2 ? Model.YCCK : Model.CMYK;
            default -> throw UnreadablePhotoException.damaged(PhotoFormat.JPEG, components + " colour components");
        };
    }

    private boolean isJfif(Segment segment) {
        return segment.marker() == JpegSegments.APP0
                && in.at(segment.payload(), "JFIF\0")
                && segment.end() >= segment.start() + 2 + JFIF_LENGTH;
    }

    private boolean isAdobe(Segment segment) {
        return segment.marker() == JpegSegments.APP14
                && in.at(segment.payload(), "Adobe")
                && segment.end() >= segment.payload() + 12;
    }

    private boolean isIcc(Segment segment) {
        return segment.marker() == JpegSegments.APP2
                && in.at(segment.payload(), ICC)
                && segment.end() >= segment.payload() + ICC_HEADER;
    }

    private Optional<Segment> find(Predicate<Segment> kind) {
        return segments.stream().filter(kind).findFirst();
    }

    /** Adobe's colour transform, or -1 without the marker. */
    private int adobeTransform() {
        return find(this::isAdobe).map(segment -> in.u8(segment.payload() + 11)).orElse(-1);
    }

    private Orientation exif() {
        return find(segment -> segment.marker() == JpegSegments.APP1 && in.at(segment.payload(), "Exif\0"))
                .map(segment ->
                        Arrays.copyOfRange(bytes, Math.min(segment.payload() + 6, segment.end()), segment.end()))
                .map(Exif::orientation)
                .orElse(Orientation.UPRIGHT);
    }

    private Optional<ColorProfile> icc() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        segments.stream()
                .filter(this::isIcc)
                .sorted(Comparator.comparingInt(segment -> in.u8(segment.payload() + 12)))
                .forEach(segment -> whole.write(
                        bytes, segment.payload() + ICC_HEADER, segment.end() - segment.payload() - ICC_HEADER));
        int components = switch (model) {
            case GREY -> 1;
            case YCC, RGB -> 3;
            case CMYK, YCCK -> 4;
        };
        return ColorProfile.of(whole.toByteArray(), components);
    }

    @Override
    public PhotoFormat format() {
        return PhotoFormat.JPEG;
    }

    @Override
    public int width() {
        return in.u16be(frame.payload() + 3);
    }

    @Override
    public int height() {
        return in.u16be(frame.payload() + 1);
    }

    @Override
    public Orientation orientation() {
        return orientation;
    }

    @Override
    public boolean isSrgb() {
        return conversions().isEmpty();
    }

    @Override
    public List<String> conversions() {
        if (model == Model.CMYK || model == Model.YCCK) {
            return List.of("converted from CMYK to sRGB");
        }
        return profile.filter(p -> !p.isSrgb())
                .map(p -> List.of("converted from " + p.name() + " to sRGB"))
                .orElse(List.of());
    }

    @Override
    public Optional<Stripped> stripped() {
        if (!conversions().isEmpty()) {
            return Optional.empty();
        }
        Set<String> removed = new LinkedHashSet<>();
        List<Segment> kept = new ArrayList<>();
        boolean jfif = false;
        for (Segment segment : segments) {
            boolean first = isJfif(segment) && !jfif && segment.end() == segment.start() + 2 + JFIF_LENGTH;
            boolean telling = first || isAdobe(segment) || isIcc(segment) && profile.isPresent();
            if (!segment.isApplication() || telling) {
                kept.add(segment);
                jfif |= first;
            } else {
                removed.add(name(segment));
            }
        }
        if (segments.get(segments.size() - 1).end() < bytes.length) {
            removed.add("data after the picture");
        }
        return Optional.of(new Stripped(removed.isEmpty() ? bytes : copy(kept), List.copyOf(removed)));
    }

    private String name(Segment segment) {
        int at = segment.payload();
        return switch (segment.marker()) {
            case JpegSegments.APP0 -> "thumbnail";
            case JpegSegments.APP1 -> in.at(at, "Exif\0") ? "EXIF" : in.at(at, "http") ? "XMP" : "application data";
            case JpegSegments.APP2 -> in.at(at, ICC) ? "unusable colour profile" : "application data";
            case JpegSegments.APP13 -> "IPTC";
            case JpegSegments.COM -> "comment";
            default -> "application data";
        };
    }

    /** These segments behind a marker that settles how their colours are meant. */
    private byte[] copy(List<Segment> kept) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        out.write(0xFF);
        out.write(JpegSegments.SOI);
        if ((model == Model.GREY || model == Model.YCC) && kept.stream().noneMatch(this::isJfif)) {
            out.writeBytes(JFIF);
        }
        kept.forEach(segment -> out.write(bytes, segment.start(), segment.end() - segment.start()));
        return out.toByteArray();
    }

    @Override
    public Bitmap decode(int step) throws UnreadablePhotoException {
        List<Segment> plain = segments.stream()
                .filter(segment -> !segment.isApplication() || isAdobe(segment))
                .toList();
        byte[] picture = copy(plain);
        boolean inverted = find(this::isAdobe).isPresent();
        return new JpegDecoder(picture, model, inverted, profile).decode(step);
    }
}
