package dev.backdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InternetTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T09:00:00Z, 2026-11-21T09:00:00Z",
        "2026-11-21t09:00:00z, 2026-11-21T09:00:00Z",
        "2026-11-21T09:00:00.5Z, 2026-11-21T09:00:00.500Z",
        "2026-11-21T09:00:00.1234567899Z, 2026-11-21T09:00:00.123456789Z",
        "2026-11-21T10:30:00+01:30, 2026-11-21T09:00:00Z",
        "2026-11-21T08:00:00-01:00, 2026-11-21T09:00:00Z",
        "2026-11-21T23:00:00+23:59, 2026-11-20T23:01:00Z",
        "1998-12-31T23:59:60Z, 1999-01-01T00:00:00Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "9999-12-31T23:59:59-23:59, +10000-01-01T23:58:59Z"
    })
    void readsWhatTheRfcAllows(String text, Instant time) {
        assertThat(InternetTime.parse(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-11-21",
                "2026-11-21T09:00Z",
                "2026-11-21T09:00:00",
                "2026-11-21 09:00:00Z",
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-11-21T24:00:00Z",
                "2026-11-21T09:60:00Z",
                "2026-11-21T09:00:61Z",
                "2026-11-21T09:00:00+24:00",
                "2026-11-21T09:00:00+01:60",
                "2026-11-21T09:00:00 01:00",
                "20261-11-21T09:00:00Z",
                "2026-11-21T09:00:00.Z"
            })
    void refusesTheRest(String text) {
        assertThat(InternetTime.parse(text)).isEmpty();
    }
}
