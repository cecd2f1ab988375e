package dev.backdrop.workflow;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.job.Attempt;
import dev.backdrop.job.Job;
import dev.backdrop.provider.Capabilities;
import dev.backdrop.provider.Capabilities.Rendering;
import dev.backdrop.provider.Provider;
import dev.backdrop.provider.TaskState;
import dev.backdrop.request.Request;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a job asks of its vendor, and what the vendor's answers mean for the job. */
final class Rendered {

    private Rendered() {}

    /** The part of the request that is the vendor's. */
    static Request vendorsPart(Job job) {
        return Capabilities.vendorsPart(job.request(), job.composed() ? Rendering.COMPOSED : Rendering.VENDOR);
    }

    /** A good end of the job's newest attempt, which cost what its steps and its last task cost. */
    static Attempt.Ending ending(
            Job job, Provider provider, TaskState.Succeeded end, URI address, String kept, Instant now) {
        Attempt attempt = job.attempt().orElseThrow();
        BigDecimal credits =
                end.credits().map(last -> last.add(attempt.stepCredits())).orElse(null);
        List<String> notes = new ArrayList<>(end.notes());
        if (job.request().seed() != null && !provider.capabilities().seed()) {
            notes.add(provider.name() + " takes no seed, so yours had no effect.");
        }
        return Attempt.Ending.success(now, credits, address, kept, notes);
    }

    /** A failure of an attempt whose earlier steps are paid for, whatever the failed one costs. */
    static Failure withSteps(Attempt attempt, Failure failure) {
        if (attempt.steps().isEmpty() || failure.charged() == Charge.YES) {
            return failure;
        }
        return new Failure(
                failure.code(),
                failure.message() + " The step before it is paid for"
                        + (attempt.stepCredits().signum() > 0
                                ? " (" + attempt.stepCredits().toPlainString() + " credits)"
                                : "")
                        + ".",
                failure.provider(),
                failure.providerCode(),
                failure.retryable(),
                Charge.YES);
    }
}
