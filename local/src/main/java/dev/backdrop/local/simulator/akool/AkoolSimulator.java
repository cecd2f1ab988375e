package dev.backdrop.local.simulator.akool;

import dev.backdrop.local.simulator.Answer;
import dev.backdrop.local.simulator.Faults;
import dev.backdrop.local.simulator.Received;
import dev.backdrop.local.simulator.Shell;
import dev.backdrop.local.simulator.Vendor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Akool's Background Change as its page describes it, withdrawn or not: its rules, what can be made to go wrong, and what it
 * has seen. Where the page says nothing, {@link AkoolOptions} chooses. It composes the pictures for real.
 */
public final class AkoolSimulator implements Vendor {

    /** What its paths at the result host start with. */
    static final String PATH = "/akool/";

    static final String API_PATH = "/api/open/v3/";

    private final Shell shell;
    private final Faults<AkoolEndpoint> faults = new Faults<>();
    private final Access access;
    private final TaskScript script;
    private final TaskBook book;
    private final ApiDesk api;

    public AkoolSimulator(Shell shell, AkoolOptions options) {
        this.shell = shell;
        access = new Access(shell, options);
        script = new TaskScript(options.processing());
        book = new TaskBook(options);
        api = new ApiDesk(options, access, new TaskDesk(shell, options, script, book), faults);
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
        return switch (request.host()) {
            case API -> api.answer(request);
            case RESULT ->
                faults.around(
                        AkoolEndpoint.RESULT, request, () -> shell.results().serve(request));
            case UPLOAD -> throw new IllegalStateException("Akool takes no uploads");
        };
    }

    @Override
    public Set<String> keys() {
        return access.secrets();
    }

    /** What goes wrong on the wire. */
    public Faults<AkoolEndpoint> faults() {
        return faults;
    }

    /** What becomes of tasks. */
    public TaskScript tasks() {
        return script;
    }

    /** Bans the account, or lets it back in. */
    public AkoolSimulator ban(boolean banned) {
        access.ban(banned);
        return this;
    }

    /** Sets the account to so many credits. */
    public AkoolSimulator balance(long credits) {
        book.setBalance(credits);
        return this;
    }

    /** Credits that are left. */
    public long balance() {
        return book.balance();
    }

    public int tasksCreated() {
        return book.all().size();
    }

    /** In the order of creation. */
    public List<String> taskIds() {
        return book.all().stream().map(task -> task.names().id()).toList();
    }

    /** Credits taken up to now: for every task, however it ends. */
    public long creditsCharged() {
        return book.charged();
    }

    /** How many tokens were given for client id and key. */
    public int tokensGiven() {
        return access.tokensGiven();
    }

    /** The sizes and places of the task that was created last. */
    public Optional<Geometry> lastGeometry() {
        return book.last().map(task -> task.request().geometry());
    }
}
