package dev.backdrop.photo;

/** The one thing in EXIF that changes how a picture looks. */
final class Exif {

    private static final int ORIENTATION = 0x0112;
    private static final int ENTRY = 12;

    private Exif() {}

    /** Reads the tag from a TIFF-structured block; anything that makes no sense counts as upright. */
    static Orientation orientation(byte[] block) {
        Bytes in = new Bytes(block);
        if (in.length() < 14) {
            return Orientation.UPRIGHT;
        }
        boolean little = in.at(0, "II");
        if (!little && !in.at(0, "MM")) {
            return Orientation.UPRIGHT;
        }
        long directory = little ? in.u32le(4) : in.u32be(4);
        if (directory > in.length() - 2L) {
            return Orientation.UPRIGHT;
        }
        int count = u16(in, little, (int) directory);
        for (int i = 0; i < count; i++) {
            long entry = directory + 2 + (long) i * ENTRY;
            if (entry + ENTRY > in.length()) {
                break;
            }
            if (u16(in, little, (int) entry) == ORIENTATION) {
                return Orientation.ofExif(u16(in, little, (int) entry + 8));
            }
        }
        return Orientation.UPRIGHT;
    }

    private static int u16(Bytes in, boolean little, int at) {
        return little ? in.u16le(at) : in.u16be(at);
    }
}
