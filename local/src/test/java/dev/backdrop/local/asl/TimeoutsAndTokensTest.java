package dev.backdrop.local.asl;

import static dev.backdrop.local.asl.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeoutsAndTokensTest {

    private static final String AWAIT = """
            "T": {"Type": "Task", "Resource": "arn:aws:states:::test:manual.waitForTaskToken", "End": true, "TimeoutSeconds": "{% $states.input.wait %}",
                  "Arguments": {"token": "{% $states.context.Task.Token %}"},
                  "Catch": [{"ErrorEquals": ["States.Timeout"], "Next": "S", "Output": "timed out"}, {"ErrorEquals": ["No"], "Next": "S", "Output": "{% $states.errorOutput %}"}]},
            "S": {"Type": "Succeed"}""";

    private final Stage stage = new Stage();

    private String token() {
        return stage.pending.get(0).call().arguments().path("token").asText();
    }

    private Execution startAwait() {
        Execution execution = stage.start(AWAIT, "{\"wait\": 60}");
        stage.scheduler.advance(Duration.ofSeconds(10));
        return execution;
    }

    @Test
    void aTaskThatTakesTooLongTimesOutAndItsLateAnswerIsIgnored() {
        Execution execution = stage.run("""
                "T": {"Type": "Task", "Resource": "arn:aws:states:::test:manual", "TimeoutSeconds": 30, "End": true}""", "{}");

        assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(execution.error()).contains("States.Timeout");
        assertThat(stage.elapsed()).isEqualTo(Duration.ofSeconds(30));
        stage.pending.get(0).completion().succeed(json("1"));
        stage.scheduler.runUntilIdle();
        assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
    }

    @Test
    void anAnswerInTimeCallsTheTimeoutOff() {
        Execution execution = stage.start("""
                "T": {"Type": "Task", "Resource": "arn:aws:states:::test:manual", "TimeoutSeconds": 30, "End": true}""", "{}");
        stage.scheduler.advance(Duration.ofSeconds(29));
        stage.pending.get(0).completion().succeed(json("[1]"));
        stage.pending.get(0).completion().fail("Twice", "only the first counts");
        stage.scheduler.runUntilIdle();

        assertThat(execution.output()).contains(json("[1]"));
        assertThat(stage.elapsed()).isEqualTo(Duration.ofSeconds(29));
    }

    @Test
    void theTimeoutStartsAgainWithEachRetry() {
        Execution execution = stage.run("""
                "T": {"Type": "Task", "Resource": "arn:aws:states:::test:manual", "TimeoutSeconds": 30, "End": true,
                      "Retry": [{"ErrorEquals": ["States.Timeout"], "IntervalSeconds": 5, "MaxAttempts": 1}]}""", "{}");

        assertThat(execution.error()).contains("States.Timeout");
        assertThat(stage.elapsed()).isEqualTo(Duration.ofSeconds(65));
        assertThat(stage.pending).extracting(call -> call.call().retryCount()).containsExactly(0, 1);
    }

    @Test
    void theMachinesOwnTimeoutEndsItAsTimedOut() {
        ObjectNode definition = (ObjectNode) json("""
                {"QueryLanguage": "JSONata", "StartAt": "T", "TimeoutSeconds": 100, "States": {
                  "T": {"Type": "Task", "Resource": "arn:aws:states:::test:manual", "End": true, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "S"}]},
                  "S": {"Type": "Succeed"}}}""");
        Execution execution = stage.start(stage.load(definition), "{}");
        stage.scheduler.runUntilIdle();

        assertThat(execution.status()).isEqualTo(ExecutionStatus.TIMED_OUT);
        assertThat(execution.stoppedAt()).contains(Stage.START.plusSeconds(100));
        assertThat(execution.history())
                .last()
                .extracting(HistoryEvent::type)
                .isEqualTo(HistoryEventType.ExecutionTimedOut);
    }

    @Test
    void theMachinesTimeoutIsCalledOffWhenItEnds() {
        stage.start(stage.load(json("""
                {"QueryLanguage": "JSONata", "StartAt": "S", "TimeoutSeconds": 100, "States": {"S": {"Type": "Succeed"}}}""")), "{}");
        stage.scheduler.runUntilIdle();

        assertThat(stage.elapsed()).isZero();
    }

    @Test
    void aTokenEndsItsTaskWhateverTheCallItselfGives() {
        Execution execution = startAwait();
        stage.pending.get(0).completion().succeed(json("\"accepted\""));
        stage.scheduler.advance(Duration.ofSeconds(5));
        assertThat(execution.status()).isEqualTo(ExecutionStatus.RUNNING);

        stage.engine.sendTaskSuccess(token(), json("{\"ok\": true}"));
        stage.scheduler.runUntilIdle();

        assertThat(execution.output()).contains(json("{\"ok\": true}"));
        assertThat(execution.history()).extracting(HistoryEvent::type).contains(HistoryEventType.TaskSubmitted);
    }

    @Test
    void aTokenMayComeBackBeforeTheCallHasReturned() {
        Execution execution = startAwait();
        stage.engine.sendTaskSuccess(token(), json("1"));
        stage.scheduler.runUntilIdle();
        stage.pending.get(0).completion().succeed(json("\"late\""));
        stage.scheduler.runUntilIdle();

        assertThat(execution.output()).contains(json("1"));
    }

    @Test
    void aTokenCanFailItsTask() {
        Execution execution = startAwait();
        stage.engine.sendTaskFailure(token(), "No", "because");
        stage.scheduler.runUntilIdle();

        assertThat(execution.output()).contains(json("{\"Error\": \"No\", \"Cause\": \"because\"}"));
    }

    @Test
    void aFailedCallFailsTheTaskWithoutItsToken() {
        Execution execution = startAwait();
        stage.pending.get(0).completion().fail("No", "not even called");
        stage.scheduler.runUntilIdle();

        assertThat(execution.output().map(output -> output.path("Cause"))).contains(json("\"not even called\""));
        assertThatThrownBy(() -> stage.engine.sendTaskSuccess(token(), json("1")))
                .isInstanceOf(UnknownTaskTokenException.class);
    }

    @Test
    void aLostTokenCostsOnlyTheTimeout() {
        Execution execution = stage.run(AWAIT, "{\"wait\": 60}");

        assertThat(execution.output()).contains(json("\"timed out\""));
        assertThat(stage.elapsed()).isEqualTo(Duration.ofSeconds(60));
        assertThatThrownBy(() -> stage.engine.sendTaskSuccess(token(), json("1")))
                .isInstanceOf(UnknownTaskTokenException.class)
                .hasMessageContaining("timed out");
    }

    @Test
    void aTokenIsGoodOnceAndAWrongOneIsRefused() {
        startAwait();
        stage.engine.sendTaskSuccess(token(), json("1"));

        assertThatThrownBy(() -> stage.engine.sendTaskSuccess(token(), json("1")))
                .isInstanceOf(UnknownTaskTokenException.class);
        assertThatThrownBy(() -> stage.engine.sendTaskFailure("forged", "E", "c"))
                .isInstanceOf(UnknownTaskTokenException.class);
        assertThatThrownBy(() -> stage.engine.sendTaskHeartbeat("forged"))
                .isInstanceOf(UnknownTaskTokenException.class);
    }

    @Test
    void heartbeatsKeepATaskAlive() {
        Execution execution = stage.start("""
                "T": {"Type": "Task", "Resource": "arn:aws:states:::test:manual.waitForTaskToken", "HeartbeatSeconds": 10, "End": true,
                      "Arguments": {"token": "{% $states.context.Task.Token %}"}}""", "{}");
        for (int i = 0; i < 5; i++) {
            stage.scheduler.advance(Duration.ofSeconds(9));
            stage.engine.sendTaskHeartbeat(token());
        }
        assertThat(execution.status()).isEqualTo(ExecutionStatus.RUNNING);
        stage.scheduler.runUntilIdle();

        assertThat(execution.error()).contains("States.HeartbeatTimeout");
        assertThat(stage.elapsed()).isEqualTo(Duration.ofSeconds(55));
    }

    @Test
    void aFunctionCanBeGivenAToken() {
        JsonNode[] seen = new JsonNode[1];
        stage.function("ask", payload -> seen[0] = payload);
        Execution execution = stage.start("""
                "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "End": true,
                      "Arguments": {"FunctionName": "ask", "Payload": {"token": "{% $states.context.Task.Token %}"}}}""", "{}");
        stage.scheduler.runUntilIdle();
        stage.engine.sendTaskSuccess(seen[0].path("token").asText(), json("\"woken\""));
        stage.scheduler.runUntilIdle();

        assertThat(execution.output()).contains(json("\"woken\""));
    }
}
