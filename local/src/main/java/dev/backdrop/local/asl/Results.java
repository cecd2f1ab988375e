package dev.backdrop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.asl.states.ResultWriter;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Where the results of a Map Run's child workflows are gathered. Not for many threads at once. */
interface Results extends Closeable {

    /**
     * A child workflow has ended.
     *
     * @param index which one it was, from 0, in the order of their starts
     */
    void ended(int index, Execution child) throws IOException;

    /** Whether it wants to know of inputs that were never started. */
    boolean wantsPending();

    void pending(JsonNode input) throws IOException;

    /**
     * What the Map's result is. May block.
     *
     * @throws IOException if results can't be written
     * @throws StateFailure if they are too much
     */
    JsonNode complete(String mapRunArn) throws IOException;

    /** What is kept of a child: one element, none or several. */
    static List<JsonNode> kept(ResultWriter.Transformation transformation, Execution child) {
        boolean succeeded = child.status() == ExecutionStatus.SUCCEEDED;
        if (!succeeded || transformation == ResultWriter.Transformation.NONE) {
            return List.of(Description.inResultFile(child));
        }
        JsonNode output = child.output().orElseThrow();
        if (transformation == ResultWriter.Transformation.FLATTEN && output.isArray()) {
            List<JsonNode> elements = new ArrayList<>();
            output.forEach(elements::add);
            return elements;
        }
        return List.of(output);
    }
}
