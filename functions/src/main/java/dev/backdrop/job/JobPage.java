package dev.backdrop.job;

import java.util.List;
import java.util.Optional;

/**
 * Some jobs of a list.
 *
 * @param next where the next page begins, if there may be one
 */
public record JobPage(List<Job> jobs, Optional<JobQuery.Position> next) {

    public JobPage {
        jobs = List.copyOf(jobs);
    }
}
