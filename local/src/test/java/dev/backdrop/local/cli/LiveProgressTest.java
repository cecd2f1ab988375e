package dev.backdrop.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveProgressTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final LiveProgress progress =
            new LiveProgress(new PrintStream(out, true, StandardCharsets.UTF_8), new Screen(6, 30));

    private static RunState.Photo photo(String name, boolean done) {
        return new RunState.Photo(Path.of(name), null, null, Duration.ofSeconds(3), done, null);
    }

    private static RunState state(RunState.Photo... photos) {
        return new RunState(List.of(photos), photos.length, Duration.ofSeconds(3));
    }

    private List<String> lastBlock() {
        String text = out.toString(StandardCharsets.UTF_8);
        return text.substring(text.lastIndexOf("\u001b[J") + 3).lines().toList();
    }

    @Test
    void nothingIsEverWiderOrHigherThanTheScreen() {
        progress.show(state(IntStream.range(0, 20)
                .mapToObj(i -> photo("a-rather-long-folder/with-a-photo-" + i + ".jpg", i < 10))
                .toArray(RunState.Photo[]::new)));

        assertThat(lastBlock()).hasSizeLessThan(6).allMatch(line -> Text.width(line) < 30);
    }

    @Test
    void runningPhotosComeBeforeThoseThatAreDone() {
        progress.show(
                state(photo("1", true), photo("2", true), photo("3", false), photo("4", true), photo("5", false)));

        assertThat(lastBlock()).extracting(line -> line.substring(0, 1)).containsExactly("2", "3", "4", "5", "3");
        assertThat(lastBlock().get(4)).isEqualTo("3 of 5 done, 3 s");
    }

    @Test
    void theSameStateIsPaintedOnce() {
        progress.show(state(photo("1", false)));
        int painted = out.size();
        progress.show(state(photo("1", false)));

        assertThat(out.size()).isEqualTo(painted);
    }
}
