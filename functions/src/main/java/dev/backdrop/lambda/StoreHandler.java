package dev.backdrop.lambda;

/** Lambda entry of the step that fetches and keeps the result. */
public final class StoreHandler extends StepHandler {

    public StoreHandler() {
        this(Application.onAws());
    }

    public StoreHandler(Application application) {
        super(application.store()::run);
    }
}
