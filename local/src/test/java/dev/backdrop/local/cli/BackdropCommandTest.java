package dev.backdrop.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackdropCommandTest {

    @TempDir
    Path folder;

    private int enter(Console console, Object... words) {
        return console.enter(words);
    }

    @Test
    void aMistypedCommandIsAnsweredWithTheOneThatWasMeant() {
        Console console = new Console(folder);

        assertThat(enter(console, "rum")).isEqualTo(2);
        assertThat(console.err()).contains("rum").contains("run").contains("./backdrop --help");
    }

    @Test
    void withoutACommandItSaysWhichThereAre() {
        Console console = new Console(folder);

        assertThat(enter(console)).isEqualTo(2);
        assertThat(console.err()).contains("say what to do: run, batch or up");
    }

    @Test
    void helpNamesTheCommandsTheExitCodesAndExamples() {
        Console console = new Console(folder);

        assertThat(enter(console, "--help")).isZero();
        assertThat(console.out())
                .contains("run", "up", "a job failed", "./backdrop run photo.jpg --color '#f4f1ea'")
                .doesNotContain("rehearse");
    }

    @Test
    void versionNamesBackdropAndJava() {
        Console console = new Console(folder);

        assertThat(enter(console, "--version")).isZero();
        assertThat(console.out()).startsWith("backdrop ").contains("Java " + Runtime.version());
    }

    @Test
    void aRehearsalThatHasEndedDoesNotEndTheProcessLater() throws InterruptedException {
        assertThat(enter(new Console(folder), "rehearse")).isZero();

        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("rehearsal's end")) {
                thread.join(10_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    @Test
    void aRehearsalSaysNothingAndPassesNoSettingsOn() {
        Console console = new Console(folder);

        assertThat(enter(console, "rehearse")).isZero();
        assertThat(console.out()).isEmpty();
        assertThat(console.err()).isEmpty();
        assertThat(console.backdrop.starts.get(0).environment()).isEmpty();
    }
}
