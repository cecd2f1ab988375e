package dev.backdrop.lambda;

import dev.backdrop.job.NotOurJobException;
import dev.backdrop.workflow.Outcome;
import dev.backdrop.workflow.Prepare;
import dev.backdrop.workflow.PrepareInput;
import dev.backdrop.workflow.StepOutput;

/** Lambda entry of the step that claims a job and passes its photo through the gate. */
public final class PrepareHandler extends JsonHandler<PrepareInput, StepOutput> {

    private final Prepare step;

    public PrepareHandler() {
        this(Application.onAws());
    }

    public PrepareHandler(Application application) {
        super(PrepareInput.class);
        this.step = application.prepare();
    }

    @Override
    StepOutput handle(PrepareInput event) {
        try {
            return step.run(event);
        } catch (NotOurJobException ended) {
            return StepOutput.of(Outcome.ENDED, null);
        }
    }
}
