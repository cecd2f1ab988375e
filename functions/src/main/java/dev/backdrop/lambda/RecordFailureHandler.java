package dev.backdrop.lambda;

import dev.backdrop.workflow.RecordFailure;
import dev.backdrop.workflow.RecordFailureInput;
import dev.backdrop.workflow.RecordedEnd;

/** Lambda entry of the step that writes the final record of a job that ended badly. */
public final class RecordFailureHandler extends JsonHandler<RecordFailureInput, RecordedEnd> {

    private final RecordFailure step;

    public RecordFailureHandler() {
        this(Application.onAws());
    }

    public RecordFailureHandler(Application application) {
        super(RecordFailureInput.class);
        this.step = application.recordFailure();
    }

    @Override
    RecordedEnd handle(RecordFailureInput event) {
        return RecordedEnd.of(step.run(event));
    }
}
