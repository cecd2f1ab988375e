package dev.backdrop.local.simulator.picwish;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of task, each with a path of its own. */
enum TaskKind {
    SEGMENTATION("segmentation", PicWishEndpoint.SEGMENTATION_CREATE, PicWishEndpoint.SEGMENTATION_QUERY),
    BACKGROUND("background", PicWishEndpoint.BACKGROUND_CREATE, PicWishEndpoint.BACKGROUND_QUERY),
    R_BACKGROUND("r-background", PicWishEndpoint.R_BACKGROUND_CREATE, PicWishEndpoint.R_BACKGROUND_QUERY);

    private final String pathPart;
    private final PicWishEndpoint create;
    private final PicWishEndpoint query;

    TaskKind(String pathPart, PicWishEndpoint create, PicWishEndpoint query) {
        this.pathPart = pathPart;
        this.create = create;
        this.query = query;
    }

    static Optional<TaskKind> at(String pathPart) {
        return Arrays.stream(values())
                .filter(kind -> kind.pathPart.equals(pathPart))
                .findFirst();
    }

    PicWishEndpoint create() {
        return create;
    }

    PicWishEndpoint query() {
        return query;
    }
}
