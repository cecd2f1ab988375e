package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.JobStore;
import java.util.Set;

/** {@code POST /jobs}. */
final class CreateJob implements Route.Operation {

    private final JobStore jobs;
    private final InputBucket bucket;
    private final UploadLinks links;
    private final long maxPhotoBytes;
    private final Idempotency idempotency;
    private final Intakes intakes;
    private final JobView view;

    record Intakes(UploadIntake upload, StoredIntake stored, AddressIntake address) {

        Intake.Taken take(JobOrder order, Idempotency.Turn turn) {
            if (order.origin() instanceof PhotoOrigin.Upload photo) {
                return upload.take(photo, order.asked(), turn);
            }
            if (order.origin() instanceof PhotoOrigin.Stored photo) {
                return stored.take(photo, order.asked(), turn);
            }
            return address.take((PhotoOrigin.Address) order.origin(), order.asked(), turn);
        }
    }

    CreateJob(
            JobStore jobs,
            InputBucket bucket,
            long maxPhotoBytes,
            Idempotency idempotency,
            Intakes intakes,
            JobView view) {
        this.jobs = jobs;
        this.bucket = bucket;
        this.links = new UploadLinks(bucket);
        this.maxPhotoBytes = maxPhotoBytes;
        this.idempotency = idempotency;
        this.intakes = intakes;
        this.view = view;
    }

    @Override
    public Answer run(Call call) {
        Query.read(call.query(), Set.of());
        JobOrder order = JobOrder.read(Body.required(call), bucket.name(), maxPhotoBytes);
        Intake.Taken taken = idempotency.once("createJob", call, new Idempotency.Work<>() {
            @Override
            public Intake.Taken run(Idempotency.Turn turn) {
                return intakes.take(order, turn);
            }

            @Override
            public String name(Intake.Taken outcome) {
                return outcome.job().jobId();
            }

            @Override
            public Intake.Taken find(String jobId) {
                return new Intake.Taken(recorded(jobId), false);
            }
        });
        return answer(order, taken);
    }

    private Job recorded(String jobId) {
        return jobs.find(jobId).orElseThrow(() -> new IllegalStateException("job " + jobId + " was made and is gone"));
    }

    private Answer answer(JobOrder order, Intake.Taken taken) {
        Job job = taken.job();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("job", view.of(job));
        if (order.origin() instanceof PhotoOrigin.Upload upload && job.status() == JobStatus.AWAITING_UPLOAD) {
            json.set("upload", links.to(job.source().key(), upload.picture()));
        }
        return Answer.of(taken.created() ? 201 : 200, json).about(job.jobId()).located();
    }
}
