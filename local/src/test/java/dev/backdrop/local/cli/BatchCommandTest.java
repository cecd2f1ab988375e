package dev.backdrop.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchCommandTest {

    @TempDir
    Path folder;

    private Console console;
    private InMemoryBackdrop backdrop;
    private Path shoot;
    private Path out;

    @BeforeEach
    void setUp() throws IOException {
        shoot = Files.createDirectories(folder.resolve("Autumn shoot"));
        out = folder.resolve("results");
        sitDown(new Console(folder));
    }

    private void sitDown(Console at) {
        console = at;
        backdrop = console.backdrop;
    }

    private void photo(String name, String content) throws IOException {
        Path file = shoot.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private int batch(Object... words) {
        return on(shoot, words);
    }

    private int on(Path what, Object... words) {
        return console.enter(Stream.concat(
                        Stream.of("batch", what, "--out", out, "--state", folder.resolve("state")), Stream.of(words))
                .toArray());
    }

    private String key(String name) {
        return backdrop.contents.keySet().stream()
                .filter(key -> key.endsWith("/" + name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void resultsComeUnderThePathsOfTheirPhotosWithTheReportBesideThem() throws IOException {
        photo("cat.jpg", "cat");
        photo("hats/red/top.jpeg", "hat");

        int exit = batch("--color", "#fff");

        assertThat(exit).isZero();
        assertThat(out.resolve("cat.png")).hasContent("picture of cat");
        assertThat(out.resolve("hats/red/top.png")).hasContent("picture of hat");
        assertThat(out.resolve("report.html")).exists();
        assertThat(out.resolve("report.csv")).exists();
        assertThat(out.resolve("report.json")).exists();
        assertThat(console.out())
                .contains(
                        "2 jobs submitted: 2 succeeded, 0 failed, in 4.00 s (30.0 a minute)\n2 tasks at studio: 2 credits\n")
                .contains("2 of 2 photos have their results")
                .contains("report.html")
                .doesNotContain("\u001b");
        assertThat(console.err())
                .contains("2 photos found")
                .contains("2 jobs planned: about 2 credits of studio, about");
        assertThat(backdrop.closed).isEqualTo(1);
    }

    @Test
    void oneExecutionIsStartedForTheWholeFolderWithAllThatWasAskedFor() throws IOException {
        photo("cat.jpg", "cat");
        photo("dog.jpg", "dog");

        batch(
                "--prompt",
                "Straße bei Nacht",
                "--seed",
                "7",
                "--canvas",
                "900x900",
                "--concurrency",
                "3",
                "--tolerate",
                "20");

        assertThat(backdrop.batches.inputs).hasSize(1);
        JsonNode input = backdrop.batches.lastInput();
        assertThat(input.at("/folder").asText()).matches("batches/autumn-shoot-[0-9a-f]{8}/");
        assertThat(input.at("/request/background/prompt").asText()).isEqualTo("Straße bei Nacht");
        assertThat(input.at("/request/seed").asInt()).isEqualTo(7);
        assertThat(input.at("/request/placement/canvas").asText()).isEqualTo("900x900");
        assertThat(input.at("/concurrency").asInt()).isEqualTo(3);
        assertThat(input.at("/toleratedFailurePercent").asDouble()).isEqualTo(20);
        assertThat(input.at("/confirm").asBoolean()).isFalse();
        assertThat(backdrop.uploads.keySet())
                .allMatch(key -> key.startsWith(input.at("/folder").asText()));
    }

    @Test
    void stateIsKeptBesideTheLauncherUnlessAnotherFolderIsNamed() throws IOException {
        photo("cat.jpg", "cat");

        console.enter("batch", shoot, "--out", out);

        assertThat(backdrop.starts.get(0).state()).contains(folder.toRealPath().resolve(".backdrop"));
    }

    @Test
    void runAgainNothingIsUploadedNorSubmitted() throws IOException {
        photo("cat.jpg", "cat");
        batch();
        backdrop.uploads.clear();

        int exit = batch();

        assertThat(exit).isZero();
        assertThat(backdrop.uploads).isEmpty();
        assertThat(console.err()).contains("1 left out: done before");
        assertThat(console.out()).contains("Nothing was submitted").contains("1 of 1 photo has its result");
        assertThat(out.resolve("cat-2.png")).doesNotExist();
        assertThat(out.resolve("report-2.html")).doesNotExist();
    }

    @Test
    void aResultThatWasTakenAwayIsFetchedAgainWithoutANewJob() throws IOException {
        photo("cat.jpg", "cat");
        batch();
        Files.delete(out.resolve("cat.png"));

        batch();

        assertThat(out.resolve("cat.png")).hasContent("picture of cat");
        assertThat(console.out()).contains("Nothing was submitted");
    }

    @Test
    void onlyWhatIsNewOrChangedIsDoneAndWhatIsGoneIsForgotten() throws IOException {
        photo("cat.jpg", "cat");
        photo("dog.jpg", "dog");
        photo("old.jpg", "old");
        batch();
        backdrop.uploads.clear();
        photo("cat.jpg", "cat with a hat");
        photo("new.jpg", "new");
        Files.delete(shoot.resolve("old.jpg"));

        int exit = batch();

        assertThat(exit).isZero();
        assertThat(backdrop.uploads).containsOnlyKeys(key("cat.jpg"), key("new.jpg"));
        assertThat(backdrop.batches.removed).singleElement().asString().endsWith("/old.jpg");
        assertThat(console.out()).contains("2 jobs submitted: 2 succeeded").contains("3 of 3 photos");
        assertThat(out.resolve("cat.png")).hasContent("picture of cat");
        assertThat(out.resolve("cat-2.png")).hasContent("picture of cat with a hat");
    }

    @Test
    void failuresAreToldOnceForAllThatShareThemAndEndItWithOne() throws IOException {
        photo("a.jpg", "refuse");
        photo("b.jpg", "refuse");
        photo("c.jpg", "break");
        photo("cat.jpg", "cat");

        int exit = batch();

        assertThat(exit).isEqualTo(1);
        assertThat(console.out())
                .containsOnlyOnce("the photo is no picture; send a JPEG or PNG.")
                .containsPattern("INVALID_PHOTO \\(2 photos\\)[^$]* a\\.jpg\\R +b\\.jpg")
                .contains("TASK_FAILED (1 photo)")
                .contains("4 jobs submitted: 1 succeeded, 3 failed")
                .contains("1 of 4 photos has its result");
    }

    @Test
    void failuresOfAnEarlierRunAreNotTriedAgainAndStillEndItWithOne() throws IOException {
        photo("a.jpg", "refuse");
        photo("cat.jpg", "cat");
        batch();

        int exit = batch();

        assertThat(exit).isEqualTo(1);
        assertThat(console.err()).contains("1 left out: failed before; --failed-only tries them again");
        assertThat(console.out()).contains("Nothing was submitted").contains("add --failed-only");
    }

    @Test
    void failedOnlyTriesThoseAgainWithTheRequestOfTheLastRun() throws IOException {
        photo("a.jpg", "refuse");
        photo("cat.jpg", "cat");
        batch("--color", "#abc");

        int exit = batch("--failed-only");

        assertThat(exit).isEqualTo(1);
        JsonNode input = backdrop.batches.lastInput();
        assertThat(input.at("/failedOnly").asBoolean()).isTrue();
        assertThat(input.at("/request/background/color").asText()).isEqualTo("#abc");
        assertThat(console.out())
                .contains("1 job submitted again: 0 succeeded, 1 failed")
                .contains("1 of 2 photos")
                .contains("No provider was given a task: nothing was charged")
                .contains("1 job has failed again: mend or replace the photo, then give the same command");
        assertThat(out.resolve("report-2.html")).exists();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPhotoThatWasMendedIsDoneByTheSameCommandAndByFailedOnly(boolean failedOnly) throws IOException {
        photo("a.jpg", "refuse");
        photo("cat.jpg", "cat");
        batch("--color", "#abc");
        photo("a.jpg", "dog");

        int exit = failedOnly ? batch("--failed-only") : batch("--color", "#abc");

        assertThat(exit).isZero();
        assertThat(console.out())
                .contains("1 job submitted" + (failedOnly ? " again" : "") + ": 1 succeeded, 0 failed");
        assertThat(out.resolve("a.png")).hasContent("picture of dog");
    }

    @Test
    void failedOnlyOfAFolderThatWasNeverRunIsWrongUsage() throws IOException {
        photo("cat.jpg", "cat");

        assertThat(batch("--failed-only")).isEqualTo(2);
        assertThat(console.err()).contains("there is no earlier run of this folder");
        assertThat(backdrop.batches.inputs).isEmpty();
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndStartsNothing() throws IOException {
        photo("cat.jpg", "cat");
        photo("notes.txt", "notes");
        Path list = Files.writeString(shoot.resolve("list.csv"), "key\ncat.jpg\nnowhere.jpg\n");

        int exit = on(list, "--dry-run");

        assertThat(exit).isZero();
        assertThat(backdrop.jobs).isEmpty();
        assertThat(console.out())
                .contains("2 photos found")
                .contains("1 job planned: about 1 credit of studio, about 30 s with 2 at once")
                .contains("1 can't be done: see below")
                .contains("NO_FILE (1 photo)")
                .contains("nothing was started");
        assertThat(out).doesNotExist();
    }

    @Test
    void stoppedItSaysWhatIsKeptAndGoesOnWithTheRestNextTime() throws IOException {
        photo("cat.jpg", "cat");
        photo("slow.jpg", "hang");
        backdrop.onWait = () -> {
            if (backdrop.now().toSeconds() == 6) {
                console.stop.request();
            }
        };

        int exit = batch();

        assertThat(exit).isEqualTo(1);
        assertThat(backdrop.batches.stopped).hasSize(1);
        assertThat(console.err()).contains("Stopping");
        assertThat(console.out())
                .contains("2 jobs submitted: 1 succeeded, 0 failed, 1 cut off")
                .contains("it was under way when the batch was stopped")
                .contains("Give the same command again to go on with the rest");
        assertThat(out.resolve("cat.png")).exists();
        assertThat(out.resolve("report.html")).as("of what is done so far").exists();
        assertThat(backdrop.closed).isEqualTo(1);
    }

    @Test
    void whatWasCutOffIsDoneByTheSameCommand() throws IOException {
        photo("slow.jpg", "hang");
        backdrop.onWait = console.stop::request;
        batch();
        InMemoryBackdrop before = backdrop;
        before.contents.replaceAll((key, text) -> "cat");
        photo("slow.jpg", "cat");

        Console later = new Console(folder, Optional.empty(), before);
        before.onWait = () -> {};
        sitDown(later);

        assertThat(batch()).isZero();
        assertThat(out.resolve("slow.png")).exists();
    }

    @Test
    void jsonIsOneDocumentWithPlanCountsAndARowForEachPhoto() throws IOException {
        photo("bad.jpg", "refuse");
        photo("cat.jpg", "cat");
        photo("empty.jpg", "");

        int exit = batch("--json");

        assertThat(exit).isEqualTo(1);
        JsonNode report = Json.mapper().readTree(console.out());
        assertThat(report.at("/batch/status").asText()).isEqualTo("FINISHED_WITH_FAILURES");
        assertThat(report.at("/plan/planned").asInt()).isEqualTo(3);
        assertThat(report.at("/plan/estimatedCredits/studio").asInt()).isEqualTo(3);
        assertThat(report.at("/totals/photos").asInt()).isEqualTo(3);
        assertThat(report.at("/totals/withResult").asInt()).isEqualTo(2);
        assertThat(report.at("/totals/submitted").asInt()).isEqualTo(3);
        assertThat(report.at("/totals/tasks/studio").asInt()).isEqualTo(2);
        assertThat(report.at("/totals/succeeded").asInt()).isEqualTo(2);
        assertThat(report.at("/totals/failed").asInt()).isEqualTo(1);
        assertThat(report.at("/photos/0/photo").asText()).isEqualTo("bad.jpg");
        assertThat(report.at("/photos/0/failure/code").asText()).isEqualTo("INVALID_PHOTO");
        assertThat(report.at("/photos/1/result").asText()).endsWith("cat.png");
        assertThat(report.at("/photos/1/failure").isNull()).isTrue();
        assertThat(report.at("/report/html").asText()).endsWith("report.html");
    }

    @Test
    void marksWhatIsSimulated() throws IOException {
        photo("cat.jpg", "cat");

        batch("--provider", "perfectcorp");

        assertThat(console.out()).contains("perfectcorp: simulated: no key is set");
    }

    @Test
    void aBarShowsHowFarItIsOnAScreenAndGoesAway() throws IOException {
        sitDown(new Console(folder, Optional.of(new Screen(24, 100))));
        photo("cat.jpg", "cat");
        photo("bad.jpg", "refuse");

        batch();

        assertThat(console.out()).contains("[############------------] running: 1 of 2 done, 1 failed");
        assertThat(console.out().substring(console.out().lastIndexOf("\u001b[J")))
                .contains("2 jobs submitted: 1 succeeded, 1 failed")
                .doesNotContain("[#");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void aManifestNamesFilesRelativeToItselfWithARequestForEach() throws IOException {
        photo("cat.jpg", "cat");
        photo("hats/top.jpg", "hat");
        Path manifest = Files.writeString(
                shoot.resolve("list.csv"), "key,background.color\ncat.jpg,#ffffff\n\nhats/top.jpg,#000000\n");

        int exit = on(manifest, "--provider", "studio");

        assertThat(exit).isZero();
        String list = backdrop.contents.get(
                backdrop.batches.lastInput().at("/manifest/key").asText());
        assertThat(list.lines())
                .satisfiesExactly(
                        header -> assertThat(header).isEmpty(),
                        cat -> assertThat(cat).contains("/cat.jpg\"").contains("#ffffff"),
                        blank -> assertThat(blank).isEmpty(),
                        hat -> assertThat(hat).contains("/hats/top.jpg\"").contains("#000000"));
        assertThat(out.resolve("hats/top.png")).exists();
    }

    @Test
    void rowsThatCantBeDoneAreRowsOfTheReportAndNotTheEnd() throws IOException {
        photo("cat.jpg", "cat");
        Path manifest = Files.writeString(shoot.resolve("list.jsonl"), """
                {"key": "cat.jpg"}
                {"key": "nowhere.jpg"}
                {"key": "../secret.jpg"}
                {"key": 12}
                not json
                """);

        int exit = on(manifest);

        assertThat(exit).isEqualTo(1);
        assertThat(out.resolve("cat.png")).exists();
        assertThat(console.out())
                .contains("NO_FILE (1 photo)")
                .contains("nowhere.jpg (line 2)")
                .contains("../secret.jpg (line 3)")
                .contains("relative to the manifest")
                .contains("(no key) (line 4)")
                .contains("is not JSON")
                .contains("1 of 5 photos has its result");
        assertThat(console.err())
                .contains("5 photos found")
                .contains("1 job planned")
                .contains("4 can't be done");
        assertThat(backdrop.batches.refusals())
                .extracting(refusal -> refusal.path("line").asInt() + " "
                        + refusal.path("key").asText().replaceAll(".*/", "") + " "
                        + refusal.path("code").asText())
                .as("the workflow's own report has them, too")
                .containsExactly(
                        "2 nowhere.jpg INVALID_PHOTO",
                        "3 secret.jpg UNSUPPORTED_REQUEST",
                        "4  UNSUPPORTED_REQUEST",
                        "5  UNSUPPORTED_REQUEST");
    }

    @Test
    void aListOfNothingButFaultsHasItsReportAndEndsItWithOne() throws IOException {
        Path manifest = Files.writeString(shoot.resolve("list.csv"), "key\nnowhere.jpg\n");

        int exit = on(manifest);

        assertThat(exit).isEqualTo(1);
        assertThat(out.resolve("report.html")).exists();
    }

    @Test
    void resultsInsideTheFolderAreNotTakenForPhotos() throws IOException {
        photo("cat.jpg", "cat");
        out = shoot.resolve("done");
        batch();

        int exit = batch();

        assertThat(exit).isZero();
        assertThat(console.out()).contains("1 of 1 photo has its result");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--color zzz               | --color: 'zzz' is not a colour",
                "--concurrency 0           | --concurrency: must be from 1 to 1000, not 0",
                "--tolerate 101            | --tolerate: must be a percentage from 0 to 100",
                "--accept-possible-charge  | is only of use with --failed-only",
                "--background-image no.png | there is no such file"
            })
    void wrongOptionsEndItWithTwoBeforeAnythingStarts(String options, String complaint) throws IOException {
        photo("cat.jpg", "cat");

        int exit = batch((Object[]) options.split(" "));

        assertThat(exit).isEqualTo(2);
        assertThat(console.err()).contains(complaint).contains("./backdrop batch --help");
        assertThat(backdrop.starts).isEmpty();
    }

    @Test
    void anUnknownProviderIsWrongUsage() throws IOException {
        photo("cat.jpg", "cat");

        assertThat(batch("--provider", "picasso")).isEqualTo(2);
        assertThat(console.err()).contains("there is no provider 'picasso'");
        assertThat(backdrop.batches.inputs).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereOrHasNoPictureIsWrongUsage() throws IOException {
        assertThat(on(folder.resolve("nope"))).isEqualTo(2);
        assertThat(console.err()).contains("nope: there is no such folder or manifest");

        photo("notes.txt", "notes");
        assertThat(batch()).isEqualTo(2);
        assertThat(console.err()).contains("there is no picture in this folder, nor in those inside");

        assertThat(on(shoot.resolve("notes.txt"))).isEqualTo(2);
        assertThat(console.err()).contains("is neither a folder nor a manifest");
        assertThat(backdrop.starts).isEmpty();
    }

    @Test
    void aManifestThatCantBeUnderstoodIsWrongUsage() throws IOException {
        Path manifest = Files.writeString(shoot.resolve("list.csv"), "file;color\na.jpg;#fff\n");

        assertThat(on(manifest)).isEqualTo(2);
        assertThat(console.err()).contains("isn't separated by commas");
    }
}
