package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.local.simulator.perfectcorp.Poll;
import dev.backdrop.local.simulator.perfectcorp.PollingInterval;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vendor decides when it is asked: its own journal of the gaps proves it. */
class PollingTest {

    private static final Duration WINDOW = Duration.ofSeconds(10);

    /** @param gaps seconds between polls, from the task's creation on; the last one repeats */
    private record Asked(String name, PollingInterval interval, List<Integer> gaps) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Asked> intervals() {
        PollingInterval long4 = PollingInterval.milliseconds(3500);
        return Stream.of(
                new Asked("1000 ms", PollingInterval.milliseconds(1000), List.of(1)),
                new Asked("3500 ms, rounded up to whole seconds", long4, List.of(4)),
                new Asked("3500 as text", PollingInterval.text("3500"), List.of(4)),
                new Asked("none", PollingInterval.absent(), List.of(2)),
                new Asked("on create only: it stays in force", long4.onCreateOnly(), List.of(4)),
                new Asked("on status only", long4.onStatusOnly(), List.of(2, 4)),
                new Asked(
                        "changing while the task runs",
                        PollingInterval.script(List.of(
                                PollingInterval.milliseconds(1000),
                                PollingInterval.milliseconds(5000),
                                PollingInterval.milliseconds(2001),
                                PollingInterval.milliseconds(1000))),
                        List.of(1, 5, 3, 1)),
                new Asked("zero is none", PollingInterval.milliseconds(0), List.of(2)),
                new Asked("negative is none", PollingInterval.milliseconds(-1000), List.of(2)),
                new Asked("an hour: the window is shorter", PollingInterval.milliseconds(3_600_000), List.of(8)),
                new Asked("no number at all is none", PollingInterval.text("soon"), List.of(2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("intervals")
    void neverSoonerThanAskedNeverLaterThanTheWindow(Asked asked) {
        try (World world = World.start(options -> options.withPollingInterval(asked.interval())
                .withPollingWindow(WINDOW)
                .withProcessing(Duration.ofSeconds(60)))) {
            Job job = world.process("uploads/shoe.jpg", World.jpeg(320, 240));

            assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
            List<Poll> polls = world.vendor().polls(world.vendor().taskIds().get(0));
            assertThat(polls).hasSizeGreaterThan(5).noneMatch(Poll::early).noneMatch(Poll::late);
            for (int i = 0; i < polls.size() - 1; i++) {
                int seconds = asked.gaps().get(Math.min(i, asked.gaps().size() - 1));
                assertThat(polls.get(i).gap()).as("gap %d", i).isEqualTo(Duration.ofSeconds(seconds));
            }
        }
    }
}
