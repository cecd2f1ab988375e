package dev.backdrop.local.simulator.picwish;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the engine made of an order. */
sealed interface Outcome {

    /** @param pictures by the names that answers use for them */
    record Made(SortedMap<String, byte[]> pictures) implements Outcome {

        Made(Map<String, byte[]> pictures) {
            this(new TreeMap<>(pictures));
        }
    }

    /** @param state negative */
    record Failed(int state) implements Outcome {}

    /** The verdict alone, once nobody can ask for the pictures any more. */
    default Outcome withoutPictures() {
        return this instanceof Made ? new Made(new TreeMap<String, byte[]>()) : this;
    }
}
