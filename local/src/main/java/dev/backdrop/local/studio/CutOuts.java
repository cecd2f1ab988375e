package dev.backdrop.local.studio;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Chooses how subjects are found on this machine. */
final class CutOuts {

    private CutOuts() {}

    /** The model where it can be had, else the border's colour, whose every answer carries the reason. */
    static CutOut best(Path projectRoot, Consumer<String> progress) {
        return from(Model.of(projectRoot, progress).get(), progress);
    }

    static CutOut from(Model.Outcome outcome, Consumer<String> progress) {
        String warning;
        if (outcome instanceof Model.Found found) {
            try {
                return new NeuralCutOut(found.bytes());
            } catch (IllegalStateException unusable) {
                warning = "Only plain backdrops come off well: " + unusable.getMessage();
            }
        } else {
            warning = ((Model.Missing) outcome).warning();
        }
        progress.accept(warning);
        return new BorderCutOut(warning);
    }
}
