package dev.backdrop.lambda;

import dev.backdrop.job.NotOurJobException;
import dev.backdrop.workflow.Outcome;
import dev.backdrop.workflow.StepInput;
import dev.backdrop.workflow.StepOutput;
import java.util.function.Function;

/** A step of a job that is claimed already. */
abstract class StepHandler extends JsonHandler<StepInput, StepOutput> {

    private final Function<StepInput, StepOutput> step;

    StepHandler(Function<StepInput, StepOutput> step) {
        super(StepInput.class);
        this.step = step;
    }

    /** A job that was cancelled, or closed by another hand, ends its execution quietly: its record says all. */
    @Override
    final StepOutput handle(StepInput event) {
        try {
            return step.apply(event);
        } catch (NotOurJobException ended) {
            return StepOutput.of(Outcome.ENDED, event.jobId());
        }
    }
}
