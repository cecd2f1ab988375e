package dev.backdrop.local.asl;

/** Where an execution stands, in Step Functions' own words. */
public enum ExecutionStatus {
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    ABORTED
}
