package dev.backdrop.provider;

import dev.backdrop.photo.Photo;
import dev.backdrop.request.Request;
import java.util.Optional;

/**
 * One billed call to be made.
 *
 * @param jobId the job that it is for
 * @param attempt 1 for the job's first attempt
 * @param photo as the gate left it, within the provider's limits
 * @param background the picture that goes behind, as the gate left it, if the request asks for one
 * @param request what to do with it, within the provider's capabilities
 * @param finished the task of the attempt's step before this one, for a provider that takes several: nothing for the first
 */
public record TaskOrder(
        String jobId,
        int attempt,
        Photo photo,
        Optional<Photo> background,
        Request request,
        Optional<TaskRef> finished) {

    /** 1 for the attempt's first task. */
    public int step() {
        return finished.map(TaskRef::step).orElse(0) + 1;
    }
}
