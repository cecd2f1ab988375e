package dev.backdrop.local.cloud.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleExpressionTest {

    private static final Instant BEGIN = Instant.parse("2026-03-28T12:00:30Z");

    @ParameterizedTest(name = "{0} from {1}: {2}")
    @CsvSource({
        "rate(5 minutes), 2026-03-28T12:00:30Z, 2026-03-28T12:00:30Z",
        "rate(5 minutes), 2026-03-28T12:00:30.001Z, 2026-03-28T12:05:30Z",
        "rate(5 minutes), 2026-03-28T12:00:30.000000001Z, 2026-03-28T12:05:30Z",
        "rate(5 minutes), 2026-03-28T12:05:30Z, 2026-03-28T12:05:30Z",
        "rate(1 minutes), 2026-03-28T12:59:31Z, 2026-03-28T13:00:30Z",
        "rate(1 minute), 2026-03-28T12:59:31Z, 2026-03-28T13:00:30Z",
        "rate(2 hours), 2026-03-28T12:59:31Z, 2026-03-28T14:00:30Z",
        "rate(1 day), 2026-03-28T13:00:00Z, 2026-03-29T12:00:30Z",
        "rate(7 days), 2026-03-28T13:00:00Z, 2026-04-04T12:00:30Z"
    })
    void aRateStartsAtOnceAndADayIsTwentyFourHours(String text, String from, String next) {
        assertThat(ScheduleExpression.ofScheduler(text, "Europe/Berlin").next(Instant.parse(from), BEGIN))
                .contains(Instant.parse(next));
    }

    @Test
    void aRulesRateStartsAfterOneDistance() {
        assertThat(ScheduleExpression.ofRule("rate(5 minutes)").next(BEGIN, BEGIN))
                .contains(Instant.parse("2026-03-28T12:05:30Z"));
        assertThat(ScheduleExpression.ofRule("rate(1 hour)").next(BEGIN.plusSeconds(3601), BEGIN))
                .contains(Instant.parse("2026-03-28T14:00:30Z"));
    }

    @Test
    void aCronExpressionGoesByItsZoneAndARulesByUtc() {
        assertThat(ScheduleExpression.ofScheduler("cron(0 2 1 6 ? *)", "Europe/Berlin")
                        .next(BEGIN, BEGIN))
                .contains(Instant.parse("2026-06-01T00:00:00Z"));
        assertThat(ScheduleExpression.ofRule("cron(0 2 1 6 ? *)").next(BEGIN, BEGIN))
                .contains(Instant.parse("2026-06-01T02:00:00Z"));
    }

    @Test
    void aTimeThatIsNowCounts() {
        Instant now = Instant.parse("2026-06-01T02:00:00Z");
        assertThat(ScheduleExpression.ofRule("cron(0 2 * * ? *)").next(now, BEGIN))
                .contains(now);
    }

    @Test
    void onceIsOnce() {
        ScheduleExpression once = ScheduleExpression.ofScheduler("at(2026-06-01T02:00:00)", "Europe/Berlin");
        Instant time = Instant.parse("2026-06-01T00:00:00Z");

        assertThat(once.next(BEGIN, BEGIN)).contains(time);
        assertThat(once.next(time, BEGIN)).contains(time);
        assertThat(once.next(time.plusMillis(1), BEGIN)).isEmpty();
    }

    @Test
    void onceAtATimeThatTheClocksSkipIsNever() {
        assertThat(ScheduleExpression.ofScheduler("at(2026-03-29T02:30:00)", "Europe/Berlin")
                        .next(BEGIN, BEGIN))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rate(0 minutes)",
                "rate(5 seconds)",
                "rate(five minutes)",
                "rate(5minutes)",
                "rate(-5 minutes)",
                "rate(1.5 hours)",
                "rate(1 week)",
                "at(2026-06-01)",
                "at(2026-02-30T00:00:00)",
                "at(2026-06-01T02:00:00Z)",
                "every(5 minutes)",
                "cron(0 0 * * *)",
                "cron(0 0 * * ? *",
                "0 0 * * ? *"
            })
    void whatAwsWouldNotTakeIsRefused(String text) {
        assertThatThrownBy(() -> ScheduleExpression.ofScheduler(text, "UTC")).isInstanceOf(ScheduleException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate(1 minutes)", "rate(2 minute)", "at(2026-06-01T02:00:00)", "rate(0 days)"})
    void whatARuleWouldNotTakeIsRefused(String text) {
        assertThatThrownBy(() -> ScheduleExpression.ofRule(text)).isInstanceOf(ScheduleException.class);
    }

    @Test
    void aZoneThatIsNotKnownIsNamed() {
        assertThatThrownBy(() -> ScheduleExpression.ofScheduler("rate(1 day)", "Europe/Berlim"))
                .isInstanceOf(ScheduleException.class)
                .hasMessageContaining("Europe/Berlim");
    }
}
