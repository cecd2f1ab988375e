package dev.backdrop.lambda;

/** Lambda entry of the step that asks how a task is doing. */
public final class PollHandler extends StepHandler {

    public PollHandler() {
        this(Application.onAws());
    }

    public PollHandler(Application application) {
        super(application.poll()::run);
    }
}
