package dev.backdrop.job;

import java.time.Instant;
import java.util.Comparator;

/**
 * Which jobs to list: of one status, of one photo, or all.
 *
 * @param status only jobs of this status, or null; not together with {@code sourceAddress}
 * @param sourceAddress only jobs of this photo ({@link Source#address}), or null
 * @param since only jobs created then or later, or null
 * @param until only jobs created before then, or null
 * @param after where the page before this one ended, or null for the first one
 */
public record JobQuery(JobStatus status, String sourceAddress, Instant since, Instant until, Position after) {

    private static final JobQuery ALL = new JobQuery(null, null, null, null, null);

    /** Newest first; jobs of the same moment in an order that stays. */
    public static final Comparator<Position> NEWEST_FIRST = Comparator.comparing(Position::createdAt)
            .thenComparing(Position::jobId)
            .reversed();

    /** The place of a job in every list that it is in. */
    public record Position(Instant createdAt, String jobId) {

        public static Position of(Job job) {
            return new Position(job.createdAt(), job.jobId());
        }
    }

    public JobQuery {
        if (status != null && sourceAddress != null) {
            throw new IllegalArgumentException("jobs are listed by status or by source, not by both");
        }
    }

    public static JobQuery all() {
        return ALL;
    }

    public static JobQuery ofStatus(JobStatus status) {
        return new JobQuery(status, null, null, null, null);
    }

    public static JobQuery ofSource(String sourceAddress) {
        return new JobQuery(null, sourceAddress, null, null, null);
    }

    /** Either end may be null. */
    public JobQuery created(Instant from, Instant before) {
        return new JobQuery(status, sourceAddress, from, before, after);
    }

    public JobQuery after(Position position) {
        return new JobQuery(status, sourceAddress, since, until, position);
    }

    /** Whether a place in the list comes after the page before this one. */
    public boolean isAhead(Position position) {
        return after == null || NEWEST_FIRST.compare(after, position) < 0;
    }
}
