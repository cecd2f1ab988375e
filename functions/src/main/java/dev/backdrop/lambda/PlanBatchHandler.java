package dev.backdrop.lambda;

import dev.backdrop.batch.PlanBatch;
import dev.backdrop.batch.PlanBatchInput;
import dev.backdrop.batch.PlanBatchOutput;

/** Lambda entry of the step that finds a batch's photos and writes down what is to be run. */
public final class PlanBatchHandler extends JsonHandler<PlanBatchInput, PlanBatchOutput> {

    private final PlanBatch step;

    public PlanBatchHandler() {
        this(Application.onAws());
    }

    public PlanBatchHandler(Application application) {
        super(PlanBatchInput.class);
        this.step = application.batches().plan();
    }

    @Override
    PlanBatchOutput handle(PlanBatchInput event) {
        return step.run(event);
    }
}
