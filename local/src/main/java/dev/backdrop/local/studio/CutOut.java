package dev.backdrop.local.studio;

import java.util.List;

/** Finds the subject of a photo, roughly; {@link Matte} makes the edge of it fine. */
interface CutOut extends AutoCloseable {

    /**
     * What was found.
     *
     * @param mask how surely each pixel belongs to the subject, 0 to 1, in the proportions of the photo and at any size
     * @param notes what a person should know about it
     */
    record Subject(Plane mask, List<String> notes) {}

    /**
     * @param photo at a moderate size: about a thousand pixels on its longer side
     * @throws NoSubjectException if nothing stands out
     */
    Subject find(Picture photo);

    @Override
    default void close() {}
}
