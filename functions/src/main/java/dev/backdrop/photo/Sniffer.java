package dev.backdrop.photo;

import java.util.Locale;
import java.util.Set;

/** Tells what a file is from its first bytes; names and extensions lie. */
final class Sniffer {

    private static final String ADVICE = "Upload a JPEG, PNG, WebP, TIFF, GIF or BMP photo instead.";
    private static final String EXPORT = "Export it as JPEG or PNG and upload that.";
    private static final int LOOK = 4096;

    private static final Set<String> HEIC_BRANDS =
            Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1");
    private static final Set<String> AVIF_BRANDS = Set.of("avif", "avis");

    private Sniffer() {}

    /** @throws UnreadablePhotoException naming what the file is, when it isn't a kind that we read */
    static PhotoFormat sniff(byte[] bytes) throws UnreadablePhotoException {
        if (bytes.length == 0) {
            throw new UnreadablePhotoException("empty", "Upload it again; nothing arrived.");
        }
        Bytes in = new Bytes(bytes);
        if (in.at(0, "\u00FF\u00D8\u00FF")) {
            return PhotoFormat.JPEG;
        }
        if (in.at(0, "\u0089PNG\r\n\u001A\n")) {
            return PhotoFormat.PNG;
        }
        if (in.at(0, "RIFF") && in.at(8, "WEBP")) {
            return PhotoFormat.WEBP;
        }
        if (in.at(0, "GIF87a") || in.at(0, "GIF89a")) {
            return PhotoFormat.GIF;
        }
        if (in.at(0, "BM") && bytes.length >= 26 && in.u32le(14) >= 12 && in.u32le(14) <= 124) {
            return PhotoFormat.BMP;
        }
        rejectRaw(in);
        if (in.at(0, "II*\0") || in.at(0, "MM\0*")) {
            return PhotoFormat.TIFF;
        }
        rejectOtherPictures(in);
        rejectDocuments(in);
        throw unsupported("not a picture in any format that we know");
    }

    private static void rejectRaw(Bytes in) throws UnreadablePhotoException {
        boolean raw = in.at(0, "IIU\0")
                || in.at(0, "IIRO")
                || in.at(0, "IIRS")
                || in.at(0, "MMOR")
                || in.at(0, "FUJIFILMCCD-RAW")
                || in.at(0, "FOVb")
                || in.at(0, "\0MRM")
                || in.at(8, "CR\u0002")
                || in.at(4, "ftypcrx");
        if (raw) {
            throw new UnreadablePhotoException("a camera RAW file", EXPORT);
        }
    }

    private static void rejectOtherPictures(Bytes in) throws UnreadablePhotoException {
        if (in.at(4, "ftyp")) {
            String brand = in.text(8, 4);
            if (HEIC_BRANDS.contains(brand)) {
                throw new UnreadablePhotoException(
                        "a HEIC/HEIF picture",
                        EXPORT + " On an iPhone, Settings > Camera > Formats > Most Compatible takes JPEGs.");
            }
            throw AVIF_BRANDS.contains(brand)
                    ? new UnreadablePhotoException("an AVIF picture", EXPORT)
                    : unsupported("a video (MP4 or QuickTime)");
        }
        if (in.at(0, "8BPS")) {
            throw new UnreadablePhotoException("a Photoshop document (PSD)", EXPORT);
        }
        if (in.at(0, "\u00FF\n") || in.at(4, "JXL ")) {
            throw new UnreadablePhotoException("a JPEG XL picture", EXPORT);
        }
        if (in.at(4, "jP  ") || in.at(0, "\u00FFO\u00FFQ")) {
            throw new UnreadablePhotoException("a JPEG 2000 picture", EXPORT);
        }
        if (in.at(0, "II+\0") || in.at(0, "MM\0+")) {
            throw new UnreadablePhotoException("a BigTIFF", EXPORT);
        }
        if (in.at(0, "\0\0\u0001\0") || in.at(0, "\0\0\u0002\0")) {
            throw unsupported("a Windows icon or cursor");
        }
    }

    private static void rejectDocuments(Bytes in) throws UnreadablePhotoException {
        if (in.at(0, "%PDF")) {
            throw new UnreadablePhotoException("a PDF document", EXPORT);
        }
        if (in.at(0, "%!PS")) {
            throw new UnreadablePhotoException("a PostScript document", EXPORT);
        }
        if (in.at(0, "PK\u0003\u0004") || in.at(0, "PK\u0005\u0006")) {
            throw unsupported("a ZIP archive");
        }
        if (in.at(0, "\u001F\u008B")) {
            throw unsupported("a gzip archive");
        }
        String start = in.text(0, LOOK).toLowerCase(Locale.ROOT);
        if (start.startsWith("\u00EF\u00BB\u00BF")) {
            start = start.substring(3);
        }
        start = start.stripLeading();
        if (start.startsWith("<svg") || start.startsWith("<?xml") && start.contains("<svg")) {
            throw new UnreadablePhotoException("an SVG drawing", EXPORT);
        }
        if (start.startsWith("<!doctype html") || start.startsWith("<html") || start.contains("<head>")) {
            throw unsupported("an HTML page");
        }
        if (start.startsWith("<")) {
            throw unsupported("an XML document");
        }
        if (start.startsWith("{") || start.startsWith("[")) {
            throw unsupported("a JSON document");
        }
        if (start.chars().allMatch(c -> c >= ' ' && c != 0x7F || c == '\n' || c == '\r' || c == '\t')) {
            throw unsupported("a text file");
        }
    }

    private static UnreadablePhotoException unsupported(String what) {
        return new UnreadablePhotoException(what, ADVICE);
    }
}
