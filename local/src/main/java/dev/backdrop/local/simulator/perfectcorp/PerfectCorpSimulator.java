package dev.backdrop.local.simulator.perfectcorp;

import dev.backdrop.local.simulator.Answer;
import dev.backdrop.local.simulator.Faults;
import dev.backdrop.local.simulator.Received;
import dev.backdrop.local.simulator.Shell;
import dev.backdrop.local.simulator.Vendor;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * Perfect Corp's AI Photo Background Change, version 2, as its pages describe it: its rules, what can be made to go wrong,
 * and what it has seen. Where the pages disagree, {@link PerfectCorpOptions} chooses. {@link PromptWords} make things go wrong
 * by hand.
 */
public final class PerfectCorpSimulator implements Vendor {

    /** What its paths at the upload and the result host start with. */
    static final String PATH = "/perfectcorp/";

    private static final String API_PATH = "/s2s/";

    private final Clock clock;
    private final Shell shell;
    private final Faults<PerfectCorpEndpoint> faults = new Faults<>();
    private final KeyRing keys;
    private final TaskScript script;
    private final TaskBook book;
    private final FileDesk files;
    private final TaskDesk tasks;
    private final ApiDesk api;

    public PerfectCorpSimulator(Shell shell, PerfectCorpOptions options) {
        this.shell = shell;
        clock = shell.clock();
        keys = new KeyRing(options.apiKey());
        script = new TaskScript(options.processing());
        book = new TaskBook(options);
        files = new FileDesk(shell, options);
        tasks = new TaskDesk(shell, options, files, script, book);
        api = new ApiDesk(shell, options, keys, files, tasks, book, faults);
    }

    @Override
    public boolean serves(Received request) {
        return request.rawPath()
                .startsWith(
                        switch (request.host()) {
                            case API -> API_PATH;
                            case UPLOAD, RESULT -> PATH;
                        });
    }

    @Override
    public Answer answer(Received request) {
        Answer answer = switch (request.host()) {
            case API -> api.answer(request);
            case UPLOAD -> faults.around(PerfectCorpEndpoint.UPLOAD, request, () -> files.upload(request));
            case RESULT ->
                faults.around(
                        PerfectCorpEndpoint.RESULT,
                        request,
                        () -> shell.results().serve(request));
        };
        return answer.with("x-request-id", shell.ids().digits("request"));
    }

    @Override
    public Set<String> keys() {
        return keys.all();
    }

    /** What goes wrong on the wire. */
    public Faults<PerfectCorpEndpoint> faults() {
        return faults;
    }

    /** What becomes of tasks. */
    public TaskScript tasks() {
        return script;
    }

    /** What answers say of the interval from now on. */
    public PerfectCorpSimulator pollingInterval(PollingInterval interval) {
        tasks.pollingInterval(interval);
        return this;
    }

    /** Makes a key known, or changes what has become of it. */
    public PerfectCorpSimulator key(String key, KeyState state) {
        keys.set(key, state);
        return this;
    }

    /** Sets the account to so many units. */
    public PerfectCorpSimulator balance(long units) {
        book.setBalance(BigDecimal.valueOf(units), clock.instant());
        return this;
    }

    /** Units that are left, those of running tasks among them. */
    public BigDecimal balance() {
        return book.balance(clock.instant());
    }

    public int tasksCreated() {
        return book.all().size();
    }

    /** In the order of creation. */
    public List<String> taskIds() {
        return book.all().stream().map(SimulatedTask::id).toList();
    }

    /** Units charged up to now: for every task that succeeded, whether or not anybody saw it. */
    public BigDecimal unitsCharged() {
        return book.spent(clock.instant());
    }

    /**
     * The polls of a task up to the one that told its end, or that came too late.
     *
     * @throws IllegalArgumentException if there is no such task
     */
    public List<Poll> polls(String taskId) {
        return book.find(taskId)
                .orElseThrow(() -> new IllegalArgumentException("no task has the id " + taskId))
                .polls();
    }

    /** Polls, of any task, that came sooner than the interval that was in force. */
    public long earlyPolls() {
        return book.all().stream()
                .flatMap(task -> task.polls().stream())
                .filter(Poll::early)
                .count();
    }

    /** Tasks that were lost up to now because nobody polled them within the window. */
    public List<String> tasksLost() {
        return book.all().stream()
                .filter(task -> task.lost(clock.instant()))
                .map(SimulatedTask::id)
                .toList();
    }

    /** Of the lost tasks, those that were charged up to now. */
    public List<String> tasksPaidButLost() {
        return book.all().stream()
                .filter(task -> task.lost(clock.instant()) && task.charged(clock.instant()))
                .map(SimulatedTask::id)
                .toList();
    }
}
