package dev.backdrop.batch;

import dev.backdrop.batch.Tally.Work;
import dev.backdrop.failure.Failure;
import dev.backdrop.job.Attempt;
import dev.backdrop.job.Job;
import dev.backdrop.provider.Capabilities;
import dev.backdrop.provider.Provider;
import dev.backdrop.provider.Providers;
import dev.backdrop.provider.Providers.Choice;
import dev.backdrop.request.Request;
import java.math.BigDecimal;
import java.time.Duration;

/** Who will do a job, and what that means. */
final class Workload {

    /** A job of which it can't be said yet. */
    private static final Work UNKNOWN = new Work("unknown", BigDecimal.ZERO, Duration.ZERO, Integer.MAX_VALUE);

    private final Providers providers;

    Workload(Providers providers) {
        this.providers = providers;
    }

    /** Somebody, or why nobody. */
    sealed interface Answer {
        record Somebody(Work work) implements Answer {}

        record Nobody(Failure failure) implements Answer {}
    }

    Answer of(Request request) {
        Choice choice = providers.choose(request);
        if (choice instanceof Choice.None none) {
            return new Answer.Nobody(none.failure());
        }
        Choice.Chosen chosen = (Choice.Chosen) choice;
        Provider provider = chosen.provider();
        BigDecimal price = provider.price(Capabilities.vendorsPart(request, chosen.rendering()));
        return new Answer.Somebody(new Work(
                provider.name(),
                price,
                provider.pace().usualTime(),
                Math.max(1, provider.pace().concurrency())));
    }

    /** A job that is run again: a task that is there already costs nothing more. */
    Work again(Job job) {
        if (job.request() == null || !(of(job.request()) instanceof Answer.Somebody somebody)) {
            return UNKNOWN;
        }
        Work fresh = somebody.work();
        return job.attempt().filter(Attempt::isResumable).isPresent()
                ? new Work(fresh.provider(), BigDecimal.ZERO, fresh.usualTime(), fresh.concurrency())
                : fresh;
    }
}
