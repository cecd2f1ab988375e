package dev.backdrop.lambda;

import dev.backdrop.api.ExpireUploads;

/** Lambda entry of the sweep for photos that were announced and never came. Started by a schedule; its event says nothing. */
public final class ExpireUploadsHandler extends JsonHandler<ExpireUploadsHandler.Event, ExpireUploads.Sweep> {

    private final ExpireUploads sweep;

    record Event() {}

    public ExpireUploadsHandler() {
        this(Application.onAws());
    }

    public ExpireUploadsHandler(Application application) {
        super(Event.class);
        this.sweep = application.expireUploads();
    }

    @Override
    ExpireUploads.Sweep handle(Event event) {
        return sweep.run();
    }
}
