package dev.backdrop.local.openapi;

/**
 * One of the answers that the description promises: an operation, a status, and a form of the body.
 *
 * @param operation such as {@code POST /jobs/{jobId}/retry}
 */
public record Outcome(String operation, int status, String mediaType) {

    /** An operation's answer. */
    public static final String JSON = "application/json";
    /** The API's own error. */
    public static final String PROBLEM = "application/problem+json";

    /** As tests are named. */
    @Override
    public String toString() {
        return operation + " " + status + " " + mediaType;
    }
}
