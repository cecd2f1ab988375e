package dev.backdrop.local.simulator.perfectcorp;

import dev.backdrop.local.simulator.Endpoint;

/** The calls that Perfect Corp's hosts answer. */
public enum PerfectCorpEndpoint implements Endpoint {
    /** {@code POST /s2s/v2.0/file/{feature}} or {@code POST /s2s/v2.0/file}. */
    FILE_CREATE,
    /** {@code PUT} of a photo to a presigned address. */
    UPLOAD,
    /** {@code POST /s2s/v2.0/task/{feature}}: the one that spends money. */
    TASK_CREATE,
    /** {@code GET /s2s/v2.0/task/{feature}/{task_id}}. */
    TASK_STATUS,
    /** {@code POST /s2s/v2.0/task/delete}. */
    TASK_DELETE,
    /** {@code GET /s2s/v1.0/client/credit}. */
    CREDIT,
    /** {@code GET} of a result at a presigned address. */
    RESULT
}
