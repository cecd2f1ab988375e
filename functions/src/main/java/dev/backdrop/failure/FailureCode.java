package dev.backdrop.failure;

/** The one taxonomy of failures, whatever vendor they come from; the vendor's own code is kept beside it. */
public enum FailureCode {
    /** The photo can't be used, by the gate's checks or by the vendor's. */
    INVALID_PHOTO,
    /** The request asks for something that can't be done, or can't be understood. */
    UNSUPPORTED_REQUEST,
    /** Moderation refused the photo or the prompt. */
    CONTENT_REJECTED,
    /** The vendor doesn't accept our key. */
    PROVIDER_UNAUTHORIZED,
    /** The vendor account has no credit left. */
    PROVIDER_OUT_OF_CREDIT,
    /** The vendor told us to slow down, for longer than we were willing to wait. */
    PROVIDER_THROTTLED,
    /** The vendor didn't answer, or answered with something that isn't its protocol. */
    PROVIDER_UNAVAILABLE,
    /** The vendor accepted the task and then failed it. */
    TASK_FAILED,
    /** The vendor no longer knows the task. */
    TASK_EXPIRED,
    /** The task didn't end within our deadline or our number of polls, or within the vendor's own limit. */
    TASK_TIMEOUT,
    /** The task succeeded but its result can't be fetched. */
    RESULT_UNAVAILABLE,
    /** The task succeeded but its result isn't the picture that was promised. */
    RESULT_INVALID,
    /** The day's cap on vendor credits is reached. */
    BUDGET_EXCEEDED,
    /** The vendor may or may not have accepted the task, and may charge for it. */
    SUBMIT_UNKNOWN,
    /** The photo that was announced to the API never arrived. */
    UPLOAD_EXPIRED,
    /** Somebody cancelled the job. */
    CANCELLED,
    /** Our own fault: a bug, a missing permission, an AWS service that stayed away. */
    INTERNAL_ERROR
}
