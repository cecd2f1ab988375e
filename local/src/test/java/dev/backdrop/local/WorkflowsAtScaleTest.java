package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.json.Json;
import dev.backdrop.local.asl.Execution;
import dev.backdrop.local.asl.ExecutionAlreadyExistsException;
import dev.backdrop.local.asl.ExecutionStatus;
import dev.backdrop.local.asl.LargestPayloads;
import dev.backdrop.local.asl.StateMachines;
import dev.backdrop.local.asl.WorkflowEngine;
import dev.backdrop.local.asl.integration.EventsPutEvents;
import dev.backdrop.local.asl.integration.FunctionResult;
import dev.backdrop.local.asl.integration.Integrations;
import dev.backdrop.local.asl.integration.LambdaInvoke;
import dev.backdrop.local.asl.integration.ObjectStore;
import dev.backdrop.local.asl.integration.StartExecution;
import dev.backdrop.local.asl.states.StateMachine;
import dev.backdrop.local.asl.time.VirtualScheduler;
import dev.backdrop.local.cloud.template.StackSettings;
import dev.backdrop.local.cloud.template.StateMachineView;
import dev.backdrop.local.cloud.template.Template;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * The two deployed state machines with any number of jobs; functions and S3 are a few lines here, so that what takes memory
 * are the workflows. {@code -Dbackdrop.scale=100000} for as many.
 */
class WorkflowsAtScaleTest {

    private static final int JOBS = Integer.getInteger(BatchScale.PROPERTY, 3_000);

    /** Of half of the jobs, each of which would leave more than four kilobytes behind if it were kept. */
    private static final long MOST_GROWTH = 3L << 20;

    private static final Instant START = Instant.parse("2026-11-21T22:00:00Z");

    private final VirtualScheduler time = new VirtualScheduler(START);
    private final WorkflowEngine engine = new WorkflowEngine(time, new Random(1));
    private final StateMachines machines = new StateMachines(engine);
    private final Items items = new Items();
    private int announced;

    /** Made as they are read; results are counted in bytes. */
    private static final class Items implements ObjectStore {

        private long written;

        @Override
        public void read(String bucket, String key, Optional<String> version, OutputStream to) throws IOException {
            OutputStream out = new BufferedOutputStream(to);
            for (int i = 0; i < JOBS; i++) {
                out.write((item(i) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
        }

        private static ObjectNode item(int i) {
            String key = "batches/big/a-rather-long-name-of-a-photo-" + i + ".jpg";
            ObjectNode input = JsonNodeFactory.instance.objectNode();
            input.putObject("source")
                    .put("bucket", "backdrop-inputbucket")
                    .put("key", key)
                    .put("versionId", "v" + i)
                    .put("etag", "e")
                    .put("size", 9);
            input.putObject("request")
                    .put("provider", "studio")
                    .putObject("background")
                    .put("color", "#ffffff");
            input.put("whole", true).put("batchId", "big");
            ObjectNode item = JsonNodeFactory.instance.objectNode();
            item.put("jobId", name(i)).put("key", key).put("name", name(i)).put("provider", "studio");
            item.set("input", input);
            return item;
        }

        private static String name(int i) {
            return String.format("%032x", i);
        }

        @Override
        public void list(String bucket, String prefix, Predicate<Listed> each) {
            throw new AssertionError("nothing is listed");
        }

        @Override
        public void write(String bucket, String key, String contentType, Content content) throws IOException {
            try (InputStream in = content.open()) {
                written += in.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    /** What the functions answer if all goes well; a task takes one more poll. */
    private FunctionResult invoke(String function, byte[] payload) {
        String answer;
        if (function.contains("PlanBatch")) {
            answer = "{'outcome':'RUN','bucket':'out','items':'items.jsonl','results':'map/','concurrency':100,"
                    + "'toleratedFailurePercent':100}";
        } else if (function.contains("ReportBatch")) {
            answer = "{'status':'SUCCEEDED'}";
        } else if (function.contains("Prepare")) {
            answer = "{'outcome':'READY','jobId':'"
                    + json(payload).at("/source/versionId").asText() + "'}";
        } else if (function.contains("Submit")) {
            answer = "{'outcome':'SUBMITTED','waitSeconds':3}";
        } else if (function.contains("Poll")) {
            boolean running = time.clock().instant().getEpochSecond() % 4 == 3;
            answer = running ? "{'outcome':'RUNNING','waitSeconds':1}" : "{'outcome':'SUCCEEDED'}";
        } else {
            answer = "{'outcome':'STORED','status':'SUCCEEDED','event':'JobSucceeded','record':{}}";
        }
        return new FunctionResult.Returned(answer.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(byte[] text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private StateMachine load(Template template, String logicalId) throws IOException {
        StateMachineView view = template.stateMachines().stream()
                .filter(machine -> machine.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow();
        Integrations integrations = new Integrations(Map.of(
                        LambdaInvoke.RESOURCE,
                        new LambdaInvoke(this::invoke),
                        EventsPutEvents.RESOURCE,
                        new EventsPutEvents(event -> "event-" + ++announced),
                        StartExecution.SYNC_RESOURCE,
                        StartExecution.andWait(machines)))
                .with(items);
        StateMachine machine = StateMachine.load(view.arn(), view.definitionFile(), view.substitutions(), integrations);
        machines.add(machine);
        return machine;
    }

    @Test
    void theWorkflowsOfManyJobsTakeTheMemoryOfAThousandAndNoNameIsUsedTwice() throws IOException {
        Template template = Template.read(World.home().resolve("template.yaml"), StackSettings.named("backdrop"));
        StateMachine job = load(template, "JobWorkflow");
        StateMachine batch = load(template, "BatchWorkflow");
        long before = BatchScale.usedHeap();
        long start = System.nanoTime();

        Execution execution = engine.start(batch, "big", Json.mapper().createObjectNode());
        time.runUntil(() -> announced >= JOBS / 2);
        long midway = BatchScale.usedHeap();
        time.runUntilIdle();
        long end = BatchScale.usedHeap();

        LargestPayloads largest = engine.largestPayloads();
        System.out.printf(
                Locale.ROOT,
                "%,d jobs: %.1f s, %s of virtual time; heap %.1f MB before, %.1f MB midway, %.1f MB at the end; largest"
                        + " payload of a state %,d bytes, of a Map's child %,d; %.1f MB of results%n",
                JOBS,
                (System.nanoTime() - start) / 1e9,
                Duration.between(START, time.clock().instant()),
                before / 1e6,
                midway / 1e6,
                end / 1e6,
                largest.state(),
                largest.childInput(),
                items.written / 1e6);
        assertThat(execution.status()).as(execution.toString()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(announced).isEqualTo(JOBS);
        assertThat(end - midway).isLessThan(MOST_GROWTH);
        assertThat(largest.state()).isPositive().isLessThan(LargestPayloads.LIMIT / 50);
        assertThat(largest.childInput()).isPositive().isLessThan(LargestPayloads.LIMIT / 50);
        assertThat(engine.executions()).contains(execution).hasSizeLessThan(JOBS / 2);
        assertThat(engine.find(execution.arn()).orElseThrow().history()).hasSizeLessThan(50);
        assertThat(engine.find(job.arn().replace(":stateMachine:", ":execution:") + ":" + Items.name(0)))
                .isEmpty();
        assertThatThrownBy(() -> engine.start(job, Items.name(0), Items.item(0).get("input")))
                .isInstanceOf(ExecutionAlreadyExistsException.class)
                .hasMessageContaining("has ended");
    }
}
