package dev.backdrop.local.cloud.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest(name = "{0} after {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                // AWS's own examples
                "0 10 * * ? *        | 2026-11-21T10:00Z | 2026-11-22T10:00Z 2026-11-23T10:00Z",
                "15 12 * * ? *       | 2026-11-21T12:14Z | 2026-11-21T12:15Z 2026-11-22T12:15Z",
                "0 18 ? * MON-FRI *  | 2026-11-20T18:00Z | 2026-11-23T18:00Z 2026-11-24T18:00Z",
                "0 8 1 * ? *         | 2026-11-21T00:00Z | 2026-12-01T08:00Z 2027-01-01T08:00Z",
                "0/15 * * * ? *      | 2026-11-21T23:31Z | 2026-11-21T23:45Z 2026-11-22T00:00Z",
                "0/10 * ? * MON-FRI * | 2026-11-20T23:50Z | 2026-11-23T00:00Z 2026-11-23T00:10Z",
                "0/5 8-17 ? * MON-FRI * | 2026-11-20T17:55Z | 2026-11-23T08:00Z 2026-11-23T08:05Z",
                "0 9 ? * 2#1 *       | 2026-11-21T00:00Z | 2026-12-07T09:00Z 2027-01-04T09:00Z",
                "15 10 ? * 6L 2026-2027 | 2026-11-27T10:15Z | 2026-12-25T10:15Z 2027-01-29T10:15Z",
                // minutes and hours
                "1/10 0 * * ? *      | 2026-11-21T00:00Z | 2026-11-21T00:01Z 2026-11-21T00:11Z 2026-11-21T00:21Z",
                "10-30/10 6 * * ? *  | 2026-11-21T06:10Z | 2026-11-21T06:20Z 2026-11-21T06:30Z 2026-11-22T06:10Z",
                "*/30 */12 * * ? *   | 2026-11-21T00:00Z | 2026-11-21T00:30Z 2026-11-21T12:00Z 2026-11-21T12:30Z",
                "59 23 31 12 ? *     | 2026-12-31T23:58Z | 2026-12-31T23:59Z 2027-12-31T23:59Z",
                "0,30 0,12 * * ? *   | 2026-11-21T12:00Z | 2026-11-21T12:30Z 2026-11-22T00:00Z",
                // days of the month
                "0 0 L * ? *         | 2026-01-31T00:00Z | 2026-02-28T00:00Z 2026-03-31T00:00Z 2026-04-30T00:00Z",
                "0 0 L 2 ? *         | 2026-03-01T00:00Z | 2027-02-28T00:00Z 2028-02-29T00:00Z",
                "0 0 29 2 ? *        | 2026-03-01T00:00Z | 2028-02-29T00:00Z 2032-02-29T00:00Z",
                "0 0 29 FEB ? 2097-2105 | 2096-03-01T00:00Z | 2104-02-29T00:00Z",
                "0 0 31 * ? *        | 2026-01-31T00:00Z | 2026-03-31T00:00Z 2026-05-31T00:00Z",
                "0 0 1,15,L * ? *    | 2026-02-01T00:00Z | 2026-02-15T00:00Z 2026-02-28T00:00Z 2026-03-01T00:00Z",
                "0 0 1/10 * ? *      | 2026-11-21T00:00Z | 2026-12-01T00:00Z 2026-12-11T00:00Z",
                // the weekday nearest to a day: a Wednesday, a Saturday, a Sunday
                "0 0 15W * ? *       | 2026-07-01T00:00Z | 2026-07-15T00:00Z 2026-08-14T00:00Z",
                "0 0 15W * ? *       | 2026-11-01T00:00Z | 2026-11-16T00:00Z",
                // it stays in its month
                "0 0 1W * ? *        | 2026-07-31T00:00Z | 2026-08-03T00:00Z",
                "0 0 31W * ? *       | 2026-05-01T00:00Z | 2026-05-29T00:00Z 2026-07-31T00:00Z",
                "0 0 30W 2 ? 2026-2027 | 2026-01-01T00:00Z | never",
                // days of the week
                "0 0 ? * L *         | 2026-11-21T00:00Z | 2026-11-28T00:00Z 2026-12-05T00:00Z",
                "0 0 ? * 1 *         | 2026-11-21T00:00Z | 2026-11-22T00:00Z",
                "0 0 ? * sun,wed *   | 2026-11-22T00:00Z | 2026-11-25T00:00Z 2026-11-29T00:00Z",
                "0 0 ? * FRI#5 *     | 2026-11-01T00:00Z | 2027-01-29T00:00Z 2027-04-30T00:00Z",
                "0 0 ? * MONL *      | 2026-11-21T00:00Z | 2026-11-30T00:00Z 2026-12-28T00:00Z",
                "0 0 ? * 2#1,2#3 *   | 2026-11-01T00:00Z | 2026-11-02T00:00Z 2026-11-16T00:00Z 2026-12-07T00:00Z",
                "0 0 ? JAN,JUL * *   | 2026-01-31T00:00Z | 2026-07-01T00:00Z",
                // months and years
                "0 0 1 1/3 ? *       | 2026-11-21T00:00Z | 2027-01-01T00:00Z 2027-04-01T00:00Z",
                "0 0 1 jan-mar ? *   | 2026-03-01T00:00Z | 2027-01-01T00:00Z",
                "0 0 1 1 ? 2030/50   | 2026-11-21T00:00Z | 2030-01-01T00:00Z 2080-01-01T00:00Z",
                "0 0 1 1 ? 2199      | 2199-01-01T00:00Z | never",
                "0 0 1 1 ? 2025      | 2026-11-21T00:00Z | never",
                "0 0 31 2 ? *        | 2026-11-21T00:00Z | never"
            })
    void comesWhenAwsSaysSo(String fields, String after, String expected) {
        assertThat(times(fields, after, ZoneOffset.UTC, expected)).isEqualTo(expected.strip());
    }

    @ParameterizedTest(name = "{0} in Berlin after {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                // 29 March 2026: 02:00 to 02:59 don't exist
                "0 2 * * ? *   | 2026-03-27T12:00Z | 2026-03-28T01:00Z 2026-03-30T00:00Z",
                "30 2 29 3 ? * | 2026-01-01T00:00Z | 2027-03-29T00:30Z",
                "0 * * * ? *   | 2026-03-29T00:00Z | 2026-03-29T01:00Z 2026-03-29T02:00Z",
                "59 1 * * ? *  | 2026-03-28T12:00Z | 2026-03-29T00:59Z",
                "0 3 * * ? *   | 2026-03-28T12:00Z | 2026-03-29T01:00Z",
                // 25 October 2026: 02:00 to 02:59 come twice, and count once
                "30 2 * * ? *  | 2026-10-24T12:00Z | 2026-10-25T00:30Z 2026-10-26T01:30Z",
                "0 * * * ? *   | 2026-10-24T23:30Z | 2026-10-25T00:00Z 2026-10-25T02:00Z 2026-10-25T03:00Z",
                "0/30 2 25 10 ? * | 2026-10-25T00:00Z | 2026-10-25T00:30Z 2027-10-25T00:00Z",
                "30 2 * * ? *  | 2026-10-25T01:15Z | 2026-10-26T01:30Z",
                "0 3 * * ? *   | 2026-10-24T12:00Z | 2026-10-25T02:00Z",
                // the day is Berlin's, not UTC's
                "30 0 1 * ? *  | 2026-11-21T00:00Z | 2026-11-30T23:30Z",
                "30 0 ? * MON * | 2026-06-06T00:00Z | 2026-06-07T22:30Z"
            })
    void goesByTheClocksOfItsZone(String fields, String after, String expected) {
        assertThat(times(fields, after, BERLIN, expected)).isEqualTo(expected.strip());
    }

    @Test
    void aNightlyTimeComesOnceADayButOnTheDayThatSkipsIt() {
        CronExpression nightly = CronExpression.of("30 2 * * ? *");
        Instant end = Instant.parse("2027-01-01T00:00:00Z");
        List<ZonedDateTime> seen = new ArrayList<>();
        Optional<Instant> next = nightly.next(Instant.parse("2025-12-31T22:00:00Z"), BERLIN);
        while (next.isPresent() && next.get().isBefore(end)) {
            seen.add(next.get().atZone(BERLIN));
            next = nightly.next(next.get(), BERLIN);
        }

        assertThat(seen).hasSize(364).allMatch(time -> time.getHour() == 2 && time.getMinute() == 30);
        assertThat(seen).extracting(ZonedDateTime::toLocalDate).doesNotHaveDuplicates();
    }

    @Test
    void clocksThatMoveByHalfAnHourAreKnown() {
        ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe");
        // 4 October 2026: 02:00 becomes 02:30.
        assertThat(CronExpression.of("15 2 4 10 ? *").next(Instant.parse("2026-01-01T00:00:00Z"), lordHowe))
                .contains(Instant.parse("2027-10-03T15:15:00Z"));
        assertThat(CronExpression.of("45 2 4 10 ? *").next(Instant.parse("2026-01-01T00:00:00Z"), lordHowe))
                .contains(Instant.parse("2026-10-03T15:45:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * ? *",
                "0 0 * * ? * *",
                "0 0 * * * *",
                "0 0 1 * MON *",
                "0 0 ? * ? *",
                "60 0 * * ? *",
                "-1 0 * * ? *",
                "0 24 * * ? *",
                "0 0 0 * ? *",
                "0 0 32 * ? *",
                "0 0 1 0 ? *",
                "0 0 1 13 ? *",
                "0 0 ? * 0 *",
                "0 0 ? * 8 *",
                "0 0 1 1 ? 1969",
                "0 0 1 1 ? 2200",
                "0/0 0 * * ? *",
                "0/61 0 * * ? *",
                "/5 * * * ? *",
                "5/ * * * ? *",
                "30-10 0 * * ? *",
                "0 0 ? * FRI-MON *",
                "0 0 ? * 1/2 *",
                "0 0 ? * 2#6 *",
                "0 0 ? * 2#0 *",
                "0 0 ? * #1 *",
                "0 0 W * ? *",
                "0 0 LW * ? *",
                "0 0 L-3 * ? *",
                "0 0 32W * ? *",
                "0 0 1-5W * ? *",
                "0 L * * ? *",
                "? 0 * * ? *",
                "1,,2 0 * * ? *",
                "a 0 * * ? *",
                "0 0 1 JANUARY ? *",
                "0 0 MON * ? *",
                "0 0 1 * ? 99999999999",
                "0 0 1 * ? ٢٠٢٦"
            })
    void whatAwsWouldNotTakeIsRefused(String fields) {
        assertThatThrownBy(() -> CronExpression.of(fields)).isInstanceOf(ScheduleException.class);
    }

    @Test
    void aRefusalNamesThePartAndWhatCouldStandThere() {
        assertThatThrownBy(() -> CronExpression.of("0 0 1 FEBR ? *"))
                .hasMessageContaining("'FEBR'")
                .hasMessageContaining("month")
                .hasMessageContaining("1 to 12 or JAN to DEC");
    }

    private static String times(String fields, String after, ZoneId zone, String expected) {
        CronExpression cron = CronExpression.of(fields);
        List<String> times = new ArrayList<>();
        Instant from = ZonedDateTime.parse(after).toInstant();
        for (int i = Arrays.asList(expected.strip().split(" ")).size(); i > 0; i--) {
            Optional<Instant> next = cron.next(from, zone);
            times.add(next.map(time -> time.atOffset(ZoneOffset.UTC).toString()).orElse("never"));
            from = next.orElse(from);
        }
        return String.join(" ", times);
    }
}
