package dev.backdrop.local.asl.states;

import java.util.List;
import java.util.Set;

/**
 * The names of errors that Step Functions itself raises, and how ErrorEquals matches them.
 *
 * <p>Source: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
public final class ErrorName {

    public static final String ALL = "States.ALL";
    public static final String TASK_FAILED = "States.TaskFailed";
    public static final String TIMEOUT = "States.Timeout";
    public static final String HEARTBEAT_TIMEOUT = "States.HeartbeatTimeout";
    public static final String RUNTIME = "States.Runtime";
    public static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";
    public static final String QUERY_EVALUATION_ERROR = "States.QueryEvaluationError";
    public static final String NO_CHOICE_MATCHED = "States.NoChoiceMatched";
    public static final String EXCEED_TOLERATED_FAILURE_THRESHOLD = "States.ExceedToleratedFailureThreshold";
    public static final String ITEM_READER_FAILED = "States.ItemReaderFailed";
    public static final String RESULT_WRITER_FAILED = "States.ResultWriterFailed";

    static final Set<String> RESERVED = Set.of(
            ALL,
            TASK_FAILED,
            TIMEOUT,
            HEARTBEAT_TIMEOUT,
            RUNTIME,
            DATA_LIMIT_EXCEEDED,
            QUERY_EVALUATION_ERROR,
            NO_CHOICE_MATCHED,
            "States.Permissions",
            "States.BranchFailed",
            EXCEED_TOLERATED_FAILURE_THRESHOLD,
            ITEM_READER_FAILED,
            RESULT_WRITER_FAILED,
            "States.Http.Socket");

    private ErrorName() {}

    /** Whether a list of names catches an error. Nothing catches States.Runtime: it always ends the execution. */
    static boolean matches(List<String> names, String error) {
        return !error.equals(RUNTIME) && names.stream().anyMatch(name -> matches(name, error));
    }

    private static boolean matches(String name, String error) {
        boolean timeout = error.equals(TIMEOUT) || error.equals(HEARTBEAT_TIMEOUT);
        return switch (name) {
            case ALL -> !error.equals(DATA_LIMIT_EXCEEDED);
            case TASK_FAILED -> !error.equals(DATA_LIMIT_EXCEEDED) && !timeout;
            case TIMEOUT -> timeout;
            default -> name.equals(error);
        };
    }
}
