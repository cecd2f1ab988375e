package dev.backdrop.batch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** Counts the rows of a report as they come. */
final class ReportSummary {

    private final Map<String, Long> statuses = new TreeMap<>();
    private final Map<String, Long> errors = new TreeMap<>();
    private final Map<String, BigDecimal> credits = new TreeMap<>();
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
        if (row.succeeded()) {
            succeeded++;
        } else if (!row.failed()) {
            unfinished++;
        } else if (!row.status().equals(ReportRow.REFUSED)) {
            failed++;
        }
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
