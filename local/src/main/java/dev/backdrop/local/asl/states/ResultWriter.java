package dev.backdrop.local.asl.states;

import dev.backdrop.local.asl.evaluator.Template;
import dev.backdrop.local.asl.integration.ObjectStore;
import java.util.Optional;

/**
 * What becomes of the results of a Distributed Map's child workflows.
 *
 * <p>Source: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
 *
 * @param export where they are written; if empty, they are the state's result
 * @param transformation what is kept of a child that succeeded
 * @param outputType how files are laid out
 */
public record ResultWriter(Optional<Export> export, Transformation transformation, OutputType outputType) {

    /** What a Map without a ResultWriter does. */
    public static final ResultWriter NONE = new ResultWriter(Optional.empty(), Transformation.COMPACT, OutputType.JSON);

    /** @param arguments gives Bucket and Prefix */
    public record Export(ObjectStore objects, Template arguments) {}

    /** What is kept of a child that succeeded. Of others everything is kept. */
    public enum Transformation {
        /** Its description, its output in it. */
        NONE,
        /** Its output. */
        COMPACT,
        /** Its output; if that is an array, the elements. */
        FLATTEN
    }

    /** How files are laid out. */
    public enum OutputType {
        JSON,
        JSONL
    }
}
