package dev.backdrop.local.asl.states;

/**
 * How an execution runs.
 *
 * <p>Source: https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html
 */
public enum WorkflowType {
    /** Up to 25,000 history events; tells EventBridge of its status. */
    STANDARD,
    /** Up to five minutes; tells nobody. */
    EXPRESS
}
