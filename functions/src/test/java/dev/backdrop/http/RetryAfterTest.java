package dev.backdrop.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-21T07:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7 | 7
            0 | 1
            60 | 60
            61 | 60
            99999999999999999999 | 60
            Sat, 21 Nov 2026 07:00:20 GMT | 20
            Sat, 21 Nov 2026 06:00:00 GMT | 1
            Sat, 21 Nov 2026 09:00:00 GMT | 60
            """)
    void secondsAndDatesAreHonouredFromOneToSixtySeconds(String value, int seconds) {
        assertThat(RetryAfter.of(Headers.NONE.and("retry-after", value), NOW)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "1.5", "", "2026-11-21"})
    void anythingElseIsNoWait(String value) {
        assertThat(RetryAfter.of(Headers.NONE.and("Retry-After", value), NOW)).isEmpty();
    }

    @Test
    void noHeaderIsNoWait() {
        assertThat(RetryAfter.of(Headers.NONE, NOW)).isEmpty();
    }
}
