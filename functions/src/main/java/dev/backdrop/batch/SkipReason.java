package dev.backdrop.batch;

/** Why an object or a row has no job in a batch. */
public enum SkipReason {
    /** It stands for a folder. */
    FOLDER_MARKER,
    /** It is a list of photos, not a photo. */
    MANIFEST,
    /** It has no bytes; stands in records of earlier days. Now it becomes a job, which the gate rejects. */
    EMPTY,
    /** It was announced through the API, which has its job already. */
    ANNOUNCED,
    /** The same photo with the same request came before in this batch. */
    DUPLICATE,
    /** The same job has succeeded. */
    DONE,
    /** The same job is being worked on. */
    UNDER_WAY,
    /** The same job has failed for good; {@code failedOnly} tries it again. */
    FAILED_BEFORE,
    /** The vendor may charge, or did, and would again for another task: {@code acceptPossibleCharge} takes that risk. */
    SUBMIT_UNKNOWN,
    /** Only failed jobs were asked for, and this one hasn't failed. */
    NOT_FAILED
}
