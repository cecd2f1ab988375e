package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.batch.BatchStatus;
import dev.backdrop.json.Json;
import dev.backdrop.local.cloud.functions.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The events that people try the functions of batches with, given to the very functions. */
class BatchSampleEventsTest {

    private BatchWorld batches;

    @BeforeEach
    void start() {
        batches = BatchWorld.start();
    }

    @AfterEach
    void stop() {
        batches.close();
    }

    private JsonNode invoke(String function, String event) throws IOException {
        byte[] payload = Files.readAllBytes(World.home().resolve("events").resolve(event));
        Invocation invocation = batches.world.cloud.functions().invoke(batches.world.cloud.name(function), payload);
        assertThat(invocation.succeeded()).as(new String(invocation.payload())).isTrue();
        return Json.mapper().readTree(invocation.payload());
    }

    @Test
    void aBatchIsPlannedAndThenReported() throws IOException {
        JsonNode planned = invoke("PlanBatchFunction", "plan-batch.json");
        JsonNode reported = invoke("ReportBatchFunction", "report-batch.json");

        assertThat(planned.path("outcome").asText()).isEqualTo("REPORT");
        assertThat(reported.path("status").asText()).isEqualTo("FAILED");
        assertThat(batches.batch("autumn-1").ending().report().json()).isEqualTo("reports/autumn-1/report.json");
    }

    @Test
    void anAbortedExecutionLeavesACancelledBatchWhateverItHadDone() throws IOException {
        invoke("CloseBatchFunction", "batch-aborted.json");
        JsonNode answer = invoke("CloseBatchFunction", "batch-aborted.json");

        assertThat(answer.path("status").asText()).isEqualTo("CANCELLED");
        assertThat(batches.batch("autumn-1").status()).isEqualTo(BatchStatus.CANCELLED);
        assertThat(batches.batch("autumn-1").order().folder()).isEqualTo("batches/autumn/");
    }

    @Test
    void aReportOfABatchThatNobodyKnowsIsAnErrorThatSaysSo() throws IOException {
        byte[] payload = Files.readAllBytes(World.home().resolve("events").resolve("report-batch.json"));
        Invocation invocation =
                batches.world.cloud.functions().invoke(batches.world.cloud.name("ReportBatchFunction"), payload);
        assertThat(invocation.succeeded()).isFalse();
        assertThat(new String(invocation.payload())).contains("there is no batch autumn-1");
    }
}
