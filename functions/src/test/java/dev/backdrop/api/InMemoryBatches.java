package dev.backdrop.api;

import dev.backdrop.batch.Batch;
import dev.backdrop.batch.BatchStore;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Batch records in a map. Its cursors are places in the list. */
final class InMemoryBatches implements BatchStore {

    private final Map<String, Batch> batches = new LinkedHashMap<>();
    private final Effects effects;

    InMemoryBatches(Effects effects) {
        this.effects = effects;
    }

    Collection<Batch> all() {
        return batches.values();
    }

    Batch put(Batch batch) {
        batches.put(batch.batchId(), batch);
        return batch;
    }

    @Override
    public Batch claim(Batch batch) {
        return effects.pass(() -> {
            Batch there = batches.putIfAbsent(batch.batchId(), batch);
            return there == null ? batch : there;
        });
    }

    @Override
    public Optional<Batch> find(String batchId) {
        return effects.pass(() -> Optional.ofNullable(batches.get(batchId)));
    }

    @Override
    public Batch change(String batchId, UnaryOperator<Batch> change) {
        return effects.pass(() -> {
            Batch was = batches.get(batchId);
            Batch is = change.apply(was);
            if (!is.equals(was)) {
                batches.put(batchId, is.nextVersion());
            }
            return batches.get(batchId);
        });
    }

    @Override
    public Page newest(int limit, String cursor) {
        int from = cursor == null ? 0 : Integer.parseInt(cursor);
        List<Batch> all = batches.values().stream()
                .sorted(Comparator.comparing(Batch::createdAt).reversed())
                .toList();
        int to = Math.min(all.size(), from + limit);
        return new Page(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
    }

    @Override
    public String lock(String target, String batchId) {
        throw notTheApis();
    }

    @Override
    public String relock(String target, String from, String to) {
        throw notTheApis();
    }

    @Override
    public void unlock(String target, String batchId) {
        throw notTheApis();
    }

    private static UnsupportedOperationException notTheApis() {
        return new UnsupportedOperationException("locks are the workflow's");
    }
}
