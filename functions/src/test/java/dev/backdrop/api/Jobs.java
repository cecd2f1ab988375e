package dev.backdrop.api;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Attempt;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobId;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.PhotoRecord;
import dev.backdrop.job.Result;
import dev.backdrop.job.Source;
import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.request.Background;
import dev.backdrop.request.Output;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Request;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Jobs at every place of their lives. */
final class Jobs {

    static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    static final String FIRST_RUN = RecordedExecutions.ARN + "by-an-upload";
    static final Request REQUEST =
            new Request(new Background.Prompt("a table"), "auto", 7L, new Output(OutputFormat.JPEG, 800));

    private Jobs() {}

    static Job preparing() {
        return preparing("uploads/shoe.jpg", NOW);
    }

    static Job preparing(String key, Instant created) {
        Source source = new Source(InMemoryBucket.NAME, key, "v1", "e7a9", 5);
        return Job.claimed(JobId.of(source, REQUEST), FIRST_RUN, null, source, REQUEST, created);
    }

    static Job awaiting(String jobId, Instant created) {
        Source source = new Source(InMemoryBucket.NAME, "uploads/api/" + jobId + "/shoe.jpg", null, null, 5);
        return Job.awaitingUpload(jobId, source, REQUEST, created);
    }

    static Job submitting() {
        PhotoRecord photo = new PhotoRecord(
                PhotoFormat.JPEG,
                400,
                300,
                "ab".repeat(32),
                List.of("turned upright"),
                new PhotoRecord.Prepared("prepared/a.jpg", PhotoFormat.JPEG, 300, 400, 99));
        return preparing().gated("painter", photo, null, false, NOW).submitting(NOW.plusSeconds(1));
    }

    static Job billing() {
        return submitting().billing(NOW.plusSeconds(2));
    }

    static Job processing() {
        return billing()
                .accepted(
                        new Attempt.Task("task-9", "request-9", NOW.plusSeconds(3)),
                        Optional.of(Duration.ofSeconds(2)),
                        NOW.plusSeconds(3))
                .polled(Optional.empty(), NOW.plusSeconds(5));
    }

    static Job storing() {
        return processing()
                .storing(
                        Attempt.Ending.success(
                                NOW.plusSeconds(7),
                                new BigDecimal("2.5"),
                                URI.create("https://vendor.example.com/r?s=secret"),
                                null,
                                List.of()),
                        NOW.plusSeconds(7));
    }

    static Job succeeded() {
        return storing()
                .succeeded(
                        new Result(
                                "photos-out",
                                "results/shoe.jpg/x.jpg",
                                OutputFormat.JPEG,
                                300,
                                400,
                                77,
                                "cd".repeat(32)),
                        List.of(),
                        NOW.plusSeconds(8));
    }

    static Job failed() {
        return ended(JobStatus.FAILED, FailureCode.PROVIDER_OUT_OF_CREDIT, Charge.NO);
    }

    static Job ended(JobStatus status, FailureCode code, Charge charge) {
        Failure failure = new Failure(code, "it went wrong", "painter", "E17", true, charge);
        Job broken = status == JobStatus.SUBMIT_UNKNOWN
                ? billing()
                : processing().attemptFailed(failure, false, NOW.plusSeconds(9));
        return broken.ended(status, failure, NOW.plusSeconds(9));
    }
}
