package dev.backdrop.batch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.backdrop.failure.Charge;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** Counts the rows of a report as they come. */
final class ReportSummary {

    private final Map<String, Long> statuses = new TreeMap<>();
    private final Map<String, Long> errors = new TreeMap<>();
    private final Map<String, BigDecimal> credits = new TreeMap<>();
    private long submitted;
    private long tasks;
    private boolean charged;
    private long succeeded;
    private long failed;
    private long unfinished;

    void add(ReportRow row) {
        statuses.merge(row.status(), 1L, Long::sum);
        if (row.errorCode() != null) {
            errors.merge(row.errorCode(), 1L, Long::sum);
        }
        if (row.credits() != null && row.provider() != null) {
            credits.merge(row.provider(), row.credits(), BigDecimal::add);
        }
        if (row.submitted()) {
            submitted++;
            tasks += row.tasks();
        }
        charged |= row.charged() != null && row.charged() != Charge.NO;
        if (row.succeeded()) {
            succeeded++;
        } else if (!row.failed()) {
            unfinished++;
        } else if (!row.status().equals(ReportRow.REFUSED)) {
            failed++;
        }
    }

    /** Jobs that were given to their workflow, whatever came of them. */
    public long getSubmitted() {
        return submitted;
    }

    /** Tasks that providers have accepted for them: none for a photo that the gate has turned away. */
    public long getTasks() {
        return tasks;
    }

    /** Whether it is certain that nothing was charged. */
    @JsonIgnore
    boolean isFree() {
        return tasks == 0 && !charged && credits.values().stream().noneMatch(some -> some.signum() > 0);
    }

    /** Rows by status. */
    public Map<String, Long> getStatuses() {
        return statuses;
    }

    /** Rows by the code of what went wrong. */
    public Map<String, Long> getErrors() {
        return errors;
    }

    /** Spent, by provider, in its own units. */
    public Map<String, BigDecimal> getCredits() {
        return credits;
    }

    @JsonIgnore
    Ending ending(Ending.Report report) {
        BigDecimal all = credits.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Ending(succeeded, failed, unfinished, all, credits, report);
    }
}
