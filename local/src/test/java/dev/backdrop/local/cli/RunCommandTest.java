package dev.backdrop.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.json.Json;
import dev.backdrop.request.Background;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest {

    @TempDir
    Path folder;

    private Console console;
    private Path out;

    @BeforeEach
    void sitDown() {
        console = new Console(folder);
        out = folder.resolve("deep/results");
    }

    private Path photo(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private int run(Object... words) {
        return console.enter(
                Stream.concat(Stream.of("run", "--out", out), Stream.of(words)).toArray());
    }

    @Test
    void writesTheResultUnderThePhotosNameAndEndsWithZero() throws IOException {
        int exit = run(photo("cat.jpg", "cat"), "--color", "#fff");

        assertThat(exit).isZero();
        assertThat(out.resolve("cat.png")).hasContent("picture of cat");
        assertThat(console.out())
                .containsPattern("photo +provider +status +polls +seconds +credits +result")
                .containsPattern("cat\\.jpg +studio +SUCCEEDED +1 +\\d\\.\\d\\d +1\\.5 +\\S*deep/results/cat\\.png")
                .contains("1 of 1 succeeded in 4.00 s")
                .contains("credits: 1.5 studio")
                .contains("Pipeline overhead per job: 3.00 s")
                .doesNotContain("\u001b");
        assertThat(console.backdrop.closed).isEqualTo(1);
    }

    @Test
    void keepsEverythingInMemoryAndHandsTheEnvironmentOn() throws IOException {
        run(photo("cat.jpg", "cat"));

        StartOptions options = console.backdrop.starts.get(0);
        assertThat(options.state()).isEmpty();
        assertThat(options.s3Port()).isZero();
        assertThat(options.environment()).containsEntry("BACKDROP_TEST", "1");
    }

    @Test
    void putsTheWholeRequestIntoTheMetadataOfTheUpload() throws IOException {
        run(
                photo("cat.jpg", "cat"),
                "--prompt",
                "Straße bei Nacht, 東京",
                "--provider",
                "perfectcorp",
                "--seed",
                "4294967295",
                "--format",
                "jpeg",
                "--max-side",
                "1024");

        Request request = console.backdrop.request("uploads/cat.jpg");
        assertThat(request.background()).isEqualTo(new Background.Prompt("Straße bei Nacht, 東京"));
        assertThat(request.provider()).isEqualTo("perfectcorp");
        assertThat(request.seed()).isEqualTo(4294967295L);
        assertThat(request.output().format()).isEqualTo(OutputFormat.JPEG);
        assertThat(request.output().maxSide()).isEqualTo(1024);
        assertThat(console.backdrop.uploads.get("uploads/cat.jpg").values())
                .allMatch(value -> value.chars().allMatch(c -> c >= ' ' && c < 127));
        assertThat(out.resolve("cat.jpg")).exists();
    }

    @Test
    void saysNothingAboutTheBackgroundUnlessAsked() throws IOException {
        run(photo("cat.jpg", "cat"));

        assertThat(console.backdrop.uploads.get("uploads/cat.jpg")).isEmpty();
    }

    @Test
    void uploadsABackgroundFileAndPointsToIt() throws IOException {
        run(photo("cat.jpg", "cat"), "--background-image", photo("my marble.png", "marble"));

        assertThat(console.backdrop.uploads).containsKey("backgrounds/my_marble.png");
        assertThat(console.backdrop.request("uploads/cat.jpg").background())
                .isEqualTo(new Background.Image(URI.create("s3://photos-in/backgrounds/my_marble.png")));
    }

    @Test
    void passesABackgroundAddressOn() throws IOException {
        run(photo("cat.jpg", "cat"), "--background-image", "https://example.com/marble.png");

        assertThat(console.backdrop.request("uploads/cat.jpg").background())
                .isEqualTo(new Background.Image(URI.create("https://example.com/marble.png")));
    }

    @Test
    void photosOfTheSameNameFromTwoFoldersKeepApart() throws IOException {
        int exit = run(photo("a/cat.jpg", "cat a"), photo("b/cat.jpg", "cat b"), photo("c/CAT.png", "cat c"));

        assertThat(exit).isZero();
        assertThat(console.backdrop.uploads)
                .containsOnlyKeys("uploads/cat.jpg", "uploads/cat-2.jpg", "uploads/CAT-3.png");
        assertThat(out.resolve("cat.png")).hasContent("picture of cat a");
        assertThat(out.resolve("cat-2.png")).hasContent("picture of cat b");
        assertThat(out.resolve("CAT-3.png")).hasContent("picture of cat c");
    }

    @Test
    void neverOverwritesAnotherPicture() throws IOException {
        photo("deep/results/cat.png", "somebody else's");

        run(photo("cat.jpg", "cat"));

        assertThat(out.resolve("cat.png")).hasContent("somebody else's");
        assertThat(out.resolve("cat-2.png")).hasContent("picture of cat");
    }

    @Test
    void takesThePicturesOfAFolderAndSaysWhatItSkips() throws IOException {
        photo("shoot/a.JPG", "a");
        photo("shoot/b.webp", "b");
        photo("shoot/notes.txt", "notes");
        photo("shoot/.hidden.jpg", "hidden");

        int exit = run(folder.resolve("shoot"));

        assertThat(exit).isZero();
        assertThat(console.backdrop.uploads).containsOnlyKeys("uploads/a.JPG", "uploads/b.webp");
        assertThat(console.err()).contains("skipped, not being pictures by their names: notes.txt");
    }

    @Test
    void doesAPhotoOnceThoughItIsNamedTwice() throws IOException {
        Path cat = photo("cat.jpg", "cat");

        run(cat, folder.resolve("./cat.jpg"));

        assertThat(console.backdrop.uploads).hasSize(1);
        assertThat(console.err()).contains("named more than once; it is done once");
    }

    @Test
    void aFailedJobEndsItWithOneAndSaysInFullWhyAndWhatToDo() throws IOException {
        int exit = run(photo("cat.jpg", "cat"), photo("bad.jpg", "refuse"), photo("worse.jpg", "break"));

        assertThat(exit).isEqualTo(1);
        assertThat(console.out())
                .containsPattern("bad\\.jpg +- +REJECTED +0 .* INVALID_PHOTO, see below")
                .contains("the photo is no picture; send a JPEG or PNG.")
                .contains("Nothing was charged. Trying again without a change won't help.")
                .contains("perfectcorp calls it error_x.")
                .contains("The provider may charge for it. Trying again can help.")
                .contains("task task-7")
                .contains("1 of 3 succeeded");
        assertThat(out.resolve("cat.png")).exists();
    }

    @Test
    void aPhotoThatVanishesAndAResultThatIsLostFailAlone() throws IOException {
        int exit = run(photo("gone.jpg", "vanish"), photo("lost.jpg", "lose"), photo("cat.jpg", "cat"));

        assertThat(exit).isEqualTo(1);
        assertThat(console.out())
                .containsPattern("gone\\.jpg +- +NOT_STARTED .* UPLOAD_FAILED")
                .containsPattern("lost\\.jpg +studio +SUCCEEDED .* RESULT_NOT_WRITTEN")
                .contains("The provider charges for it.")
                .contains("1 of 3 succeeded");
    }

    @Test
    void marksWhatIsSimulated() throws IOException {
        run(photo("cat.jpg", "cat"), "--provider", "perfectcorp");

        assertThat(console.out()).contains("perfectcorp (simulated)").contains("perfectcorp: simulated: no key is set");
    }

    @Test
    void jsonIsOneDocumentAndNothingElse() throws IOException {
        Path cat = photo("cat.jpg", "cat");
        int exit = run(cat, photo("bad.jpg", "refuse"), "--provider=perfectcorp", "--json");

        assertThat(exit).isEqualTo(1);
        JsonNode report = Json.mapper().readTree(console.out());
        JsonNode job = report.at("/jobs/0");
        assertThat(job.get("photo").asText()).isEqualTo(cat.toString());
        assertThat(job.get("jobId").asText()).hasSize(32);
        assertThat(job.get("provider").asText()).isEqualTo("perfectcorp");
        assertThat(job.get("simulated").asBoolean()).isTrue();
        assertThat(job.get("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(job.get("polls").asInt()).isEqualTo(1);
        assertThat(job.get("seconds").decimalValue()).isEqualByComparingTo("4");
        assertThat(job.get("providerSeconds").decimalValue()).isEqualByComparingTo("1");
        assertThat(job.get("overheadSeconds").decimalValue()).isEqualByComparingTo("3");
        assertThat(job.get("credits").decimalValue()).isEqualByComparingTo("1.5");
        assertThat(job.get("result").asText()).endsWith("cat.png");
        assertThat(job.get("failure").isNull()).isTrue();
        JsonNode failure = report.at("/jobs/1/failure");
        assertThat(failure.get("code").asText()).isEqualTo("INVALID_PHOTO");
        assertThat(failure.get("charged").asText()).isEqualTo("NO");
        assertThat(failure.get("retryable").asBoolean()).isFalse();
        assertThat(report.at("/jobs/1/result").isNull()).isTrue();
        assertThat(report.at("/totals/succeeded").asInt()).isEqualTo(1);
        assertThat(report.at("/totals/failed").asInt()).isEqualTo(1);
        assertThat(report.at("/totals/credits/perfectcorp").decimalValue()).isEqualByComparingTo("1.5");
        assertThat(console.err()).contains("cat.jpg: SUCCEEDED perfectcorp (simulated), 1 poll");
    }

    @Test
    void keepsOnlyAFewPhotosOnTheirWayAtOnce() throws IOException {
        Path shoot = folder.resolve("shoot");
        for (int i : IntStream.range(0, 40).toArray()) {
            photo("shoot/" + i + ".jpg", "photo " + i);
        }

        int exit = run(shoot);

        assertThat(exit).isZero();
        assertThat(console.backdrop.mostAtOnce).isEqualTo(PhotoRun.AT_ONCE);
        assertThat(out.toFile().list()).hasSize(40);
    }

    @Test
    void endsWhenTimeIsUpAndSaysWhatMayStillBeCharged() throws IOException {
        int exit = run(photo("cat.jpg", "cat"), photo("slow.jpg", "hang"), "--timeout", "1m");

        assertThat(exit).isEqualTo(1);
        assertThat(console.out())
                .containsPattern("slow\\.jpg +studio +PROCESSING .* RUN_TIMEOUT, see below")
                .contains("it wasn't done when the time for this run was up (60 s)")
                .containsPattern("studio still\\s+has task task-7")
                .contains("The provider may charge for it.");
        assertThat(console.err()).contains("1 of 2 done, 14 s; waiting for ");
        assertThat(console.backdrop.now().toSeconds()).isEqualTo(60);
    }

    @Test
    void stopsWhenToldToAndReportsWhatIsUnfinished() throws IOException {
        console.backdrop.onWait = () -> {
            if (console.backdrop.now().toSeconds() == 6) {
                console.stop.request();
            }
        };

        int exit = run(photo("cat.jpg", "cat"), photo("slow.jpg", "hang"));

        assertThat(exit).isEqualTo(1);
        assertThat(console.out())
                .contains("it wasn't done when this run was stopped")
                .contains("1 of 2 succeeded");
        assertThat(console.backdrop.closed).isEqualTo(1);
    }

    @Test
    void showsProgressInPlaceOnAScreenAndLeavesOnlyTheTable() throws IOException {
        console = new Console(folder, Optional.of(new Screen(24, 80)));

        run(photo("cat.jpg", "cat"));

        assertThat(console.out()).contains("PROCESSING studio").contains("\u001b[1A\u001b[J");
        assertThat(console.out().substring(console.out().lastIndexOf("\u001b[J")))
                .contains("1 of 1 succeeded");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void namesEveryPhotoThatCantBeReadBeforeAnythingStarts() throws IOException {
        int exit = run(photo("cat.jpg", "cat"), folder.resolve("nope.jpg"), folder.resolve("neither.jpg"));

        assertThat(exit).isEqualTo(2);
        assertThat(console.err())
                .contains("nope.jpg: there is no such file")
                .contains("neither.jpg: there is no such file");
        assertThat(console.backdrop.starts).isEmpty();
        assertThat(console.out()).isEmpty();
    }

    @Test
    void aFolderWithoutPicturesIsWrongUsage() throws IOException {
        Files.createDirectories(folder.resolve("empty"));

        assertThat(run(folder.resolve("empty"))).isEqualTo(2);
        assertThat(console.err()).contains("empty: there is no picture in this folder");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--color zzz                       | --color: 'zzz' is not a colour; write it as #rrggbb",
                "--color #fff --prompt x           | mutually exclusive",
                "--transparent --color #fff        | mutually exclusive",
                "--background-image nowhere.png    | --background-image nowhere.png: there is no such file",
                "--background-image http://a.b/c   | --background-image: must be an s3://bucket/key or https:// address",
                "--format gif                      | --format: must be png or jpeg, not 'gif'",
                "--max-side 0                      | --max-side: must be a number of pixels from 1",
                "--seed 4294967296                 | --seed: must be a whole number from 0",
                "--seed twelve                     | '--seed': 'twelve'",
                "--timeout 30                      | '30' is not a time; write it as 90s, 30m or 2h",
                "--colour #fff                     | --color"
            })
    void wrongOptionsEndItWithTwoBeforeAnythingStarts(String options, String complaint) throws IOException {
        Path cat = photo("cat.jpg", "cat");

        int exit =
                run(Stream.concat(Stream.of(cat), Stream.of(options.split(" "))).toArray());

        assertThat(exit).isEqualTo(2);
        assertThat(console.err()).contains(complaint).contains("./backdrop run --help");
        assertThat(console.backdrop.starts).isEmpty();
    }

    @Test
    void anUnknownProviderIsWrongUsageAndTheKnownAreNamed() throws IOException {
        int exit = run(photo("cat.jpg", "cat"), "--provider", "picasso");

        assertThat(exit).isEqualTo(2);
        assertThat(console.err()).contains("there is no provider 'picasso'; known are auto, perfectcorp, studio");
        assertThat(console.backdrop.uploads).isEmpty();
        assertThat(console.backdrop.closed).isEqualTo(1);
    }

    @Test
    void aPromptThatNoUploadCanCarryIsWrongUsage() throws IOException {
        int exit = run(photo("cat.jpg", "cat"), "--prompt", "街".repeat(600));

        assertThat(exit).isEqualTo(2);
        assertThat(console.err()).contains("where S3 allows 2048; make --prompt shorter");
    }

    @Test
    void aFileInPlaceOfTheResultFolderIsWrongUsage() throws IOException {
        out = photo("taken", "a file").resolve("below");

        assertThat(run(photo("cat.jpg", "cat"))).isEqualTo(2);
        assertThat(console.err()).contains("taken is a file, not a folder");
        assertThat(console.backdrop.starts).isEmpty();
    }

    @Test
    void namesWithSpacesUmlautsAndAtSignsAreTakenAsTheyAre() throws IOException {
        int exit = run(photo("@ü ber a+b &c=é.jpg", "cat"));

        assertThat(exit).isZero();
        assertThat(List.of(out.toFile().list())).containsExactly("@ü ber a+b &c=é.png");
    }
}
