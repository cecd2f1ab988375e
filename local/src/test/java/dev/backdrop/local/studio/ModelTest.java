package dev.backdrop.local.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTest {

    /** The SHA-256 of "model". */
    private static final String PINNED = "9372c470eeadd5ecd9c3c74c2b3cb633f8e2f2fad799250a0f70d652b6b825e4";

    @TempDir
    private Path folder;

    private final List<String> progress = new CopyOnWriteArrayList<>();

    @BeforeEach
    void aProject() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: the stand-in for npm is a shell script");
        Files.writeString(folder.resolve("package-lock.json"), "{}");
    }

    @Test
    void isInstalledWhenMissing() {
        assertThat(model("printf model > u2netp.onnx").get()).isInstanceOf(Model.Found.class);
        assertThat(progress).singleElement().asString().contains("npm");
    }

    @Test
    void isNotInstalledAgainWhenThere() throws Exception {
        Files.writeString(folder.resolve("u2netp.onnx"), "model");

        assertThat(model("exit 1").get()).isInstanceOf(Model.Found.class);
        assertThat(progress).isEmpty();
    }

    @Test
    void isInstalledAfreshWhenItsContentsAreWrong() throws Exception {
        Files.writeString(folder.resolve("u2netp.onnx"), "half a mod");

        assertThat(model("printf model > u2netp.onnx").get()).isInstanceOf(Model.Found.class);
    }

    @Test
    void isRefusedWhenWhatComesIsNotWhatIsPinned() {
        assertThat(warning(model("printf other > u2netp.onnx"))).contains("not the pinned ones", "npm ci");
    }

    @Test
    void isMissingWithTheWayToGetItWhenNpmFails() {
        assertThat(warning(model("echo no network; exit 7")))
                .contains("exit code 7: no network", "cd " + folder + " && npm ci --ignore-scripts");
    }

    @Test
    void isMissingWithTheWayToGetItWhenThereIsNoNpm() {
        Model model = new Model(folder, folder.resolve("u2netp.onnx"), PINNED, List.of("no-such-npm"), progress::add);

        assertThat(warning(model)).contains("can't be started", "Node.js");
    }

    @Test
    void isInstalledOnceWhenSeveralAskAtOnce() throws Exception {
        Model model = model("echo run >> runs; printf model > u2netp.onnx");
        List<Thread> threads = new ArrayList<>();
        List<Model.Outcome> outcomes = new CopyOnWriteArrayList<>();
        for (int index = 0; index < 4; index++) {
            threads.add(new Thread(() -> outcomes.add(model.get())));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(outcomes).hasSize(4).allMatch(outcome -> outcome instanceof Model.Found);
        assertThat(Files.readAllLines(folder.resolve("runs"))).hasSize(1);
    }

    @Test
    void comesFromTheFileThatWasNamedAndIsNotInstalledThen() {
        Path elsewhere = folder.resolveSibling("elsewhere.onnx");
        Model model = new Model(folder, elsewhere, PINNED, List.of("false"), progress::add);

        assertThat(warning(model)).contains(elsewhere + " is not there");
        assertThat(progress).isEmpty();
    }

    private Model model(String script) {
        return new Model(
                folder, folder.resolve("u2netp.onnx"), PINNED, List.of("/bin/sh", "-c", script), progress::add);
    }

    private static String warning(Model model) {
        return ((Model.Missing) model.get()).warning();
    }
}
