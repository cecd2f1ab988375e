package dev.backdrop.lambda;

import dev.backdrop.api.ExpireUploads;
import dev.backdrop.workflow.CloseForgotten;

/**
 * Lambda entry of the sweep for jobs that nobody would end: photos that were announced and never came, executions that are
 * over without a word. Started by a schedule; its event says nothing.
 */
public final class ExpireUploadsHandler extends JsonHandler<ExpireUploadsHandler.Event, ExpireUploadsHandler.Swept> {

    private final ExpireUploads uploads;
    private final CloseForgotten forgotten;

    record Event() {}

    /**
     * What one sweep has come to.
     *
     * @param expired jobs whose photo never came
     * @param started jobs whose photo came without its event
     * @param closed jobs whose execution is over
     */
    record Swept(int expired, int started, int closed) {}

    public ExpireUploadsHandler() {
        this(Application.onAws());
    }

    public ExpireUploadsHandler(Application application) {
        super(Event.class);
        this.uploads = application.expireUploads();
        this.forgotten = application.closeForgotten();
    }

    @Override
    Swept handle(Event event) {
        ExpireUploads.Sweep sweep = uploads.run();
        return new Swept(sweep.expired(), sweep.started(), forgotten.run());
    }
}
