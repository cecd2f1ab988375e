package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.job.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The template's own schedule, switched on, in virtual time. */
class ScheduleTest {

    private static final Map<String, String> NIGHTLY = Map.of(
            "BatchScheduleState", "ENABLED",
            "BatchSchedule", "cron(0 2 * * ? *)",
            "BatchTimeZone", "Europe/Berlin",
            "DefaultRequest", "{\"background\":{\"prompt\":\"a marble table\"},\"provider\":\"perfectcorp\"}");

    @Test
    void aWeekOfNightsProcessesEachNewPhotoExactlyOnce() {
        try (World world = World.deployed(NIGHTLY)) {
            List<String> keys = new ArrayList<>();
            for (int day = 0; day < 7; day++) {
                for (int photo = 0; photo < 2; photo++) {
                    String key = "batches/day-" + day + "/photo-" + photo + ".jpg";
                    world.upload(key, World.jpeg(320, 240), Map.of());
                    keys.add(key);
                }
                world.time.advance(Duration.ofDays(1));
            }

            assertThat(keys)
                    .allSatisfy(key -> assertThat(world.job(key).status()).isEqualTo(JobStatus.SUCCEEDED));
            assertThat(world.vendor().tasksCreated()).isEqualTo(14);
            assertThat(world.records()).isEqualTo(14);
            assertThat(world.cloud.executions().stream()
                            .filter(execution -> execution.stateMachineArn().endsWith("BatchWorkflow"))
                            .map(execution -> execution.startedAt().toString()))
                    .hasSize(7)
                    .allSatisfy(
                            start -> assertThat(Instant.parse(start).toString()).contains("T01:00"));
            assertThat(world.cloud.schedules().undelivered()).isEmpty();
        }
    }

    @Test
    void withoutAWordFromTheOwnerNothingStartsByTheClock() {
        try (World world = World.deployed(Map.of())) {
            world.upload("batches/shoe.jpg", World.jpeg(320, 240), World.PROMPT);
            world.time.advance(Duration.ofDays(3));

            assertThat(world.records()).isZero();
        }
    }
}
