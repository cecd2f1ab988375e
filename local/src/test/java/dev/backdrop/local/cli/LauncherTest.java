package dev.backdrop.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher itself, in a small repository, with a Java, a Maven and a jar that only write down what they are asked. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final String JAVA = """
            #!/bin/sh
            for word; do
                case $word in
                    -version) echo 'openjdk version "%s"' >&2; exit ;;
                    -XX:ArchiveClassesAtExit=*) echo classes >"${word#*=}"; echo prepare >>"$CALLS"; exit ;;
                esac
            done
            echo start >>"$CALLS"
            printf '%%s\\n' "$@"
            """;
    private static final String MAVEN = """
            #!/bin/sh
            echo build >>"$CALLS"
            [ ! -f "$CALLS.broken" ] || { echo 'it does not compile'; exit 1; }
            mkdir -p "$REPOSITORY/local/target"
            printf '%s' "$LIBRARY:$LIBRARY.so:$LIBRARY" >"$REPOSITORY/local/target/classpath.txt"
            """;
    private static final String JAR = """
            #!/bin/sh
            while [ "$1" != --file ]; do shift; done
            echo archive >"$2"
            """;

    @TempDir
    Path folder;

    private Path repository;
    private Path calls;

    private record Ended(int exit, String out, String err) {}

    @BeforeEach
    void setUp() throws IOException {
        repository = Files.createDirectories(folder.resolve("a repository"));
        calls = folder.resolve("calls");
        Path launcher = Path.of("..").resolve("backdrop").toAbsolutePath().normalize();
        Files.copy(launcher, repository.resolve("backdrop"));
        for (String source :
                List.of("pom.xml", "functions/pom.xml", "local/pom.xml", "library.jar", "library.jar.so")) {
            write(repository.resolve(source), "");
        }
        write(repository.resolve("functions/src/main/A.java"), "");
        write(repository.resolve("local/src/main/B.java"), "");
        install("java", JAVA.formatted("17.0.1"));
        install("mvn", MAVEN);
        install("jar", JAR);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void install(String tool, String script) throws IOException {
        Path file = folder.resolve("jdk/bin").resolve(tool);
        write(file, script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Process start(Path launcher, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", launcher.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("JAVA") || name.startsWith("BACKDROP"));
        environment.put("JAVA_HOME", folder.resolve("jdk").toString());
        environment.put("PATH", folder.resolve("jdk/bin") + ":" + System.getenv("PATH"));
        environment.put("CALLS", calls.toString());
        environment.put("REPOSITORY", repository.toString());
        environment.put("LIBRARY", repository.resolve("library.jar").toString());
        return builder.start();
    }

    private static Ended end(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out, err);
    }

    private Ended launch(String... words) throws IOException, InterruptedException {
        return end(start(repository.resolve("backdrop"), words));
    }

    private List<String> calls() throws IOException {
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    @Test
    void buildsAndPreparesOnFirstUseAndThenOnlyStarts() throws Exception {
        Ended first = launch("run", "a b.jpg");
        Ended second = launch("run", "a b.jpg");

        assertThat(first.exit()).isZero();
        assertThat(first.err()).contains("backdrop: building; the first time, Maven downloads libraries");
        assertThat(first.out()).endsWith("dev.backdrop.local.cli.Main\nrun\na b.jpg\n");
        assertThat(second.err()).isEmpty();
        assertThat(second.out())
                .contains("-Dbackdrop.home=" + repository.toRealPath() + "\n")
                .contains("-XX:SharedArchiveFile=" + repository.toRealPath()
                        + "/local/target/launch/classes-17.0.1.jsa\n")
                .doesNotContain("backdrop.screen");
        assertThat(calls()).containsExactly("build", "prepare", "start", "start");
    }

    @Test
    void theClassPathBeginsWithArchives() throws Exception {
        Path home = repository.toRealPath();

        assertThat(launch("run").out())
                .contains("\n" + home + "/local/target/launch/backdrop.jar:" + repository + "/library.jar:" + repository
                        + "/library.jar:" + repository + "/library.jar.so\n");
    }

    @Test
    void buildsAgainWhenASourceIsNewerOrALibraryIsGone() throws Exception {
        launch("run");
        Path source = repository.resolve("local/src/main/B.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        Ended changed = launch("run");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(60)));
        Files.delete(repository.resolve("library.jar.so"));
        launch("run");

        assertThat(changed.err()).contains("building, because the sources have changed");
        assertThat(calls().stream().filter("build"::equals)).hasSize(3);
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        Process one = start(repository.resolve("backdrop"), "run");
        Process other = start(repository.resolve("backdrop"), "run");

        assertThat(end(one).exit()).isZero();
        assertThat(end(other).exit()).isZero();
        assertThat(calls()).containsExactlyInAnyOrder("build", "prepare", "start", "start");
        assertThat(repository.resolve("local/target/launch/lock")).doesNotExist();
    }

    @Test
    void aLockLeftBehindByAProcessThatIsGoneHoldsNobodyUp() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        assertThat(gone.waitFor()).isZero();
        Path lock = repository.resolve("local/target/launch/lock");
        Files.createDirectories(lock.getParent());
        Files.createSymbolicLink(lock, Path.of(Long.toString(gone.pid())));

        assertThat(launch("run").exit()).isZero();
    }

    @Test
    void findsItsRepositoryThroughSymbolicLinks() throws Exception {
        Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("bin/first"), Path.of("../a repository/backdrop"));
        Files.createSymbolicLink(folder.resolve("bin/second"), folder.resolve("bin/first"));

        assertThat(end(start(folder.resolve("bin/second"), "run")).out())
                .contains("-Dbackdrop.home=" + repository.toRealPath() + "\n");
    }

    @Test
    void aBuildThatFailsEndsItAndIsTriedAgain() throws Exception {
        write(folder.resolve("calls.broken"), "");
        Ended broken = launch("run");
        Files.delete(folder.resolve("calls.broken"));
        Ended repaired = launch("run");

        assertThat(broken.exit()).isEqualTo(2);
        assertThat(broken.err()).contains("it does not compile").contains("the build failed; Maven says why above");
        assertThat(broken.out()).isEmpty();
        assertThat(repaired.exit()).isZero();
    }

    @Test
    void anOldJavaIsRefusedWithAWordOnWhatToInstall() throws Exception {
        install("java", JAVA.formatted("11.0.2"));

        Ended ended = launch("run");

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err())
                .contains("needs Java 17 or newer")
                .contains("is version 11.0.2")
                .contains("nstall");
        assertThat(calls()).isEmpty();
    }
}
