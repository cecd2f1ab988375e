package dev.backdrop.local.simulator.akool;

import dev.backdrop.local.simulator.Endpoint;

/** The calls that Akool's hosts answer. */
public enum AkoolEndpoint implements Endpoint {
    /** {@code POST /api/open/v3/getToken}. */
    TOKEN,
    /** {@code POST /api/open/v3/content/image/bg/replace}: the one that spends money. */
    TASK_CREATE,
    /** {@code GET /api/open/v3/content/image/infobymodelid}. */
    TASK_INFO,
    /** {@code GET} of a result. */
    RESULT
}
