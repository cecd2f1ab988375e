package dev.backdrop.local.simulator.fashn;

import dev.backdrop.local.simulator.Endpoint;

/** The calls that FASHN's hosts answer. */
public enum FashnEndpoint implements Endpoint {
    /** {@code POST /v1/run}: the one that spends money. */
    RUN,
    /** {@code GET /v1/status/{id}}. */
    STATUS,
    /** {@code GET /v1/credits}. */
    CREDITS,
    /** {@code GET} of a result. */
    RESULT
}
