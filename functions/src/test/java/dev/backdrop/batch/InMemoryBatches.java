package dev.backdrop.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

final class InMemoryBatches implements BatchStore {

    final Map<String, Batch> batches = new LinkedHashMap<>();
    final Map<String, String> locks = new HashMap<>();
    private final Runnable written;

    /** @param written is called after each write */
    InMemoryBatches(Runnable written) {
        this.written = written;
    }

    @Override
    public Batch claim(Batch batch) {
        Batch there = batches.putIfAbsent(batch.batchId(), batch);
        if (there == null) {
            written.run();
        }
        return there == null ? batch : there;
    }

    @Override
    public Optional<Batch> find(String batchId) {
        return Optional.ofNullable(batches.get(batchId));
    }

    @Override
    public Batch change(String batchId, UnaryOperator<Batch> change) {
        Batch was = find(batchId).orElseThrow(() -> new IllegalStateException("there is no batch " + batchId));
        Batch is = change.apply(was);
        if (!is.equals(was)) {
            batches.put(batchId, is.nextVersion());
            written.run();
        }
        return batches.get(batchId);
    }

    @Override
    public Page newest(int limit, String cursor) {
        List<Batch> newestFirst = new ArrayList<>(batches.values());
        Collections.reverse(newestFirst);
        return new Page(newestFirst, null);
    }

    @Override
    public String lock(String target, String batchId) {
        return relock(target, batchId, batchId);
    }

    @Override
    public String relock(String target, String from, String to) {
        String holder = locks.get(target);
        if (holder == null || holder.equals(from)) {
            locks.put(target, to);
            written.run();
        }
        return locks.get(target);
    }

    @Override
    public void unlock(String target, String batchId) {
        if (locks.remove(target, batchId)) {
            written.run();
        }
    }
}
