package dev.backdrop.lambda;

/** Lambda entry of the step that submits a task. */
public final class SubmitHandler extends StepHandler {

    public SubmitHandler() {
        this(Application.onAws());
    }

    public SubmitHandler(Application application) {
        super(application.submit()::run);
    }
}
