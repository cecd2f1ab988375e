package dev.backdrop.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollingRangeTest {

    private final PollingRange range =
            new PollingRange(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(8));

    @ParameterizedTest(name = "asked for {0} ms: {1} s")
    @CsvSource({"1, 1", "1000, 1", "1001, 2", "3500, 4", "8000, 8", "8001, 8", "3600000, 8", "0, 2", "-5, 2"})
    void neverSoonerThanAskedNeverLaterThanTheWindowInWholeSeconds(long askedMillis, long seconds) {
        assertThat(range.next(Optional.of(Duration.ofMillis(askedMillis)))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void withoutAnIntervalItIsTheUsualOne() {
        assertThat(range.next(Optional.empty())).isEqualTo(Duration.ofSeconds(2));
    }

    @ParameterizedTest(name = "after {0} polls: {1} s")
    @CsvSource({"0, 1", "99, 1", "100, 2", "200, 4", "300, 8", "700, 8"})
    void aLongTaskIsAskedForMoreAndMoreRarely(int polls, long seconds) {
        assertThat(range.next(Optional.of(Duration.ofSeconds(1)), polls)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void aRangeThatMakesNoSenseIsRefused() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new PollingRange(second, Duration.ZERO, second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PollingRange(Duration.ofSeconds(9), second, Duration.ofSeconds(8)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PollingRange(second, second, Duration.ofMillis(1500)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
