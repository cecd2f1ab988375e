package dev.backdrop.local.cloud.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backdrop.local.asl.time.VirtualScheduler;
import dev.backdrop.local.cloud.client.LocalAccount;
import dev.backdrop.local.cloud.events.EventBus;
import dev.backdrop.local.cloud.events.Target;
import dev.backdrop.local.cloud.events.UndeliverableException;
import dev.backdrop.local.cloud.schedule.Schedule.Payload;
import dev.backdrop.local.cloud.schedule.ScheduledRun.Outcome;
import dev.backdrop.local.cloud.schedule.Schedules.Upcoming;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchedulesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ARN = "arn:aws:scheduler:us-east-1:000000000000:schedule/default/nightly";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:undelivered";

    private final VirtualScheduler time = new VirtualScheduler(Instant.parse("2026-03-24T12:00:00Z"));
    private final Schedules schedules = new Schedules(time, EventBus.doublingPause());
    private final List<JsonNode> received = new ArrayList<>();
    private final List<Instant> when = new ArrayList<>();

    @Test
    void aWeekOfANightlyScheduleRunsOnceANightAndNotInTheNightThatSkipsTheHour() {
        schedules.add(schedule("cron(30 2 * * ? *)", this::take));

        time.advance(Duration.ofDays(7));

        assertThat(when)
                .extracting(Instant::toString)
                .containsExactly(
                        "2026-03-25T01:30:00Z",
                        "2026-03-26T01:30:00Z",
                        "2026-03-27T01:30:00Z",
                        "2026-03-28T01:30:00Z",
                        "2026-03-30T00:30:00Z",
                        "2026-03-31T00:30:00Z");
        assertThat(schedules.runs())
                .hasSize(6)
                .allMatch(run -> run.outcome() == Outcome.DELIVERED && run.attempts() == 1)
                .extracting(ScheduledRun::time)
                .isEqualTo(when);
        assertThat(schedules.upcoming())
                .containsExactly(new Upcoming("nightly", Instant.parse("2026-04-01T00:30:00Z")));
    }

    @Test
    void virtualTimeDoesNotGoOnForASchedulesSake() {
        schedules.add(schedule("cron(30 2 * * ? *)", this::take));
        time.schedule(Instant.parse("2026-03-26T12:00:00Z"), () -> {});

        time.runUntilIdle();

        assertThat(time.clock().instant()).isEqualTo("2026-03-26T12:00:00Z");
        assertThat(when).hasSize(2);
    }

    @Test
    void aRateRunsAtOnceAndThenAtItsDistance() {
        schedules.add(schedule("rate(3 hours)", this::take));

        time.advance(Duration.ofHours(7));

        assertThat(when)
                .extracting(Instant::toString)
                .containsExactly("2026-03-24T12:00:00Z", "2026-03-24T15:00:00Z", "2026-03-24T18:00:00Z");
    }

    @Test
    void nothingHappensBeforeTheStartOrAfterTheEnd() {
        schedules.add(new Schedule(
                "window",
                ScheduleExpression.ofScheduler("rate(1 day)", "UTC"),
                Optional.of(Instant.parse("2026-03-26T06:00:00Z")),
                Optional.of(Instant.parse("2026-03-28T06:00:00Z")),
                Payloads.constant(JSON.createObjectNode()),
                this::take,
                0,
                Duration.ofDays(1),
                Optional.empty()));

        time.advance(Duration.ofDays(7));

        assertThat(when)
                .extracting(Instant::toString)
                .containsExactly("2026-03-26T06:00:00Z", "2026-03-27T06:00:00Z", "2026-03-28T06:00:00Z");
        assertThat(schedules.upcoming()).isEmpty();
    }

    @Test
    void onceRunsOnceAndIsForgotten() {
        schedules.add(schedule("at(2026-03-25T02:00:00)", this::take));
        assertThat(schedules.upcoming()).hasSize(1);

        time.advance(Duration.ofDays(3));

        assertThat(when).containsExactly(Instant.parse("2026-03-25T01:00:00Z"));
        assertThat(schedules.upcoming()).isEmpty();
    }

    @Test
    void aFailedDeliveryIsTriedAgainAsOftenAsThePolicySaysAndEndsInTheQueue() {
        schedules.add(schedule("at(2026-03-25T02:00:00)", payload -> {
            take(payload);
            throw new IllegalStateException("attempt " + received.size());
        }));

        time.advance(Duration.ofDays(1));

        assertThat(when)
                .extracting(Instant::toString)
                .containsExactly("2026-03-25T01:00:00Z", "2026-03-25T01:00:01Z", "2026-03-25T01:00:03Z");
        assertThat(schedules.runs())
                .containsExactly(
                        new ScheduledRun("nightly", Instant.parse("2026-03-25T01:00:00Z"), 3, Outcome.DEAD_LETTER));
        assertThat(schedules.undelivered()).singleElement().satisfies(lost -> {
            assertThat(lost.queueArn()).contains(QUEUE);
            assertThat(lost.payload()).isEqualTo(received.get(2));
            assertThat(lost.error()).hasMessage("attempt 3");
        });
    }

    @Test
    void aDeliveryThatSucceedsInTheEndIsNoDeadLetter() {
        schedules.add(schedule("at(2026-03-25T02:00:00)", payload -> {
            take(payload);
            if (received.size() < 2) {
                throw new IllegalStateException("not yet");
            }
        }));

        time.advance(Duration.ofDays(1));

        assertThat(schedules.runs()).extracting(ScheduledRun::attempts).containsExactly(2);
        assertThat(schedules.undelivered()).isEmpty();
    }

    @Test
    void whatCannotBeDeliveredIsNotTriedAgain() {
        schedules.add(schedule("at(2026-03-25T02:00:00)", payload -> {
            take(payload);
            throw new UndeliverableException("never");
        }));

        time.advance(Duration.ofDays(1));

        assertThat(received).hasSize(1);
        assertThat(schedules.undelivered()).hasSize(1);
    }

    @Test
    void aDeliveryIsNotTriedOnceItIsTooOld() {
        schedules.add(new Schedule(
                "short",
                ScheduleExpression.ofScheduler("at(2026-03-25T02:00:00)", "Europe/Berlin"),
                Optional.empty(),
                Optional.empty(),
                Payloads.constant(JSON.createObjectNode()),
                payload -> {
                    take(payload);
                    throw new IllegalStateException("no");
                },
                185,
                Duration.ofSeconds(60),
                Optional.empty()));

        time.advance(Duration.ofDays(1));

        // After 1, 2, 4, 8, 16 seconds; 32 more would be 63.
        assertThat(received).hasSize(6);
        assertThat(schedules.undelivered())
                .singleElement()
                .satisfies(lost -> assertThat(lost.queueArn()).isEmpty());
    }

    @Test
    void aFailureDoesNotHoldUpTheNextTime() {
        schedules.add(schedule("rate(1 minute)", payload -> {
            take(payload);
            throw new IllegalStateException("no");
        }));

        time.advance(Duration.ofSeconds(90));

        assertThat(schedules.undelivered())
                .extracting(lost -> lost.time().toString())
                .containsExactly("2026-03-24T12:00:00Z", "2026-03-24T12:01:00Z");
    }

    @Test
    void theKeywordsOfAnInputAreReplacedForEachAttempt() throws Exception {
        JsonNode input = JSON.readTree("{\"at\":\"<aws.scheduler.scheduled-time>\","
                + "\"text\":\"<aws.scheduler.schedule-arn> #<aws.scheduler.attempt-number>\","
                + "\"id\":\"<aws.scheduler.execution-id>\",\"list\":[\"<aws.scheduler.scheduled-time>\"],"
                + "\"other\":\"<aws.scheduler.unknown>\"}");
        schedules.add(schedule("at(2026-03-25T02:00:00)", Payloads.withAttributes(input, ARN), payload -> {
            take(payload);
            throw new IllegalStateException("no");
        }));

        time.advance(Duration.ofDays(1));

        assertThat(received.get(0).path("at").textValue()).isEqualTo("2026-03-25T01:00:00Z");
        assertThat(received.get(2).path("at").textValue()).isEqualTo("2026-03-25T01:00:00Z");
        assertThat(received.get(0).at("/list/0").textValue()).isEqualTo("2026-03-25T01:00:00Z");
        assertThat(received)
                .extracting(payload -> payload.path("text").textValue())
                .containsExactly(ARN + " #1", ARN + " #2", ARN + " #3");
        assertThat(received)
                .extracting(payload -> payload.path("id").textValue())
                .doesNotHaveDuplicates()
                .doesNotContain("<aws.scheduler.execution-id>");
        assertThat(received.get(0).path("other").textValue()).isEqualTo("<aws.scheduler.unknown>");
    }

    @Test
    void withoutAnInputTheTargetIsSentAWssEvent() {
        schedules.add(
                schedule("at(2026-03-25T02:00:00)", Payloads.schedulerEvent(ARN, LocalAccount.DEFAULT), this::take));
        time.advance(Duration.ofDays(1));
        JsonNode rule = Payloads.ruleEvent(ARN, LocalAccount.DEFAULT).at(Instant.EPOCH, "x", 1);

        JsonNode event = received.get(0);
        assertThat(event.path("source").textValue()).isEqualTo("aws.scheduler");
        assertThat(event.path("detail-type").textValue()).isEqualTo("Scheduled Event");
        assertThat(event.path("detail").textValue()).isEqualTo("{}");
        assertThat(event.path("time").textValue()).isEqualTo("2026-03-25T01:00:00Z");
        assertThat(event.at("/resources/0").textValue()).isEqualTo(ARN);
        assertThat(rule.path("source").textValue()).isEqualTo("aws.events");
        assertThat(rule.path("detail").isObject()).isTrue();
    }

    @Test
    void nothingRunsAfterClosing() {
        schedules.add(schedule("rate(1 minute)", this::take));
        time.advance(Duration.ofSeconds(1));

        schedules.close();
        time.advance(Duration.ofHours(1));

        assertThat(received).hasSize(1);
        assertThat(schedules.upcoming()).isEmpty();
    }

    private void take(JsonNode payload) {
        received.add(payload);
        when.add(time.clock().instant());
    }

    private static Schedule schedule(String expression, Target target) {
        return schedule(expression, Payloads.constant(JSON.createObjectNode()), target);
    }

    private static Schedule schedule(String expression, Payload payload, Target target) {
        return new Schedule(
                "nightly",
                ScheduleExpression.ofScheduler(expression, "Europe/Berlin"),
                Optional.empty(),
                Optional.empty(),
                payload,
                target,
                2,
                Duration.ofDays(1),
                Optional.of(QUEUE));
    }
}
