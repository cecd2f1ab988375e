package dev.backdrop.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.job.Job;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpCommandTest {

    @TempDir
    Path folder;

    private Console console;

    @BeforeEach
    void sitDown() {
        console = new Console(folder);
        console.stop.request();
    }

    @Test
    void saysWhatRunsWhereAndHowToUseIt() {
        int exit = console.enter("up", "--port", 0);

        String aws =
                "AWS_ACCESS_KEY_ID=AKIALOCAL AWS_SECRET_ACCESS_KEY=local-secret AWS_DEFAULT_REGION=eu-central-1 aws";
        assertThat(exit).isZero();
        assertThat(console.out())
                .contains("http://127.0.0.1:7003", "photos-in", "photos-out", "http://127.0.0.1:7004")
                .containsPattern("perfectcorp +simulator +http://127.0.0.1:7002 +simulated: no key is set")
                .contains(aws + " --endpoint-url http://127.0.0.1:7003 s3 cp photo.jpg s3://photos-in/uploads/\n")
                .contains(aws + " --endpoint-url http://127.0.0.1:7003 s3 ls --recursive s3://photos-out/results/\n")
                .contains(aws + " --endpoint-url http://127.0.0.1:7004 dynamodb scan --table-name jobs")
                .contains("Stopped.");
        assertThat(console.backdrop.closed).isEqualTo(1);
    }

    @Test
    void keepsItsStateBesideTheLauncherUnlessToldOtherwise() throws IOException {
        console.enter("up", "--port", 0);
        console.enter("up", "--port", 0, "--state", folder.resolve("else/where"));

        assertThat(console.backdrop.starts.get(0).state())
                .contains(folder.resolve(".backdrop").toRealPath());
        assertThat(console.backdrop.starts.get(1).state())
                .contains(folder.resolve("else/where").toRealPath());
    }

    @Test
    void aTakenPortEndsItWithTwoAndNamesAnother() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int exit = console.enter("up", "--port", taken.getLocalPort());

            assertThat(exit).isEqualTo(2);
            assertThat(console.err())
                    .contains("port " + taken.getLocalPort() + " is taken")
                    .contains("--port");
            assertThat(console.backdrop.starts).isEmpty();
        }
    }

    @Test
    void aPortThatDoesntExistIsWrongUsage() {
        assertThat(console.enter("up", "--port", 70000)).isEqualTo(2);
        assertThat(console.err()).contains("--port: must be from 0 to 65535, not 70000");
    }

    @Test
    void twoCantShareOneState() {
        try (StateFolder held = StateFolder.take(folder.resolve(".backdrop"))) {
            int exit = console.enter("up", "--port", 0);

            assertThat(exit).isEqualTo(2);
            assertThat(console.err())
                    .contains("another Backdrop is up with the state in " + folder.resolve(".backdrop"))
                    .contains("--state");
            assertThat(held.path()).isDirectory();
        }
        assertThat(console.enter("up", "--port", 0)).isZero();
    }

    @Test
    void whatCantStartIsSaidWithoutAStackTrace() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");

        assertThat(console.enter("up", "--port", 0, "--state", file)).isEqualTo(2);
        assertThat(console.err()).contains("Name another folder with --state").doesNotContain("\tat ");
    }

    @Test
    void everyJobThatEndsGetsALine() throws IOException {
        console.enter("up", "--port", 0);
        console.backdrop.upload(
                Files.writeString(folder.resolve("a.jpg"), "a"), "uploads/a.jpg", Map.of("provider", "perfectcorp"));
        console.backdrop.upload(Files.writeString(folder.resolve("b.jpg"), "refuse"), "uploads/b.jpg", Map.of());
        for (int i = 0; i < 4; i++) {
            console.backdrop.awaitChange(java.time.Duration.ofSeconds(1));
        }

        Job made = console.backdrop.jobOf("uploads/a.jpg").orElseThrow();
        Job refused = console.backdrop.jobOf("uploads/b.jpg").orElseThrow();
        console.backdrop.listeners.get(0).accept(made);
        console.backdrop.listeners.get(0).accept(refused);

        assertThat(console.out())
                .containsPattern(
                        "SUCCEEDED  uploads/a\\.jpg  perfectcorp \\(simulated\\)  4\\.00 s  s3://photos-out/results/"
                                + ".* job " + made.jobId())
                .containsPattern("REJECTED  uploads/b\\.jpg  1\\.00 s  INVALID_PHOTO: the photo is no picture");
    }
}
