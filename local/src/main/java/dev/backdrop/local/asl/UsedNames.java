package dev.backdrop.local.asl;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The ARNs of executions of which nothing else is kept, so that no name is used twice. Each is held as 64 bits of its
 * SHA-256, at 16 to 32 bytes apiece, for as many days as Step Functions remembers a name. Not for many threads.
 */
final class UsedNames {

    private static final int FIRST_SLOTS = 1024;

    /** The names of executions that ended on one day: a whole day is forgotten at once. */
    private static final class Day {

        private final long number;
        private long[] slots = new long[FIRST_SLOTS];
        private int size;

        Day(long number) {
            this.number = number;
        }

        void add(long hash) {
            if ((size + 1) * 2 > slots.length) {
                long[] before = slots;
                slots = new long[before.length * 2];
                for (long known : before) {
                    if (known != 0) {
                        slots[slot(known)] = known;
                    }
                }
            }
            int slot = slot(hash);
            size += slots[slot] == 0 ? 1 : 0;
            slots[slot] = hash;
        }

        boolean has(long hash) {
            return slots[slot(hash)] == hash;
        }

        /** Where it is, or the free place where it belongs. */
        private int slot(long hash) {
            int slot = (int) hash & slots.length - 1;
            while (slots[slot] != 0 && slots[slot] != hash) {
                slot = slot + 1 & slots.length - 1;
            }
            return slot;
        }
    }

    private final Duration remembered;
    private final Deque<Day> days = new ArrayDeque<>();

    /** @param remembered for so long after its execution's end, in whole days, a name can't be used again */
    UsedNames(Duration remembered) {
        this.remembered = remembered;
    }

    /** @param endedAt not before that of the name that was added last */
    void add(String arn, Instant endedAt) {
        long number = day(endedAt);
        if (days.isEmpty() || days.getLast().number < number) {
            days.add(new Day(number));
        }
        days.getLast().add(hash(arn));
    }

    boolean has(String arn, Instant now) {
        forgetBefore(now);
        if (days.isEmpty()) {
            return false;
        }
        long hash = hash(arn);
        return days.stream().anyMatch(day -> day.has(hash));
    }

    private void forgetBefore(Instant now) {
        long oldest = day(now.minus(remembered));
        while (!days.isEmpty() && days.getFirst().number < oldest) {
            days.removeFirst();
        }
    }

    private static long day(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), Duration.ofDays(1).toSeconds());
    }

    /** Never 0, which marks a free place. */
    private static long hash(String arn) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(arn.getBytes(StandardCharsets.UTF_8));
            long hash = ByteBuffer.wrap(digest).getLong();
            return hash == 0 ? 1 : hash;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
