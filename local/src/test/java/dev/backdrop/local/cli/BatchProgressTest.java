package dev.backdrop.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchProgressTest {

    private static final BatchState STATE = new BatchState("running", 120, 10, 200, Duration.ofSeconds(40));

    private final ByteArrayOutputStream painted = new ByteArrayOutputStream();
    private int columns = 100;
    private final PrintStream out = new PrintStream(painted, true, StandardCharsets.UTF_8);
    private final BatchProgress progress = new BatchProgress(
            new Terminal(out, out, Optional.of(new Screen(24, columns)), () -> columns), false, () -> Duration.ZERO);

    private String shown() {
        String all = painted.toString(StandardCharsets.UTF_8);
        String last = all.substring(all.lastIndexOf("\u001b[J") + 3);
        return last.replaceAll("\u001b\\[\\?7[lh]", "").replace("\r", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100 | [##############----------] running: 120 of 200 done, 10 failed, 3.0 a second, about 26 s left",
                "80  | [######----] running: 120 of 200 done, 10 failed, 3.0 a second, about 26 s left",
                "60  | [############--------] 120/200, 10 failed, 3.0/s, 26 s left",
                "40  | 120/200, 10 failed, 3.0/s, 26 s left",
                "20  | 120/200, 10 failed…"
            })
    void aBarAndWordsTakeWhatTheScreenHas(int wide, String line) {
        columns = wide;
        progress.show(STATE);
        assertThat(shown()).isEqualTo(line).hasSizeLessThan(wide);
    }

    @Test
    void aWindowThatIsMadeNarrowerIsFollowed() {
        progress.show(STATE);
        columns = 40;
        progress.show(STATE);
        assertThat(shown()).hasSizeLessThan(40);
    }

    @Test
    void theCursorWaitsAtTheBeginningOfTheLineAndNothingIsLeftAtTheEnd() {
        progress.show(STATE);
        assertThat(painted.toString(StandardCharsets.UTF_8)).endsWith("left\u001b[?7h\r");
        progress.end();
        assertThat(painted.toString(StandardCharsets.UTF_8)).endsWith("\r\u001b[J");
        int length = painted.size();
        progress.end();
        assertThat(painted.size()).isEqualTo(length);
    }

    @Test
    void aLineForWhoeverReadsLaterIsNeverPainted() {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(told, true, StandardCharsets.UTF_8);
        List<Duration> now = new ArrayList<>(List.of(Duration.ZERO));
        BatchProgress plain = new BatchProgress(new Terminal(out, err, Optional.empty()), false, () -> now.get(0));
        plain.show(STATE);
        now.set(0, Duration.ofSeconds(4));
        plain.show(STATE);
        now.set(0, Duration.ofSeconds(5));
        plain.show(STATE);
        assertThat(told.toString(StandardCharsets.UTF_8))
                .doesNotContain("\u001b")
                .hasLineCount(2);
        assertThat(painted.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no terminal", "0 0"})
    void aWidthThatCantBeToldIsTheLastOneThatCould(String answer) {
        List<String> answers = new ArrayList<>(List.of("24 60"));
        List<Duration> now = new ArrayList<>(List.of(Duration.ZERO));
        ScreenWidth width = new ScreenWidth(new Screen(24, 80), () -> now.get(0), () -> answers.get(0));
        assertThat(width.getAsInt()).as("asked at most once a second").isEqualTo(80);
        now.set(0, Duration.ofSeconds(1));
        assertThat(width.getAsInt()).isEqualTo(60);
        answers.set(0, answer);
        now.set(0, Duration.ofSeconds(2));
        assertThat(width.getAsInt()).isEqualTo(60);
    }
}
