package dev.backdrop.local.simulator.picwish;

import dev.backdrop.local.simulator.Answer;
import dev.backdrop.local.simulator.Faults;
import dev.backdrop.local.simulator.HostRole;
import dev.backdrop.local.simulator.Received;
import dev.backdrop.local.simulator.Shell;
import dev.backdrop.local.simulator.Vendor;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * PicWish's background removal and its two background generators, as the pages describe them: their rules, what can be made
 * to go wrong, and what they have seen. Where the pages are silent, {@link PicWishOptions} chooses. {@link PromptWords} make
 * things go wrong by hand.
 */
public final class PicWishSimulator implements Vendor {

    /** What its paths at the result host start with. */
    static final String PATH = "/picwish/";

    private static final List<String> API_PATHS = List.of("/api/tasks/visual/", "/api/customers/");

    private final Clock clock;
    private final Shell shell;
    private final String key;
    private final Faults<PicWishEndpoint> faults = new Faults<>();
    private final TaskScript script;
    private final TaskBook book;
    private final TaskDesk tasks;
    private final ApiDesk api;

    public PicWishSimulator(Shell shell, PicWishOptions options) {
        this.shell = shell;
        clock = shell.clock();
        key = options.apiKey();
        script = new TaskScript(options.processing());
        book = new TaskBook(options);
        tasks = new TaskDesk(shell, options, script, book);
        api = new ApiDesk(options, tasks, book, faults);
    }

    @Override
    public boolean serves(Received request) {
        return switch (request.host()) {
            case API -> API_PATHS.stream().anyMatch(request.rawPath()::startsWith);
            case UPLOAD -> false;
            case RESULT -> request.rawPath().startsWith(PATH);
        };
    }

    @Override
    public Answer answer(Received request) {
        tasks.forget(request.at());
        return request.host() == HostRole.API
                ? api.answer(request)
                : faults.around(
                        PicWishEndpoint.RESULT, request, () -> shell.results().serve(request));
    }

    @Override
    public Set<String> keys() {
        return Set.of(key);
    }

    /** What goes wrong on the wire. */
    public Faults<PicWishEndpoint> faults() {
        return faults;
    }

    /** What becomes of tasks. */
    public TaskScript tasks() {
        return script;
    }

    /** Sets the account to so many credits. */
    public PicWishSimulator balance(long credits) {
        book.setBalance(credits, clock.instant());
        return this;
    }

    /** Credits that are left, those of running tasks among them. */
    public long balance() {
        return book.balance(clock.instant());
    }

    public int tasksCreated() {
        return book.all().size();
    }

    /** In the order of creation, of every kind. */
    public List<String> taskIds() {
        return book.all().stream().map(SimulatedTask::id).toList();
    }

    /** Credits charged up to now: for every task that succeeded, whether or not anybody saw it. */
    public long creditsCharged() {
        return book.spent(clock.instant());
    }

    /**
     * The queries of a task that were answered.
     *
     * @throws IllegalArgumentException if there never was such a task
     */
    public List<Poll> polls(String taskId) {
        return book.find(taskId)
                .orElseThrow(() -> new IllegalArgumentException("no task has the id " + taskId))
                .polls();
    }

    /** Queries, of any task, that came sooner than a second after the one before. */
    public long earlyPolls() {
        return book.all().stream()
                .flatMap(task -> task.polls().stream())
                .filter(Poll::early)
                .count();
    }

    /** Tasks that were charged and have vanished with their results before anybody was told that they were done. */
    public List<String> tasksPaidButLost() {
        return book.all().stream()
                .filter(task -> task.forgotten(clock.instant()) && task.unseen())
                .filter(task -> book.charged(task, clock.instant()))
                .map(SimulatedTask::id)
                .toList();
    }
}
