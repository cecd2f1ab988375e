package dev.backdrop.batch;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.backdrop.json.Json;
import java.io.IOException;

/** {@code report.json}: every row, then the batch and its summary. */
final class JsonReport implements ReportSink {

    private final OpenFile file;
    private final JsonGenerator json;

    JsonReport(OpenFile file) throws IOException {
        this.file = file;
        this.json = Json.mapper().getFactory().createGenerator(file);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        json.writeArrayFieldStart("rows");
    }

    @Override
    public void row(ReportRow row) throws IOException {
        json.writeRaw('\n');
        json.writePOJO(row);
    }

    @Override
    public void complete(Batch batch, ReportSummary summary) throws IOException {
        json.writeRaw('\n');
        json.writeEndArray();
        json.writePOJOField("summary", summary);
        json.writePOJOField("batch", batch);
        json.writeEndObject();
        json.close();
        file.complete();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
