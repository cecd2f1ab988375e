package dev.backdrop.lambda;

import dev.backdrop.batch.CloseForgottenBatches;

/** Lambda entry of the sweep for batches whose execution is over without a word. Started by a schedule; its event says nothing. */
public final class CloseForgottenBatchesHandler
        extends JsonHandler<CloseForgottenBatchesHandler.Event, CloseForgottenBatchesHandler.Swept> {

    private final CloseForgottenBatches sweep;

    record Event() {}

    /** @param closed how many batches were ended */
    record Swept(int closed) {}

    public CloseForgottenBatchesHandler() {
        this(Application.onAws());
    }

    public CloseForgottenBatchesHandler(Application application) {
        super(Event.class);
        this.sweep = application.batches().closeForgotten();
    }

    @Override
    Swept handle(Event event) {
        return new Swept(sweep.run());
    }
}
