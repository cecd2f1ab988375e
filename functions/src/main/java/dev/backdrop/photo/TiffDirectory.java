package dev.backdrop.photo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One image file directory of a TIFF: its whole-number fields. */
final class TiffDirectory {

    /** More than any scanner's; a file of more is made to keep a reader busy. */
    private static final int MOST_DIRECTORIES = 1000;

    private static final int MOST_VALUES = 1 << 20;
    private static final int ENTRY = 12;

    /** Bytes of a value of each type, by TIFF's number of the type. */
    private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    private final Bytes in;
    private final boolean little;
    private final Map<Integer, Integer> entries = new HashMap<>();
    private final long next;

    private TiffDirectory(Bytes in, boolean little, int at) {
        this.in = in;
        this.little = little;
        int count = u16(at);
        for (int i = 0; i < count; i++) {
            int entry = at + 2 + i * ENTRY;
            entries.putIfAbsent(u16(entry), entry);
        }
        this.next = u32(at + 2 + count * ENTRY);
    }

    /** The chain of directories from the first on. */
    static List<TiffDirectory> all(byte[] bytes) throws UnreadablePhotoException {
        Bytes in = new Bytes(bytes);
        boolean little = in.at(0, "II");
        List<TiffDirectory> directories = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        long at = little ? in.u32le(4) : in.u32be(4);
        while (at != 0) {
            if (at >= bytes.length) {
                throw UnreadablePhotoException.truncated(PhotoFormat.TIFF);
            }
            if (!seen.add(at) || directories.size() >= MOST_DIRECTORIES) {
                throw UnreadablePhotoException.damaged(PhotoFormat.TIFF, "its pages have no end");
            }
            TiffDirectory directory = new TiffDirectory(in, little, (int) at);
            directories.add(directory);
            at = directory.next;
        }
        if (directories.isEmpty()) {
            throw UnreadablePhotoException.damaged(PhotoFormat.TIFF, "it has no pages");
        }
        return directories;
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /** The first value of a whole-number field. */
    Optional<Long> value(int tag) {
        Integer entry = entries.get(tag);
        return entry == null || count(entry) == 0 ? Optional.empty() : Optional.of(value(entry, 0));
    }

    /** All values of a whole-number field, none if it is missing. */
    List<Long> values(int tag) throws UnreadablePhotoException {
        Integer entry = entries.get(tag);
        if (entry == null) {
            return List.of();
        }
        long count = count(entry);
        if (count > MOST_VALUES) {
            throw UnreadablePhotoException.damaged(PhotoFormat.TIFF, "a field of " + count + " values");
        }
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(value(entry, i));
        }
        return values;
    }

    private long count(int entry) {
        return u32(entry + 4);
    }

    private long value(int entry, int index) {
        int type = u16(entry + 2);
        int size = type < SIZES.length ? SIZES[type] : 0;
        long bytes = size * count(entry);
        long at = (bytes <= 4 ? entry + 8 : u32(entry + 8)) + (long) index * size;
        if (at > in.length()) {
            throw new ArrayIndexOutOfBoundsException("value beyond the end");
        }
        return switch (size) {
            case 1 -> in.u8((int) at);
            case 2 -> u16((int) at);
            case 4 -> u32((int) at);
            default -> 0;
        };
    }

    private int u16(int at) {
        return little ? in.u16le(at) : in.u16be(at);
    }

    private long u32(int at) {
        return little ? in.u32le(at) : in.u32be(at);
    }
}
