package dev.backdrop.local.simulator.picwish;

import dev.backdrop.local.simulator.Endpoint;

/** The calls that PicWish's hosts answer. */
public enum PicWishEndpoint implements Endpoint {
    /** {@code POST /api/tasks/visual/segmentation}: spends money. */
    SEGMENTATION_CREATE,
    /** {@code GET /api/tasks/visual/segmentation/{task_id}}. */
    SEGMENTATION_QUERY,
    /** {@code POST /api/tasks/visual/background}: spends money. */
    BACKGROUND_CREATE,
    /** {@code GET /api/tasks/visual/background/{task_id}}. */
    BACKGROUND_QUERY,
    /** {@code POST /api/tasks/visual/r-background}: spends money. */
    R_BACKGROUND_CREATE,
    /** {@code GET /api/tasks/visual/r-background/{task_id}}. */
    R_BACKGROUND_QUERY,
    /** {@code GET /api/customers/coins}. */
    COINS,
    /** {@code GET} of a result at a presigned address. */
    RESULT
}
