package dev.backdrop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.backdrop.local.asl.evaluator.Value;
import dev.backdrop.local.asl.states.ErrorName;
import dev.backdrop.local.asl.states.ResultWriter;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Results that become the state's own result, in the order of the items. Once they are too much, they are dropped. */
final class InlineResults implements Results {

    private final ResultWriter.Transformation transformation;
    private final SortedMap<Integer, List<JsonNode>> kept = new TreeMap<>();
    private long bytes = 2;

    InlineResults(ResultWriter.Transformation transformation) {
        this.transformation = transformation;
    }

    @Override
    public void ended(int index, Execution child) {
        List<JsonNode> elements = Results.kept(transformation, child);
        elements.forEach(element -> bytes += Value.of(element).bytes() + 1);
        if (bytes - 1 > StateRun.MOST_BYTES) {
            kept.clear();
        } else {
            kept.put(index, elements);
        }
    }

    @Override
    public boolean wantsPending() {
        return false;
    }

    @Override
    public void pending(JsonNode input) {}

    @Override
    public JsonNode complete(String mapRunArn) {
        if (bytes - 1 > StateRun.MOST_BYTES) {
            throw new StateFailure(
                    ErrorName.DATA_LIMIT_EXCEEDED,
                    "The results of the child workflows have more than " + StateRun.MOST_BYTES
                            + " bytes; write them to S3 with a ResultWriter");
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        kept.values().forEach(all::addAll);
        return all;
    }

    @Override
    public void close() {}
}
