package dev.backdrop.lambda;

import dev.backdrop.batch.RecordedBatch;
import dev.backdrop.batch.ReportBatch;
import dev.backdrop.batch.ReportBatchInput;

/** Lambda entry of the step that says of each photo of a batch what came of it. */
public final class ReportBatchHandler extends JsonHandler<ReportBatchInput, RecordedBatch> {

    private final ReportBatch step;

    public ReportBatchHandler() {
        this(Application.onAws());
    }

    public ReportBatchHandler(Application application) {
        super(ReportBatchInput.class);
        this.step = application.batches().report();
    }

    @Override
    RecordedBatch handle(ReportBatchInput event) {
        return step.run(event);
    }
}
