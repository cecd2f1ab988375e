package dev.backdrop.provider;

import dev.backdrop.photo.PhotoLimits;
import dev.backdrop.request.Request;
import java.math.BigDecimal;

/**
 * A vendor that does the imaging, in our own words. Implementations hold no state between calls and never sleep: waiting
 * is the workflow's business.
 */
public interface Provider {

    /** The name that requests, settings and records use, such as {@code perfectcorp}. */
    String name();

    Capabilities capabilities();

    /** What the gate must bring a photo, and a background picture, to. */
    PhotoLimits limits();

    Pace pace();

    /**
     * Does everything that costs nothing and can be repeated, such as uploading the photo, up to the one call that
     * spends money. Never throws for anything that the vendor or the network does.
     */
    Preparation prepare(TaskOrder order);

    /**
     * Asks once how a task is doing. Never throws for anything that the vendor or the network does.
     */
    TaskState poll(TaskRef task);

    /**
     * How many tasks, one after the other, an attempt at this request takes. Each is a billed call of its own, prepared with
     * the one before it at hand; the last one's result is the picture.
     */
    default int steps(Request request) {
        return 1;
    }

    /** What this request costs, in the vendor's own units, as far as it is published. */
    default BigDecimal price(Request request) {
        return pace().price();
    }
}
