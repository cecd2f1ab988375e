package dev.backdrop.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {

    @Test
    void hasTheSizeThatTheTerminalSays() {
        assertThat(Screen.of("50 132", Map.of("TERM", "xterm"))).contains(new Screen(50, 132));
    }

    @Test
    void aTerminalWithoutASensibleSizeHasTheUsualOne() {
        assertThat(Screen.of("", Map.of())).contains(new Screen(24, 80));
        assertThat(Screen.of("0 0", Map.of())).contains(new Screen(24, 80));
    }

    @Test
    void thereIsNoneWhereEscapeSequencesAreNotWanted() {
        assertThat(Screen.of(null, Map.of())).isEmpty();
        assertThat(Screen.of("24 80", Map.of("NO_COLOR", "1"))).isEmpty();
        assertThat(Screen.of("24 80", Map.of("TERM", "dumb"))).isEmpty();
        assertThat(Screen.of("24 80", Map.of("NO_COLOR", ""))).isPresent();
    }
}
