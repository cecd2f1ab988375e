package dev.backdrop.local.asl;

import dev.backdrop.local.asl.states.State;

/**
 * What happened, named as in Step Functions. They are counted as there, because an execution may have 25,000 only.
 *
 * <p>Source: https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */
public enum HistoryEventType {
    ExecutionStarted,
    ExecutionSucceeded,
    ExecutionFailed,
    ExecutionTimedOut,
    ExecutionAborted,
    PassStateEntered,
    PassStateExited,
    TaskStateEntered,
    TaskScheduled,
    TaskStarted,
    TaskSubmitted,
    TaskSucceeded,
    TaskFailed,
    TaskTimedOut,
    TaskStateExited,
    ChoiceStateEntered,
    ChoiceStateExited,
    WaitStateEntered,
    WaitStateExited,
    SucceedStateEntered,
    SucceedStateExited,
    FailStateEntered,
    ParallelStateEntered,
    ParallelStateStarted,
    ParallelStateSucceeded,
    ParallelStateFailed,
    ParallelStateExited,
    MapStateEntered,
    MapStateStarted,
    MapIterationStarted,
    MapIterationSucceeded,
    MapIterationFailed,
    MapRunStarted,
    MapRunSucceeded,
    MapRunFailed,
    MapStateSucceeded,
    MapStateFailed,
    MapStateExited;

    static HistoryEventType entered(State state) {
        return valueOf(state.type() + "StateEntered");
    }

    static HistoryEventType exited(State state) {
        return valueOf(state.type() + "StateExited");
    }
}
