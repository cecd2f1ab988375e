package dev.backdrop.local.asl.time;

/** Something that will happen unless it is called off. */
@FunctionalInterface
public interface Cancellable {

    /** Calls it off; does nothing if it has happened already or was called off before. */
    void cancel();
}
