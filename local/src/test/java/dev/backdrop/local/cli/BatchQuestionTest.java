package dev.backdrop.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch that is larger than is started without asking. */
class BatchQuestionTest {

    @TempDir
    Path folder;

    private Console console;
    private InMemoryBackdrop backdrop;
    private Path shoot;

    @BeforeEach
    void setUp() throws IOException {
        shoot = Files.createDirectories(folder.resolve("shoot"));
        console = new Console(folder);
        backdrop = console.backdrop;
    }

    private int batch(Object... words) {
        return console.enter(Stream.concat(
                        Stream.of(
                                "batch", shoot, "--out", folder.resolve("results"), "--state", folder.resolve("state")),
                        Stream.of(words))
                .toArray());
    }

    @Test
    void aLargeBatchIsRefusedWhereNobodyCanBeAsked() throws IOException {
        many();

        int exit = batch();

        assertThat(exit).isEqualTo(2);
        assertThat(console.err())
                .contains("21 jobs planned")
                .contains("21 jobs are more than are started without asking")
                .contains("--yes");
        assertThat(backdrop.jobs).isEmpty();
    }

    private void many() throws IOException {
        for (int i = 0; i <= InMemoryBatches.CONFIRM_OVER; i++) {
            Files.writeString(shoot.resolve(i + ".jpg"), "photo " + i);
        }
    }

    @Test
    void aLargeBatchStartsWhenItIsConfirmedAtTheTerminal() throws IOException {
        many();
        console.answer = Optional.of("y");

        assertThat(batch()).isZero();
        assertThat(console.question).isEqualTo("Start 21 jobs? [y/N] ");
        assertThat(backdrop.jobs).hasSize(21);
    }

    @Test
    void aLargeBatchThatIsNotConfirmedIsNotStarted() throws IOException {
        many();
        console.answer = Optional.of("");

        assertThat(batch()).isEqualTo(2);
        assertThat(console.err()).contains("not confirmed; nothing was started");
        assertThat(backdrop.jobs).isEmpty();
    }

    @Test
    void ctrlCAtTheQuestionStartsNothingAndSaysSo() throws IOException {
        many();
        console.answer = Optional.empty();
        console.onQuestion = console.stop::request;

        assertThat(batch()).isEqualTo(2);
        assertThat(console.err())
                .contains("stopped at the question; nothing was started")
                .doesNotContain("--yes");
        assertThat(backdrop.jobs).isEmpty();
    }

    @Test
    void yesStartsALargeBatchWithoutAsking() throws IOException {
        many();

        assertThat(batch("--yes")).isZero();
        assertThat(console.question).isNull();
        assertThat(backdrop.batches.inputs).hasSize(1);
    }
}
