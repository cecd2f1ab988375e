package dev.backdrop.local.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private static final Instant START = Instant.EPOCH;

    private final RateLimiter limiter = new RateLimiter(2, Duration.ofSeconds(10));

    private boolean admit(int second, String... names) {
        return limiter.admit(START.plusSeconds(second), List.of(names));
    }

    @Test
    void theWindowSlides() {
        assertThat(admit(0, "a")).isTrue();
        assertThat(admit(6, "a")).isTrue();
        assertThat(admit(9, "a")).isFalse();
        assertThat(admit(10, "a")).isTrue();
        assertThat(admit(15, "a")).isFalse();
        assertThat(admit(16, "a")).isTrue();
    }

    @Test
    void aRequestPassesOnlyIfAllOfItsNamesMayAndCountsForAllOrNone() {
        assertThat(admit(0, "ip", "one")).isTrue();
        assertThat(admit(0, "ip", "two")).isTrue();
        assertThat(admit(0, "ip", "three")).isFalse();
        assertThat(admit(0, "other", "three")).isTrue();
        assertThat(admit(0, "other", "three")).isTrue();
        assertThat(admit(0, "another", "three")).isFalse();
    }

    @Test
    void aLimitOfNothingMakesNoSense() {
        assertThatThrownBy(() -> new RateLimiter(0, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RateLimiter(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
