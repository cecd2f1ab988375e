package dev.backdrop.local.asl;

import static dev.backdrop.local.asl.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Executions that start executions of other machines. */
class NestedExecutionsTest {

    private static final String JOB = "arn:aws:states:us-east-1:000000000000:stateMachine:job";
    private static final String WORK = """
            "W": {"Type": "Wait", "Seconds": 30, "Next": "C"},
            "C": {"Type": "Choice", "Default": "S", "Choices": [{"Condition": "{% $states.input.photo = 'bad' %}", "Next": "F"}]},
            "F": {"Type": "Fail", "Error": "Blurred", "Cause": "the photo is blurred"},
            "S": {"Type": "Succeed", "Output": "{% {'done': $states.input.photo} %}"}""";

    private final Stage stage = new Stage();

    NestedExecutionsTest() {
        stage.beside("job", WORK);
    }

    private static String starting(String mode, String arguments, String more) {
        return """
                "T": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution%s", %s "End": true,
                      "Arguments": {"StateMachineArn": "%s", %s}}""".formatted(mode, more, JOB, arguments);
    }

    private static String waiting(String arguments) {
        return starting(".sync:2", arguments, "");
    }

    @Test
    void theTaskWaitsAndHasTheResultAsJson() {
        Execution execution = stage.run(
                waiting("\"Name\": \"{% $states.input.name %}\", \"Input\": {\"photo\": \"a\"}"),
                "{\"name\": \"job-1\"}");

        assertThat(execution.output()).contains(json("""
                {"ExecutionArn": "arn:aws:states:us-east-1:000000000000:execution:job:job-1", "Input": {"photo": "a"}, "InputDetails": {"Included": true},
                 "Name": "job-1", "Output": {"done": "a"}, "OutputDetails": {"Included": true}, "RedriveCount": 0, "RedriveStatus": "NOT_REDRIVABLE",
                 "RedriveStatusReason": "Execution is SUCCEEDED and cannot be redriven", "StartDate": 1769860800000, "StateMachineArn": "%s",
                 "Status": "SUCCEEDED", "StopDate": 1769860830000}""".formatted(JOB)));
        assertThat(stage.elapsed()).isEqualTo(Duration.ofSeconds(30));
        assertThat(execution.history())
                .extracting(HistoryEvent::type)
                .contains(HistoryEventType.TaskSubmitted, HistoryEventType.TaskSucceeded);
    }

    @Test
    void aFailedExecutionFailsTheTaskWithItsDescription() {
        Execution execution = stage.run(waiting("\"Name\": \"job-1\", \"Input\": {\"photo\": \"bad\"}"), "{}");

        assertThat(execution.error()).contains("States.TaskFailed");
        JsonNode cause = json(execution.cause().orElseThrow());
        assertThat(cause.path("Error").asText()).isEqualTo("Blurred");
        assertThat(cause.path("Cause").asText()).isEqualTo("the photo is blurred");
        assertThat(cause.path("Status").asText()).isEqualTo("FAILED");
        assertThat(cause.path("Input").asText()).isEqualTo("{\"photo\":\"bad\"}");
        assertThat(cause.has("Output")).isFalse();
    }

    @Test
    void withoutWaitingTheTaskGoesOnAtOnce() {
        Execution execution = stage.start(starting("", "\"Name\": \"job-1\"", ""), "{}");
        stage.scheduler.advance(Duration.ofSeconds(1));

        assertThat(execution.output()).contains(json("""
                {"ExecutionArn": "arn:aws:states:us-east-1:000000000000:execution:job:job-1", "StartDate": 1769860800000}"""));
        Execution job = stage.engine
                .find("arn:aws:states:us-east-1:000000000000:execution:job:job-1")
                .orElseThrow();
        assertThat(job.status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(job.input()).isEqualTo(json("{}"));
    }

    @Test
    void aNameIsMadeUpIfNoneIsGiven() {
        Execution execution = stage.run(waiting("\"Input\": {\"photo\": \"a\"}"), "{}");

        assertThat(execution.output().orElseThrow().path("Name").asText())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"Name\": \"used\"', StepFunctions.ExecutionAlreadyExistsException",
        "'\"Name\": \"a b\"', StepFunctions.InvalidNameException",
        "'\"StateMachineArn\": \"arn:nobody\"', StepFunctions.StateMachineDoesNotExistException",
        "'\"Name\": \"{% 7 %}\"', States.Runtime",
    })
    void whatCannotBeStartedFailsTheTask(String argument, String error) {
        stage.run(waiting("\"Name\": \"used\""), "{}");
        String arguments = waiting(argument);
        if (argument.contains("StateMachineArn")) {
            arguments = arguments.replace("\"StateMachineArn\": \"" + JOB + "\", ", "");
        }

        assertThat(stage.run(arguments, "{}").error()).contains(error);
        assertThat(stage.run(arguments.replace(".sync:2", ""), "{}").error()).contains(error);
    }

    @Test
    void aRunningExecutionOfTheSameNameAndInputIsWaitedFor() {
        Execution first = stage.start(waiting("\"Name\": \"job-1\""), "{}");
        stage.scheduler.advance(Duration.ofSeconds(10));
        Execution second = stage.start(waiting("\"Name\": \"job-1\""), "{}");
        stage.scheduler.runUntilIdle();

        assertThat(first.output()).isPresent().isEqualTo(second.output());
    }

    @Test
    void abortingTheParentAbortsWhatItWaitsForAndNothingElse() {
        Execution waits = stage.start(waiting("\"Name\": \"waited-for\""), "{}");
        Execution goesOn = stage.start(
                starting("", "\"Name\": \"let-go\"", "").replace("\"End\": true", "\"Next\": \"L\"")
                        + ", \"L\": {\"Type\": \"Wait\", \"Seconds\": 1000, \"End\": true}",
                "{}");
        stage.scheduler.advance(Duration.ofSeconds(1));

        waits.abort();
        goesOn.abort();
        stage.scheduler.runUntilIdle();

        assertThat(statusOf("waited-for")).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(statusOf("let-go")).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    private ExecutionStatus statusOf(String name) {
        return stage.engine
                .find(JOB.replace("stateMachine", "execution") + ":" + name)
                .orElseThrow()
                .status();
    }

    @Test
    void aTaskThatTimesOutAbortsWhatItWaitsFor() {
        Execution execution = stage.run(starting(".sync:2", "\"Name\": \"slow\"", "\"TimeoutSeconds\": 10,"), "{}");

        assertThat(execution.error()).contains("States.Timeout");
        assertThat(statusOf("slow")).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(stage.elapsed()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aBatchOfJobsStopsWithTheBatch() {
        String batch = """
                "M": {"Type": "Map", "End": true, "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "T", "States": {%s}}}""".formatted(waiting(
                        "\"Name\": \"{% $states.input %}\", \"Input\": {\"photo\": \"{% $states.input %}\"}")
                .replace("\"End\": true", "\"Output\": \"{% $states.result.Output.done %}\", \"End\": true"));

        assertThat(stage.run(batch, "[\"a\", \"b\"]").output()).contains(json("[\"a\", \"b\"]"));

        Execution aborted = stage.start(batch, "[\"c\", \"d\"]");
        stage.scheduler.advance(Duration.ofSeconds(5));
        aborted.abort();
        stage.scheduler.advance(Duration.ofSeconds(1));

        assertThat(statusOf("c")).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(statusOf("d")).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(stage.engine.children()).isEmpty();
    }
}
