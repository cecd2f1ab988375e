package dev.backdrop.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.json.Json;
import dev.backdrop.local.LocalStarter;
import dev.backdrop.local.studio.Model;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command with all that is behind it: the deployed template, its workflows and functions, S3, DynamoDB and studio. */
class WholeBatchTest {

    private static final String HOME = "backdrop.home";
    private static final int GOOD = 5;

    @TempDir
    Path folder;

    private final Path home = Path.of("").toAbsolutePath().getParent();
    private String modelBefore;
    private String homeBefore;
    private StopSignal stop = new StopSignal();
    private Runnable whenAsked = () -> {};

    @BeforeEach
    void setUp() throws IOException {
        homeBefore = System.setProperty(HOME, home.toString());
        // What is cut out doesn't matter here, and needs no model.
        modelBefore =
                System.setProperty(Model.PROPERTY, folder.resolve("no model").toString());
        for (int i = 0; i < GOOD; i++) {
            Path file = Files.createDirectories(folder.resolve("shoot/" + (i % 2 == 0 ? "even" : "odd/er")))
                    .resolve("shoe " + i + ".jpg");
            ImageIO.write(sphere(new Color(0xB2, 0x22 + i, 0x22)), "jpeg", file.toFile());
        }
        Files.writeString(folder.resolve("shoot/text.jpg"), "no picture at all");
        Files.writeString(folder.resolve("shoot/paper.png"), "%PDF-1.4 no picture either");
    }

    @AfterEach
    void putBack() {
        restore(HOME, homeBefore);
        restore(Model.PROPERTY, modelBefore);
    }

    private static void restore(String property, String before) {
        if (before == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, before);
        }
    }

    private static BufferedImage sphere(Color color) {
        BufferedImage image = new BufferedImage(96, 96, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.LIGHT_GRAY);
        graphics.fillRect(0, 0, 96, 96);
        graphics.setColor(color);
        graphics.fillOval(24, 16, 48, 64);
        graphics.dispose();
        return image;
    }

    @Test
    void ctrlCLeavesAReportOfWhatIsDoneAndTheSameCommandDoesTheRest() throws IOException {
        Path first = folder.resolve("out/even/shoe 0.png");
        whenAsked = () -> {
            if (Files.exists(first)) {
                stop.request();
            }
        };

        Ended stopped = batch("--concurrency", "1");

        assertThat(stopped.exit()).isEqualTo(1);
        assertThat(stopped.report().at("/batch/status").asText()).isEqualTo("CANCELLED");
        int done = stopped.total("succeeded");
        assertThat(done).isBetween(1, GOOD - 1);
        assertThat(rows("out/report.csv", ",SUCCEEDED,")).hasSize(done);
        assertThat(rows("out/report.csv", "shoe").size()
                        + rows("out/report.csv", "paper").size())
                .as("every photo is a row")
                .isEqualTo(GOOD + 1);
        assertThat(rows("out/report.csv", ",NOT_STARTED,")).isNotEmpty();
        assertThat(folder.resolve("out/report.html")).content().contains(">Cancelled<");

        whenAsked = () -> {};
        stop = new StopSignal();
        Ended rest = batch();
        assertThat(rest.total("withResult")).isEqualTo(GOOD);
        assertThat(rest.report().at("/plan/skippedBy/DONE").asInt()).isEqualTo(done);
    }

    private record Ended(int exit, JsonNode report) {

        int total(String name) {
            return report.at("/totals/" + name).asInt(-1);
        }
    }

    private Ended batch(String... more) throws IOException {
        return batch(folder.resolve("shoot"), more);
    }

    private Ended batch(Path what, String... more) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        long mark = System.nanoTime();
        Surroundings surroundings = new Surroundings(
                new LocalStarter(),
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Optional.empty()),
                stop,
                Map.of(),
                home,
                () -> {
                    whenAsked.run();
                    return Duration.ofNanos(System.nanoTime() - mark);
                },
                text -> Optional.empty());
        String[] words = {
            "batch",
            what.toString(),
            "--json",
            "--color",
            "#f4f1ea",
            "--provider",
            "studio",
            "--out",
            folder.resolve("out").toString(),
            "--state",
            folder.resolve("state").toString()
        };
        String[] all = Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
        int exit = BackdropCommand.with(surroundings).execute(all);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .as(err.toString(StandardCharsets.UTF_8))
                .startsWith("{");
        return new Ended(exit, Json.mapper().readTree(out.toByteArray()));
    }

    @Test
    void aFolderIsDoneOnceAndItsFailuresAgainOnlyWhenAskedFor() throws IOException {
        Ended first = batch();
        assertThat(first.exit()).isEqualTo(1);
        assertThat(first.total("uploaded")).isEqualTo(GOOD + 2);
        assertThat(first.total("succeeded")).isEqualTo(GOOD);
        assertThat(first.total("failed")).isEqualTo(2);
        assertThat(folder.resolve("out/even/shoe 0.png")).isRegularFile();
        assertThat(folder.resolve("out/odd/er/shoe 3.png")).isRegularFile();
        assertThat(folder.resolve("out/report.html")).content().contains("text.jpg");

        Ended again = batch();
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.total("uploaded")).isZero();
        assertThat(again.total("submitted")).isZero();
        assertThat(again.total("withResult")).isEqualTo(GOOD);
        assertThat(again.report().at("/plan/skippedBy/DONE").asInt()).isEqualTo(GOOD);
        assertThat(again.report().at("/plan/skippedBy/FAILED_BEFORE").asInt()).isEqualTo(2);

        Ended failures = batch("--failed-only");
        assertThat(failures.exit()).isEqualTo(1);
        assertThat(failures.report().at("/plan/planned").asInt()).isEqualTo(2);
        assertThat(failures.total("submitted")).isEqualTo(2);
        assertThat(failures.total("failed")).isEqualTo(2);
        assertThat(failures.report().at("/totals/tasks").isEmpty()).isTrue();
        assertThat(failures.total("withResult")).isEqualTo(GOOD);
        assertThat(folder.resolve("out/report-2.html"))
                .content()
                .contains("<dd>2 jobs, again</dd>")
                .contains("No provider was given a task: nothing was charged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--failed-only"})
    void filesThatWereMendedOrReplacedAreDoneByTheSameCommandAndByFailedOnly(String option) throws IOException {
        Files.createFile(folder.resolve("shoot/empty.jpg"));
        Ended first = batch();
        assertThat(first.total("submitted")).isEqualTo(GOOD + 3);
        assertThat(first.total("failed")).isEqualTo(3);
        assertThat(rows("out/report.csv", "empty.jpg"))
                .singleElement()
                .asString()
                .contains("REJECTED", "INVALID_PHOTO");
        for (String name : List.of("text.jpg", "paper.png", "empty.jpg")) {
            ImageIO.write(
                    sphere(Color.BLUE),
                    name.endsWith("png") ? "png" : "jpeg",
                    folder.resolve("shoot/" + name).toFile());
        }
        Files.write(folder.resolve("shoot/new.jpg"), Files.readAllBytes(folder.resolve("shoot/text.jpg")));

        Ended mended = option.isEmpty() ? batch() : batch(option);

        assertThat(mended.total("submitted")).isEqualTo(option.isEmpty() ? 4 : 3);
        assertThat(mended.total("failed")).isZero();
        assertThat(folder.resolve("out/text.png")).isRegularFile();
        assertThat(folder.resolve("out/paper.png")).isRegularFile();
        assertThat(folder.resolve("out/empty.png")).isRegularFile();
        assertThat(mended.total("withResult")).isEqualTo(option.isEmpty() ? GOOD + 4 : GOOD + 3);

        Ended again = batch("--failed-only");
        assertThat(again.total("submitted")).isZero();
    }

    private List<String> rows(String csv, String name) throws IOException {
        return Files.readAllLines(folder.resolve(csv)).stream()
                .filter(line -> line.contains(name))
                .toList();
    }

    @Test
    void filesAndRowsThatCantBeUsedAreRowsOfEveryReportAndAreTriedOnceTheyCan() throws IOException {
        Path list = folder.resolve("shoot/list.csv");
        Files.writeString(list, "key,background.color\neven/shoe 0.jpg,\ngone.jpg,\neven/shoe 2.jpg,#zz\n,\n");

        Ended first = batch(list);

        assertThat(first.exit()).isEqualTo(1);
        assertThat(first.report().at("/plan/refused").asInt()).isEqualTo(3);
        assertThat(first.total("succeeded")).isEqualTo(1);
        assertThat(rows("out/report.csv", "gone.jpg"))
                .singleElement()
                .asString()
                .contains("REFUSED", "there is no such file");
        assertThat(rows("out/report.csv", "shoe 2.jpg"))
                .singleElement()
                .asString()
                .contains("line 4: ", "background.color");
        assertThat(rows("out/report.csv", "REFUSED")).hasSize(3);
        assertThat(folder.resolve("out/report.html")).content().contains("gone.jpg", "line 5");
        assertThat(folder.resolve("out/report.json")).content().contains("gone.jpg", "there is no such file");

        Files.copy(folder.resolve("shoot/even/shoe 4.jpg"), folder.resolve("shoot/gone.jpg"));
        Files.writeString(
                list,
                "key,background.color\neven/shoe 0.jpg,\ngone.jpg,\neven/shoe 2.jpg,#000000\nodd/er/shoe 1.jpg,\n"
                        + "odd/er/shoe 3.jpg,\n");

        Ended mended = batch(list, "--failed-only");

        assertThat(mended.total("submitted")).isEqualTo(3);
        assertThat(mended.total("failed")).isZero();
        assertThat(folder.resolve("out/gone.png")).isRegularFile();
        assertThat(folder.resolve("out/odd/er/shoe 1.png")).isRegularFile();
        assertThat(folder.resolve("out/odd/er/shoe 3.png")).doesNotExist();
    }
}
