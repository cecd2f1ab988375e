package dev.backdrop.local.simulator.fashn;

import dev.backdrop.local.simulator.Answer;
import dev.backdrop.local.simulator.Faults;
import dev.backdrop.local.simulator.HostRole;
import dev.backdrop.local.simulator.Received;
import dev.backdrop.local.simulator.Shell;
import dev.backdrop.local.simulator.Vendor;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * FASHN's Background Change, as its pages describe it: its rules, what can be made to go wrong, and what it has seen. Where
 * the pages leave a choice, {@link FashnOptions} makes it. {@link PromptWords} make things go wrong by hand.
 */
public final class FashnSimulator implements Vendor {

    /** What its paths at the result host start with. */
    static final String PATH = "/fashn/";

    private static final String API_PATH = "/v1/";

    private final Clock clock;
    private final Shell shell;
    private final FashnOptions options;
    private final Faults<FashnEndpoint> faults = new Faults<>();
    private final TaskScript script;
    private final TaskBook book;
    private final ApiDesk api;

    public FashnSimulator(Shell shell, FashnOptions options) {
        this.shell = shell;
        this.options = options;
        clock = shell.clock();
        script = new TaskScript(options.processing());
        book = new TaskBook(options);
        api = new ApiDesk(options, new TaskDesk(shell, options, script, book), book, faults);
    }

    @Override
    public boolean serves(Received request) {
        return switch (request.host()) {
            case API -> request.rawPath().startsWith(API_PATH);
            case RESULT -> request.rawPath().startsWith(PATH);
            case UPLOAD -> false;
        };
    }

    @Override
    public Answer answer(Received request) {
        return request.host() == HostRole.API
                ? api.answer(request)
                : faults.around(
                        FashnEndpoint.RESULT, request, () -> shell.results().serve(request));
    }

    @Override
    public Set<String> keys() {
        return Set.of(options.apiKey());
    }

    /** What goes wrong on the wire. */
    public Faults<FashnEndpoint> faults() {
        return faults;
    }

    /** What becomes of tasks. */
    public TaskScript tasks() {
        return script;
    }

    /** Sets the account to so many credits. */
    public FashnSimulator balance(long credits) {
        book.setBalance(BigDecimal.valueOf(credits), clock.instant());
        return this;
    }

    /** Credits that are left, those of running tasks among them. */
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

    /** Credits charged up to now: for every task that succeeded, whether or not anybody saw it. */
    public BigDecimal creditsCharged() {
        return book.spent(clock.instant());
    }
}
