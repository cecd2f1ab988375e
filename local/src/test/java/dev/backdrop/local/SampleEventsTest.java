package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.json.Json;
import dev.backdrop.local.cloud.functions.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The events that people try functions with, given to the very functions. */
class SampleEventsTest {

    private static final String KEY = "uploads/shoes/red shoe+1.jpg";

    private World world;

    @BeforeEach
    void start() {
        world = World.start();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private JsonNode invoke(String function, String event) throws IOException {
        byte[] payload = Files.readAllBytes(World.home().resolve("events").resolve(event));
        Invocation invocation = world.cloud.functions().invoke(world.cloud.name(function), payload);
        assertThat(invocation.succeeded()).as(new String(invocation.payload())).isTrue();
        return Json.mapper().readTree(invocation.payload());
    }

    @Test
    void aPhotoThatIsNotThereIsClaimedAndRefused() throws IOException {
        JsonNode answer = invoke("PrepareFunction", "prepare.json");
        assertThat(answer.path("outcome").asText()).isEqualTo("FAILED");
        assertThat(answer.at("/failure/code").asText()).isEqualTo(FailureCode.INVALID_PHOTO.name());
        assertThat(world.job(KEY).status()).isEqualTo(JobStatus.PREPARING);
    }

    @Test
    void anAbortedExecutionClosesTheJobThatItHadClaimed() throws IOException {
        invoke("PrepareFunction", "prepare.json");
        JsonNode answer = invoke("CloseAbandonedFunction", "execution-aborted.json");
        Job job = world.job(KEY);
        assertThat(answer.path("jobId").asText()).isEqualTo(job.jobId());
        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(world.records()).isOne();
    }

    @Test
    void aStepOrAFailureOfAJobThatNobodyKnowsIsAnErrorThatSaysSo() throws IOException {
        for (String function :
                new String[] {"SubmitFunction", "PollFunction", "StoreFunction", "RecordFailureFunction"}) {
            String event = function.startsWith("Record") ? "record-failure.json" : "step.json";
            byte[] payload = Files.readAllBytes(World.home().resolve("events").resolve(event));
            Invocation invocation = world.cloud.functions().invoke(world.cloud.name(function), payload);
            assertThat(invocation.succeeded()).as(function).isFalse();
            assertThat(new String(invocation.payload())).contains("there is no job 00a964b7ac94c93861db8993d93bac6c");
        }
    }
}
