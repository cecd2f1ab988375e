package dev.backdrop.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.api.Executions.Start;
import dev.backdrop.http.ScriptedServer;
import dev.backdrop.http.ScriptedServer.Reply;
import dev.backdrop.job.StoreUnavailableException;
import dev.backdrop.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Against a server that speaks Step Functions' protocol: the SDK's own client, on the SDK's newer core. */
class StepFunctionsExecutionsTest {

    private static final String MACHINE = "arn:aws:states:eu-central-1:123456789012:stateMachine:job";
    private static final String EXECUTION = "arn:aws:states:eu-central-1:123456789012:execution:job:a";
    private static final ObjectNode INPUT =
            JsonNodeFactory.instance.objectNode().put("retry", "a");

    private interface Use {
        void with(StepFunctionsExecutions executions, ScriptedServer server) throws IOException;
    }

    private static void against(Function<ScriptedServer.Seen, Reply> script, Use use) throws IOException {
        try (ScriptedServer server = new ScriptedServer(script);
                SfnClient client = SfnClient.builder()
                        .endpointOverride(server.base())
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                        .httpClient(UrlConnectionHttpClient.create())
                        .overrideConfiguration(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                        .build()) {
            use.with(new StepFunctionsExecutions(() -> client, () -> MACHINE), server);
        }
    }

    private static Reply json(int status, String body) {
        return Reply.of(status, body).with("Content-Type", "application/x-amz-json-1.0");
    }

    private static Reply error(String name) {
        return json(400, "{\"__type\":\"" + name + "\",\"message\":\"no\"}");
    }

    @Test
    void aStartNamesTheMachineTheExecutionAndItsInput() throws IOException {
        against(
                seen -> json(200, "{\"executionArn\":\"" + EXECUTION + "\",\"startDate\":1700000000.5}"),
                (executions, server) -> {
                    assertThat(executions.start("a", INPUT)).isEqualTo(new Start.Running(EXECUTION));
                    ScriptedServer.Seen seen = server.seen().get(0);
                    assertThat(seen.header("X-Amz-Target")).contains("AWSStepFunctions.StartExecution");
                    JsonNode body = Json.mapper().readTree(seen.text());
                    assertThat(body.path("stateMachineArn").asText()).isEqualTo(MACHINE);
                    assertThat(body.path("name").asText()).isEqualTo("a");
                    assertThat(body.path("input").asText()).isEqualTo("{\"retry\":\"a\"}");
                });
    }

    @Test
    void aNameThatIsUsedUpIsNoError() throws IOException {
        against(
                seen -> error("com.amazonaws.swf.service.v2.model#ExecutionAlreadyExists"),
                (executions, server) -> assertThat(executions.start("a", INPUT)).isEqualTo(new Start.NameUsed()));
    }

    @Test
    void aStopNamesTheExecutionAndWhy() throws IOException {
        against(seen -> json(200, "{\"stopDate\":1700000000.5}"), (executions, server) -> {
            executions.stop(EXECUTION, "cancelled");
            assertThat(server.seen().get(0).header("X-Amz-Target")).contains("AWSStepFunctions.StopExecution");
            JsonNode body = Json.mapper().readTree(server.seen().get(0).text());
            assertThat(body.path("executionArn").asText()).isEqualTo(EXECUTION);
            assertThat(body.path("cause").asText()).isEqualTo("cancelled");
        });
    }

    @Test
    void anExecutionThatIsForgottenNeedsNoStop() throws IOException {
        against(seen -> error("ExecutionDoesNotExist"), (executions, server) -> {
            executions.stop(EXECUTION, "cancelled");
            assertThat(server.seen()).hasSize(1);
        });
    }

    @Test
    void anExecutionHasNoEndWhileItRunsOrIsAboutToGoOn() throws IOException {
        for (String status : List.of("RUNNING", "PENDING_REDRIVE")) {
            against(seen -> json(200, "{\"status\":\"" + status + "\"}"), (executions, server) -> {
                assertThat(executions.end(EXECUTION)).isEmpty();
                assertThat(server.seen().get(0).header("X-Amz-Target")).contains("AWSStepFunctions.DescribeExecution");
                assertThat(Json.mapper()
                                .readTree(server.seen().get(0).text())
                                .path("executionArn")
                                .asText())
                        .isEqualTo(EXECUTION);
            });
        }
    }

    @Test
    void theEndOfAnExecutionIsItsStatusOrThatItIsForgotten() throws IOException {
        for (String status : List.of("SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED")) {
            against(
                    seen -> json(200, "{\"status\":\"" + status + "\"}"),
                    (executions, server) ->
                            assertThat(executions.end(EXECUTION)).contains(status));
        }
        against(
                seen -> error("ExecutionDoesNotExist"),
                (executions, server) -> assertThat(executions.end(EXECUTION)).contains("FORGOTTEN"));
    }

    @Test
    void anyOtherErrorIsAServiceThatStaysAway() throws IOException {
        against(seen -> json(500, "{\"__type\":\"InternalServerError\"}"), (executions, server) -> {
            assertThatThrownBy(() -> executions.start("a", INPUT)).isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> executions.stop(EXECUTION, "x")).isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> executions.end(EXECUTION)).isInstanceOf(StoreUnavailableException.class);
        });
    }
}
