package dev.backdrop.local.studio;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Files kept in memory for a while, and only so many bytes of them: the oldest make room for new ones, unless somebody still
 * needs them.
 */
final class Shelf {

    private final Clock clock;
    private final Duration lifetime;
    private final long capacity;
    private final Map<String, Item> items = new LinkedHashMap<>();
    private long used;

    private static final class Item {
        private final byte[] bytes;
        private final Instant until;
        private int users;

        private Item(byte[] bytes, Instant until) {
            this.bytes = bytes;
            this.until = until;
        }
    }

    /** @param capacity bytes */
    Shelf(Clock clock, Duration lifetime, long capacity) {
        this.clock = clock;
        this.lifetime = lifetime;
        this.capacity = capacity;
    }

    long capacity() {
        return capacity;
    }

    /**
     * Puts a file there, or starts the time of one that is there already anew.
     *
     * @return false if there is no room, now
     */
    synchronized boolean put(String name, byte[] bytes) {
        removeExpired();
        Item present = items.remove(name);
        used -= present == null ? 0 : present.bytes.length;
        boolean fits = makeRoom(bytes.length);
        if (fits || present != null) {
            Item item = new Item(bytes, clock.instant().plus(lifetime));
            item.users = present == null ? 0 : present.users;
            items.put(name, item);
            used += bytes.length;
        }
        return fits || present != null;
    }

    private boolean makeRoom(long bytes) {
        Iterator<Item> oldest = items.values().iterator();
        while (used + bytes > capacity && oldest.hasNext()) {
            Item item = oldest.next();
            if (item.users == 0) {
                oldest.remove();
                used -= item.bytes.length;
            }
        }
        return used + bytes <= capacity;
    }

    private void removeExpired() {
        Instant now = clock.instant();
        items.values().removeIf(item -> {
            boolean expired = item.users == 0 && !now.isBefore(item.until);
            used -= expired ? item.bytes.length : 0;
            return expired;
        });
    }

    /** A file, if it is still there. */
    synchronized Optional<byte[]> get(String name) {
        removeExpired();
        return Optional.ofNullable(items.get(name)).map(item -> item.bytes);
    }

    /**
     * Keeps a file there until it is let go.
     *
     * @return false if it isn't there
     */
    synchronized boolean hold(String name) {
        removeExpired();
        Item item = items.get(name);
        if (item != null) {
            item.users++;
        }
        return item != null;
    }

    /** The counterpart of a {@link #hold} that said true. */
    synchronized void release(String name) {
        Item item = items.get(name);
        if (item == null || item.users == 0) {
            throw new IllegalStateException("nobody holds " + name);
        }
        item.users--;
    }
}
