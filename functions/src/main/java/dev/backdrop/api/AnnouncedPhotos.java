package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStore;
import dev.backdrop.job.PhotoStore;
import dev.backdrop.job.Source;
import dev.backdrop.request.Request;
import java.time.Clock;
import java.util.Map;

/** Jobs whose photo isn't here yet: recorded as waiting, under the key that the photo will have. Its arrival does the rest. */
final class AnnouncedPhotos {

    private final JobStore jobs;
    private final InputBucket bucket;
    private final RequestCheck check;
    private final Clock clock;

    AnnouncedPhotos(JobStore jobs, InputBucket bucket, RequestCheck check, Clock clock) {
        this.jobs = jobs;
        this.bucket = bucket;
        this.check = check;
        this.clock = clock;
    }

    /** What a photo would be asked for; the preset {@code api} has its say, as for any upload to that folder. */
    Request request(String jobId, String fileName, ObjectNode asked) {
        Request request = check.resolve(new PhotoStore.Upload(source(jobId, fileName, 0), Map.of()), asked);
        check.demandProvider(request);
        return request;
    }

    /** @param size of the photo, in bytes */
    Intake.Taken announce(String jobId, String fileName, long size, Request request) {
        Job waiting = Job.awaitingUpload(jobId, source(jobId, fileName, size), request, clock.instant());
        Job holds = jobs.claim(waiting);
        return new Intake.Taken(holds, holds.equals(waiting));
    }

    private Source source(String jobId, String fileName, long size) {
        return new Source(bucket.name(), UploadKey.ofPhoto(jobId, fileName), null, null, size);
    }
}
