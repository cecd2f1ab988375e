package dev.backdrop.photo;

import java.util.ArrayList;
import java.util.List;

/** Walks the markers of a JPEG, up to the end of its first image. */
final class JpegSegments {

    static final int SOI = 0xD8;
    static final int EOI = 0xD9;
    static final int SOS = 0xDA;
    static final int APP0 = 0xE0;
    static final int APP1 = 0xE1;
    static final int APP2 = 0xE2;
    static final int APP13 = 0xED;
    static final int APP14 = 0xEE;
    static final int COM = 0xFE;
    private static final int DHT = 0xC4;
    private static final int JPG = 0xC8;
    private static final int DAC = 0xCC;
    private static final int TEM = 0x01;

    /** Far above any camera's; a progressive file of thousands of scans is made to keep a reader busy. */
    private static final int MOST_SCANS = 100;

    private JpegSegments() {}

    /**
     * One marker and what belongs to it.
     *
     * @param marker the byte after 0xFF
     * @param start where its 0xFF is
     * @param end behind it; for a scan, behind its compressed data
     */
    record Segment(int marker, int start, int end) {

        /** Where its payload starts, behind marker and length. */
        int payload() {
            return start + 4;
        }

        boolean isFrame() {
            return marker >= 0xC0 && marker <= 0xCF && marker != DHT && marker != JPG && marker != DAC;
        }

        /** Carries something beside the picture: an application's data or a comment. */
        boolean isApplication() {
            return marker >= APP0 && marker <= 0xEF || marker == COM;
        }
    }

    /** All segments behind SOI, the last of them EOI. */
    static List<Segment> read(Bytes in) throws UnreadablePhotoException {
        List<Segment> segments = new ArrayList<>();
        int scans = 0;
        int at = 2;
        while (true) {
            int start = marker(in, at);
            int marker = in.u8(start + 1);
            if (marker == EOI) {
                segments.add(new Segment(EOI, start, start + 2));
                return segments;
            }
            if (isStandalone(marker)) {
                at = start + 2;
                continue;
            }
            checkKnown(marker);
            int end = start + 2 + in.u16be(start + 2);
            if (marker == SOS) {
                end = endOfScan(in, end);
                if (++scans > MOST_SCANS) {
                    throw UnreadablePhotoException.damaged(PhotoFormat.JPEG, "more than " + MOST_SCANS + " scans");
                }
            }
            if (end > in.length()) {
                throw UnreadablePhotoException.truncated(PhotoFormat.JPEG);
            }
            segments.add(new Segment(marker, start, end));
            at = end;
        }
    }

    /** The next 0xFF that starts a marker; stray bytes and fill bytes before it are skipped, as every reader does. */
    private static int marker(Bytes in, int from) {
        int at = from;
        while (in.u8(at) != 0xFF || in.u8(at + 1) == 0xFF || in.u8(at + 1) == 0) {
            at++;
        }
        return at;
    }

    private static boolean isStandalone(int marker) {
        return marker >= 0xD0 && marker <= SOI || marker == TEM;
    }

    private static void checkKnown(int marker) throws UnreadablePhotoException {
        if (marker < 0xC0 || marker > 0xEF && marker != COM) {
            throw UnreadablePhotoException.damaged(PhotoFormat.JPEG, "unknown marker 0x" + Integer.toHexString(marker));
        }
    }

    /** Compressed data runs up to the first marker that is neither a restart nor an escaped 0xFF. */
    private static int endOfScan(Bytes in, int from) {
        byte[] data = in.array();
        int at = from;
        while (true) {
            // Reading past the end throws, and means a truncated file to the caller.
            while (data[at] != (byte) 0xFF) {
                at++;
            }
            int next = in.u8(at + 1);
            if (next == 0 || next >= 0xD0 && next <= 0xD7) {
                at += 2;
            } else if (next == 0xFF) {
                at++;
            } else {
                return at;
            }
        }
    }
}
