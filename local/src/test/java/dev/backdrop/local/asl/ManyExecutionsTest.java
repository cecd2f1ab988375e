package dev.backdrop.local.asl;

import static dev.backdrop.local.asl.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.backdrop.local.asl.integration.TaskException;
import dev.backdrop.local.asl.states.StateMachine;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ten minutes of polling for many jobs at once, in virtual time. */
class ManyExecutionsTest {

    private static final String POLL_LOOP = """
            "Submit": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "Await",
                       "Arguments": {"FunctionName": "submit", "Payload": "{% $states.input %}"},
                       "Assign": {"job": "{% $states.input.job %}", "wait": "{% $states.result.Payload %}", "polls": 0}},
            "Await": {"Type": "Wait", "Seconds": "{% $wait %}", "Next": "Poll"},
            "Poll": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "Look", "TimeoutSeconds": 60,
                     "Arguments": {"FunctionName": "poll", "Payload": {"job": "{% $job %}", "polls": "{% $polls %}"}},
                     "Retry": [{"ErrorEquals": ["Throttled"], "IntervalSeconds": 1, "MaxAttempts": 5, "JitterStrategy": "FULL"}],
                     "Assign": {"polls": "{% $polls + 1 %}"}, "Output": "{% $states.result.Payload %}"},
            "Look": {"Type": "Choice", "Default": "Await", "Choices": [{"Condition": "{% $states.input.done %}", "Next": "Done"}]},
            "Done": {"Type": "Succeed", "Output": {"job": "{% $job %}", "polls": "{% $polls %}"}}""";

    private static Stage pollingStage() {
        Map<Integer, Integer> asked = new HashMap<>();
        return new Stage(7).function("submit", payload -> IntNode.valueOf(10)).function("poll", payload -> {
            int job = payload.path("job").asInt();
            if (asked.merge(job, 1, Integer::sum) == 3) {
                throw new TaskException("Throttled", "slow down");
            }
            return json("{\"done\": " + (payload.path("polls").asInt() >= 59) + "}");
        });
    }

    private static List<Execution> runAll(Stage stage, int count) {
        StateMachine machine = stage.machine(POLL_LOOP);
        List<Execution> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(stage.start(machine, "{\"job\": " + i + "}"));
        }
        stage.scheduler.runUntilIdle();
        return all;
    }

    /** Of this thread, which does all the work: other processes of the machine don't count. */
    private static Duration processorTime() {
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }

    @Test
    void aThousandTenMinutePollLoopsTakeSeconds() {
        Stage stage = pollingStage();
        Duration start = processorTime();

        List<Execution> all = runAll(stage, 1000);

        Duration taken = processorTime().minus(start);
        assertThat(all).allSatisfy(execution -> {
            JsonNode output = execution.output().orElseThrow();
            assertThat(output.path("polls").asInt()).isEqualTo(60);
            assertThat(Duration.between(
                            execution.startedAt(), execution.stoppedAt().orElseThrow()))
                    .isBetween(Duration.ofSeconds(600), Duration.ofSeconds(602));
        });
        assertThat(taken).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        assertThat(histories(runAll(pollingStage(), 20))).isEqualTo(histories(runAll(pollingStage(), 20)));
    }

    private static List<List<HistoryEvent>> histories(List<Execution> executions) {
        return executions.stream().map(Execution::history).toList();
    }
}
