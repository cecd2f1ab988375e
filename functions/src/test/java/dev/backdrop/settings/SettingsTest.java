package dev.backdrop.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void whatIsEmptyIsNotSet() {
        assertThat(Settings.of(Map.of("A", " ")).text("A", "otherwise")).isEqualTo("otherwise");
        assertThatThrownBy(() -> Settings.of(Map.of("A", "")).required("A")).hasMessage("A is not set");
    }

    @Test
    void aKeyComesFromTheSecretAndThatIsReadOnlyWhenItIsNeeded() {
        AtomicInteger reads = new AtomicInteger();
        Settings settings = new Settings(Map.of("A", "plain"), () -> {
            reads.incrementAndGet();
            return Map.of("KEY", "hidden", "A", "ignored");
        });
        assertThat(settings.text("A")).contains("plain");
        assertThat(settings.number("N", 3, 1, 9)).isEqualTo(3);
        assertThat(reads).hasValue(0);
        assertThat(settings.text("KEY")).contains("hidden");
    }

    @Test
    void aWrongValueIsRefusedByNameWithWhatItShouldBe() {
        Settings settings = Settings.of(Map.of("N", "ten", "F", "yes", "U", "ftp://x", "C", "blue"));
        assertThatThrownBy(() -> settings.number("N", 1, 1, 9))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("N must be a whole number from 1 to 9, not 'ten'");
        assertThatThrownBy(() -> settings.flag("F", true)).hasMessage("F must be true or false, not 'yes'");
        assertThatThrownBy(() -> settings.address("U", "https://a"))
                .hasMessage("U must be an http or https address, not 'ftp://x'");
        assertThatThrownBy(() -> settings.choice("C", Thread.State.NEW))
                .hasMessageStartingWith("C must be one of [new");
    }

    @Test
    void numbersKeepTheirRange() {
        Settings settings = Settings.of(Map.of("T", "0", "M", "1500"));
        assertThatThrownBy(() ->
                        settings.seconds("T", Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(9)))
                .hasMessage("T must be a whole number from 1 to 9, not '0'");
        assertThat(settings.milliseconds("M", Duration.ZERO, Duration.ZERO, Duration.ofSeconds(2)))
                .isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void anAddressLosesItsLastSlash() {
        assertThat(Settings.of(Map.of("U", "https://api.example/")).address("U", "https://a"))
                .hasToString("https://api.example");
    }
}
