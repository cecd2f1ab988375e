package dev.backdrop.local.asl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.local.asl.integration.FunctionResult;
import dev.backdrop.local.asl.integration.Integrations;
import dev.backdrop.local.asl.integration.LambdaInvoke;
import dev.backdrop.local.asl.integration.ObjectStore;
import dev.backdrop.local.asl.states.StateMachine;
import dev.backdrop.local.asl.time.VirtualScheduler;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A hundred thousand items, in virtual time and in little memory. */
class MapAtScaleTest {

    private static final int ITEMS = 100_000;
    private static final int AT_ONCE = 40;

    /** What a hundred thousand rows alone would take several times over. */
    private static final long MOST_GROWTH = 8 << 20;

    private static final String DEFINITION = """
            {"QueryLanguage": "JSONata", "StartAt": "Photos", "States": {"Photos": {
                "Type": "Map", "Label": "Photos", "MaxConcurrency": 40, "End": true,
                "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": "JSONL"}, "Arguments": {"Bucket": "in", "Key": "photos.jsonl"}},
                "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "Note", "States": {
                    "Note": {"Type": "Pass", "Next": "Work"},
                    "Work": {"Type": "Wait", "Seconds": 10, "End": true}}},
                "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Arguments": {"Bucket": "out", "Prefix": "runs"}}}}}""";

    /** Rows made as they are read, results counted as they are written. */
    private static final class Photos implements ObjectStore {

        private long bytesWritten;
        private int executions;

        @Override
        public void read(String bucket, String key, Optional<String> version, OutputStream to) throws IOException {
            OutputStream out = new BufferedOutputStream(to);
            for (int i = 0; i < ITEMS; i++) {
                String row = "{\"source\": \"s3://in/uploads/summer/" + i
                        + ".jpg\", \"prompt\": \"sunlit marble countertop, soft shadow\", \"seed\": " + i + "}\n";
                out.write(row.getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
        }

        @Override
        public void list(String bucket, String prefix, Predicate<Listed> each) {
            throw new AssertionError("nothing is listed");
        }

        @Override
        public void write(String bucket, String key, String contentType, Content content) throws IOException {
            try (InputStream in = content.open()) {
                byte[] buffer = new byte[1 << 16];
                int depth = 0;
                for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                    bytesWritten += read;
                    for (int i = 0; i < read && key.endsWith("SUCCEEDED_0.json"); i++) {
                        depth += buffer[i] == '{' ? 1 : buffer[i] == '}' ? -1 : 0;
                        executions += depth == 1 && buffer[i] == '{' ? 1 : 0;
                    }
                }
            }
        }
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    /** Of this thread: other builds on the machine don't count. */
    private static Duration processorTime() {
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }

    @Test
    void aHundredThousandItemsTakeSecondsAndTheMemoryOfForty() throws IOException {
        VirtualScheduler scheduler = new VirtualScheduler(Stage.START);
        WorkflowEngine engine = new WorkflowEngine(scheduler, new Random(1));
        Photos photos = new Photos();
        StateMachine machine = StateMachine.load(
                Stage.ARN,
                Stage.json(DEFINITION),
                Map.of(),
                new Integrations(Map.of(
                                LambdaInvoke.RESOURCE,
                                new LambdaInvoke((name, payload) -> new FunctionResult.Returned(payload))))
                        .with(photos));
        long before = usedHeap();
        Duration start = processorTime();

        Execution execution = engine.start(machine, "batch", Stage.json("{}"));
        scheduler.advance(Duration.ofSeconds(10L * ITEMS / AT_ONCE / 2 - 5));
        long midway = usedHeap();
        assertThat(engine.children()).hasSize(AT_ONCE);
        scheduler.runUntilIdle();
        Duration taken = processorTime().minus(start);
        long end = usedHeap();

        System.out.printf(
                "%,d items in %.1f s of processor time; heap %.1f MB before, %.1f MB midway, %.1f MB at the end; %.1f MB written%n",
                ITEMS,
                taken.toMillis() / 1000.0,
                before / 1048576.0,
                midway / 1048576.0,
                end / 1048576.0,
                photos.bytesWritten / 1048576.0);
        assertThat(execution.status()).as(execution.toString()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(Duration.between(execution.startedAt(), execution.stoppedAt().orElseThrow()))
                .isEqualTo(Duration.ofSeconds(10L * ITEMS / AT_ONCE));
        assertThat(photos.executions).isEqualTo(ITEMS);
        assertThat(midway - before).isLessThan(MOST_GROWTH);
        assertThat(end - before).isLessThan(MOST_GROWTH);
        assertThat(taken).isLessThan(Duration.ofSeconds(30));
        assertThat(execution.history()).hasSize(8);
        assertThat(Stream.concat(engine.executions().stream(), engine.children().stream()))
                .containsExactly(execution);
    }
}
