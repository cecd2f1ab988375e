package dev.backdrop.provider;

import dev.backdrop.photo.PhotoLimits;

/**
 * A vendor that does the imaging, in our own words. Implementations hold no state between calls and never sleep: waiting
 * is the workflow's business.
 */
public interface Provider {

    /** The name that requests, settings and records use, such as {@code perfectcorp}. */
    String name();

    Capabilities capabilities();

    /** What the gate must bring a photo to. */
    PhotoLimits limits();

    Pace pace();

    /**
     * Does everything that costs nothing and can be repeated, such as uploading the photo, up to the one call that
     * spends money. Never throws for anything that the vendor or the network does.
     */
    Preparation prepare(TaskOrder order);

    /**
     * Asks once how a task is doing. Never throws for anything that the vendor or the network does.
     *
     * @param taskId as {@link Accepted} gave it
     */
    TaskState poll(String taskId);
}
