package dev.backdrop.api;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Entries in a map. */
final class InMemoryKeys implements IdempotencyStore {

    private final Map<String, Entry> entries = new HashMap<>();
    private final Effects effects;

    InMemoryKeys(Effects effects) {
        this.effects = effects;
    }

    int size() {
        return entries.size();
    }

    @Override
    public Optional<Entry> putIfAbsent(Entry entry, Instant now) {
        return effects.pass(() -> {
            Entry there = entries.get(entry.keyHash());
            if (there != null && there.expiresAt().isAfter(now)) {
                return Optional.of(there);
            }
            entries.put(entry.keyHash(), entry);
            return Optional.empty();
        });
    }

    @Override
    public boolean replace(Entry was, Entry is) {
        return effects.pass(() -> {
            if (!was.equals(entries.get(was.keyHash()))) {
                return false;
            }
            entries.put(is.keyHash(), is);
            return true;
        });
    }

    @Override
    public void remove(Entry was) {
        effects.pass(() -> entries.remove(was.keyHash(), was));
    }
}
