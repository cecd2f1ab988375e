package dev.backdrop.local.asl;

import static dev.backdrop.local.asl.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.local.asl.integration.FunctionResult;
import dev.backdrop.local.asl.integration.Integrations;
import dev.backdrop.local.asl.integration.LambdaInvoke;
import dev.backdrop.local.asl.states.StateMachine;
import dev.backdrop.local.asl.time.RealScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same interpreter as time passes. */
class RealTimeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RealScheduler scheduler = new RealScheduler(4);
    private final WorkflowEngine engine = new WorkflowEngine(scheduler, new Random(1));

    @AfterEach
    void close() {
        scheduler.close();
    }

    private static StateMachine machine(String states, LambdaInvoke lambda) {
        return StateMachine.load(
                Stage.ARN,
                json("{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"A\", \"States\": {" + states + "}}"),
                Map.of(),
                new Integrations(Map.of(LambdaInvoke.RESOURCE, lambda)));
    }

    @Test
    void manyExecutionsRunAtOnce() throws InterruptedException {
        StateMachine machine = machine("""
                "A": {"Type": "Pass", "Assign": {"n": "{% $states.input %}", "i": 0}, "Next": "B"},
                "B": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "add", "Payload": "{% $i %}"},
                      "Assign": {"i": "{% $i + 1 %}"}, "Next": "C"},
                "C": {"Type": "Choice", "Default": "B", "Choices": [{"Condition": "{% $i = 5 %}", "Next": "D"}]},
                "D": {"Type": "Wait", "Seconds": 1, "Next": "E"},
                "E": {"Type": "Succeed", "Output": "{% $n * $i %}"}""", new LambdaInvoke((name, payload) -> new FunctionResult.Returned(payload)));
        List<Execution> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(engine.start(machine, "job-" + i, json(String.valueOf(i))));
        }

        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).await(PATIENCE)).isTrue();
            assertThat(all.get(i).output()).contains(json(String.valueOf(i * 5)));
            assertThat(Duration.between(
                            all.get(i).startedAt(), all.get(i).stoppedAt().orElseThrow()))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void branchesCallTheirFunctionsAtTheSameTime() throws InterruptedException {
        CyclicBarrier both = new CyclicBarrier(2);
        LambdaInvoke lambda = new LambdaInvoke((name, payload) -> {
            try {
                both.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (Exception alone) {
                throw new IllegalStateException(alone);
            }
            return new FunctionResult.Returned(payload);
        });
        String branch = """
                {"StartAt": "%1$s", "States": {"%1$s": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "meet"}, "End": true}}}""";
        Execution execution = engine.start(
                machine(
                        "\"A\": {\"Type\": \"Parallel\", \"End\": true, \"Branches\": [" + branch.formatted("B") + ", "
                                + branch.formatted("C") + "]}",
                        lambda),
                "job",
                json("{}"));

        assertThat(execution.await(PATIENCE)).isTrue();
        assertThat(execution.status()).as(execution.toString()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void aTimeoutComesInTimeThoughAllWorkersAreStuck() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        LambdaInvoke lambda = new LambdaInvoke((name, payload) -> {
            try {
                release.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
            return new FunctionResult.Returned(payload);
        });
        StateMachine machine = machine("""
                "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "TimeoutSeconds": 1, "Arguments": {"FunctionName": "stuck"}, "End": true}""", lambda);
        List<Execution> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(engine.start(machine, "job-" + i, json("{}")));
        }

        for (Execution execution : all) {
            assertThat(execution.await(PATIENCE)).isTrue();
            assertThat(execution.error()).contains("States.Timeout");
        }
        release.countDown();
    }
}
