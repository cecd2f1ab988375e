package dev.backdrop.local.studio;

import dev.backdrop.http.FetchOutcome;
import dev.backdrop.http.GuardedFetch;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Takes tasks, has them done one after another by a few workers, and remembers them for a while. */
final class TaskBoard implements AutoCloseable {

    private final StudioSettings settings;
    private final Clock clock;
    private final Studio studio;
    private final Supplier<GuardedFetch> fetches;
    private GuardedFetch fetch;
    private final Consumer<String> progress;
    private final Shelf photos;
    private final Shelf results;
    private final ThreadPoolExecutor workers;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Task> byId = new HashMap<>();
    private final Map<String, Task> byKey = new HashMap<>();

    /** @param fetches asked once, for the first photo that is named by address: most studios never see one, and start faster */
    TaskBoard(
            StudioSettings settings,
            Clock clock,
            Studio studio,
            Supplier<GuardedFetch> fetches,
            Consumer<String> progress) {
        this.settings = settings;
        this.clock = clock;
        this.studio = studio;
        this.fetches = fetches;
        this.progress = progress;
        this.photos = new Shelf(clock, settings.lifetime(), settings.memoryBytes());
        this.results = new Shelf(clock, settings.lifetime(), settings.memoryBytes());
        this.workers = new ThreadPoolExecutor(
                settings.workers(),
                settings.workers(),
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(settings.queueLength()),
                work -> {
                    Thread thread = new Thread(work, "studio-worker");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    Shelf photos() {
        return photos;
    }

    Shelf results() {
        return results;
    }

    /**
     * Accepts a task, or finds the one that the same key was accepted for before.
     *
     * @throws Problem 404 for a photo that isn't there, 409 for a key that means something else, 429 when too much waits
     */
    synchronized Task submit(String key, TaskRequest request) {
        forgetOld();
        Task known = byKey.get(key);
        if (known != null) {
            if (known.request().equals(request)) {
                return known;
            }
            throw new Problem(409, "key-reused", "this Idempotency-Key was used for another request; take a new one");
        }
        Task task = new Task(secret(), key, request);
        List<String> held = hold(request);
        try {
            workers.execute(() -> work(task, held));
        } catch (RejectedExecutionException full) {
            held.forEach(photos::release);
            throw Problem.tooMuch("too many tasks are waiting; try again in a moment");
        }
        byId.put(task.id(), task);
        byKey.put(key, task);
        return task;
    }

    private List<String> hold(TaskRequest request) {
        List<String> held = new ArrayList<>();
        for (String name : request.uploads()) {
            if (!photos.hold(name)) {
                held.forEach(photos::release);
                throw new Problem(404, "photo-unknown", "there is no photo " + name + "; PUT it to /v1/photos first");
            }
            held.add(name);
        }
        return held;
    }

    /** A task, unless it is unknown or was forgotten. */
    synchronized Optional<Task> find(String id) {
        forgetOld();
        return Optional.ofNullable(byId.get(id));
    }

    private void forgetOld() {
        Instant limit = clock.instant().minus(settings.lifetime());
        byKey.values().removeIf(task -> task.endedBy(limit));
        byId.values().removeIf(task -> task.endedBy(limit));
    }

    private String secret() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void work(Task task, List<String> held) {
        Task.State end;
        try {
            end = make(task.request());
        } catch (TaskFailedException failure) {
            end = new Task.Failed(failure.code(), failure.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            end = new Task.Failed("internal", "studio was stopped");
        } catch (RuntimeException | Error bug) {
            progress.accept("studio: task " + task.id() + " failed: " + bug);
            end = new Task.Failed("internal", "studio failed: " + bug);
        } finally {
            held.forEach(photos::release);
        }
        task.finish(end, clock.instant());
    }

    private Task.State make(TaskRequest request) throws TaskFailedException, InterruptedException {
        byte[] backdrop = request.backdrop() instanceof TaskRequest.BackdropOrder.Uploaded uploaded
                ? photos.get(uploaded.sha256()).orElseThrow()
                : null;
        Studio.Finished finished = studio.make(request, photo(request.photo()), backdrop);
        String resultId = secret();
        if (!results.put(resultId, finished.file())) {
            throw new TaskFailedException(
                    "result-too-large",
                    "the result has " + finished.file().length + " bytes, more than studio may keep; ask for jpeg");
        }
        return new Task.Succeeded(resultId, finished.format(), finished.width(), finished.height(), finished.notes());
    }

    private byte[] photo(TaskRequest.PhotoSource source) throws TaskFailedException {
        if (source instanceof TaskRequest.PhotoSource.Uploaded uploaded) {
            return photos.get(uploaded.sha256()).orElseThrow();
        }
        FetchOutcome outcome = fetch().fetch(((TaskRequest.PhotoSource.At) source).address());
        if (outcome instanceof FetchOutcome.Fetched fetched) {
            return fetched.bytes();
        }
        FetchOutcome.NotFetched nothing = (FetchOutcome.NotFetched) outcome;
        String code = switch (nothing.kind()) {
            case REFUSED -> "photo-address-refused";
            case TOO_LARGE -> "photo-too-large";
            case GONE, TIMED_OUT, UNAVAILABLE -> "photo-unreachable";
        };
        throw new TaskFailedException(code, "the photo can't be fetched: " + nothing.message());
    }

    private synchronized GuardedFetch fetch() {
        if (fetch == null) {
            fetch = fetches.get();
        }
        return fetch;
    }

    @Override
    public synchronized void close() {
        workers.shutdownNow();
        if (fetch != null) {
            fetch.close();
        }
    }
}
