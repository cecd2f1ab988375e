package dev.backdrop.local.asl.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualSchedulerTest {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private final VirtualScheduler scheduler = new VirtualScheduler(START);
    private final List<String> done = new ArrayList<>();

    private void at(int second, String name) {
        scheduler.schedule(START.plusSeconds(second), () -> done.add(name + "@" + elapsed()));
    }

    private long elapsed() {
        return Duration.between(START, scheduler.clock().instant()).toSeconds();
    }

    @Test
    void stepsRunInOrderOfTimeAndThenOfArrival() {
        at(5, "late");
        at(1, "early");
        at(5, "later");
        scheduler.run(() -> done.add("now"));
        at(-9, "past");

        scheduler.runUntilIdle();

        assertThat(done).containsExactly("now", "past@0", "early@1", "late@5", "later@5");
        assertThat(elapsed()).isEqualTo(5);
    }

    @Test
    void advanceRunsWhatFallsDueAndStopsTheClockThere() {
        at(5, "a");
        at(6, "b");

        scheduler.advance(Duration.ofSeconds(5));
        assertThat(done).containsExactly("a@5");
        scheduler.advance(Duration.ofMillis(500));
        assertThat(scheduler.clock().instant()).isEqualTo(START.plusMillis(5500));
        scheduler.advance(Duration.ofSeconds(10));
        assertThat(done).containsExactly("a@5", "b@6");
        assertThatThrownBy(() -> scheduler.advance(Duration.ofSeconds(-1))).hasMessageContaining("can't go back");
    }

    @Test
    void whatIsCancelledNeitherRunsNorMovesTime() {
        Cancellable never = scheduler.schedule(START.plusSeconds(100), () -> done.add("never"));
        at(1, "a");
        never.cancel();
        never.cancel();

        scheduler.runUntilIdle();

        assertThat(done).containsExactly("a@1");
        assertThat(elapsed()).isEqualTo(1);
    }

    @Test
    void runUntilStopsAtItsCondition() {
        at(1, "a");
        at(2, "b");

        assertThat(scheduler.runUntil(() -> !done.isEmpty())).isTrue();
        assertThat(done).containsExactly("a@1");
        assertThat(scheduler.runUntil(() -> done.size() > 9)).isFalse();
    }

    @Test
    void aStepCannotDrive() {
        scheduler.run(scheduler::runUntilIdle);

        assertThatThrownBy(scheduler::runUntilIdle).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void otherThreadsMayHandOverWork() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        int[] count = new int[1];
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                for (int j = 0; j < 1000; j++) {
                    scheduler.run(() -> count[0]++);
                }
            }));
        }
        threads.forEach(Thread::start);
        while (threads.stream().anyMatch(Thread::isAlive)) {
            scheduler.runUntilIdle();
        }
        scheduler.runUntilIdle();

        assertThat(count[0]).isEqualTo(4000);
    }

    @Test
    void timeDoesNotMoveForWhatIsInTheBackgroundAlone() {
        VirtualScheduler time = new VirtualScheduler(Instant.EPOCH);
        List<String> ran = new ArrayList<>();
        time.scheduleInBackground(Instant.EPOCH, () -> ran.add("due"));
        time.scheduleInBackground(Instant.EPOCH.plusSeconds(1), () -> ran.add("on the way"));
        time.scheduleInBackground(Instant.EPOCH.plusSeconds(3), () -> ran.add("later"));
        time.schedule(Instant.EPOCH.plusSeconds(2), () -> ran.add("awaited"));
        time.schedule(Instant.EPOCH.plusSeconds(9), () -> ran.add("called off")).cancel();

        time.runUntilIdle();
        assertThat(ran).containsExactly("due", "on the way", "awaited");
        assertThat(time.clock().instant()).isEqualTo(Instant.EPOCH.plusSeconds(2));

        time.advance(Duration.ofSeconds(1));
        assertThat(ran).endsWith("later");
    }
}
