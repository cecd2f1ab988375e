package dev.backdrop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.asl.dataset.ResultFiles;
import dev.backdrop.local.asl.states.ResultWriter;
import java.io.IOException;

/** Results that go to S3; the state's own result says where. */
final class ExportedResults implements Results {

    private final ResultFiles files;
    private final ResultWriter.Transformation transformation;

    ExportedResults(ResultFiles files, ResultWriter.Transformation transformation) {
        this.files = files;
        this.transformation = transformation;
    }

    @Override
    public void ended(int index, Execution child) throws IOException {
        ResultFiles.Outcome outcome = child.status() == ExecutionStatus.SUCCEEDED
                ? ResultFiles.Outcome.SUCCEEDED
                : ResultFiles.Outcome.FAILED;
        for (JsonNode element : Results.kept(transformation, child)) {
            files.add(outcome, element);
        }
    }

    @Override
    public boolean wantsPending() {
        return true;
    }

    @Override
    public void pending(JsonNode input) throws IOException {
        files.add(ResultFiles.Outcome.PENDING, Description.pending(input));
    }

    @Override
    public JsonNode complete(String mapRunArn) throws IOException {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("MapRunArn", mapRunArn);
        result.set("ResultWriterDetails", files.write(mapRunArn));
        return result;
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
