package dev.backdrop.batch;

/**
 * What is to be done.
 *
 * @param items the key of the list of jobs, in the output bucket
 * @param concurrency jobs at once
 * @param toleratedFailurePercent the share of its jobs that may fail before it is stopped
 * @param end how it ends without running, or null if it runs
 */
public record Plan(
        Counts counts,
        Estimate estimate,
        String items,
        int concurrency,
        double toleratedFailurePercent,
        BatchStatus end) {}
