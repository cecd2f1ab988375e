package dev.backdrop.local.simulator.akool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.ApiClient;
import dev.backdrop.http.HttpLimits;
import dev.backdrop.local.simulator.Fault;
import dev.backdrop.local.simulator.TestPictures;
import dev.backdrop.photo.Layout.Box;
import dev.backdrop.photo.Photo;
import dev.backdrop.provider.Accepted;
import dev.backdrop.provider.NotYet;
import dev.backdrop.provider.Ready;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.ResultPicture;
import dev.backdrop.provider.Submission;
import dev.backdrop.provider.TaskOrder;
import dev.backdrop.provider.TaskRef;
import dev.backdrop.provider.TaskState;
import dev.backdrop.provider.Unknown;
import dev.backdrop.provider.akool.AkoolProvider;
import dev.backdrop.provider.akool.AkoolSettings;
import dev.backdrop.request.Anchor;
import dev.backdrop.request.Background;
import dev.backdrop.request.Canvas;
import dev.backdrop.request.Output;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Placement;
import dev.backdrop.request.Request;
import dev.backdrop.request.Rgb;
import dev.backdrop.settings.Settings;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our client and the simulated vendor, over HTTP; the pictures are under {@code target/akool-client} to be looked at. */
class AkoolClientTest {

    /** 600x400 at 1.0 on 500x500 is 500x333; at 0.9 it is 450x300. */
    private static final Placement PLACED = new Placement(new Canvas(500, 500), 0.9, Anchor.BOTTOM);

    private static final Background BEACH = new Background.Image(URI.create("s3://bucket/beach"));
    private static final Background LILAC = new Background.Color(Rgb.parse("#c9aafb"));

    private final Bench bench = new Bench(options -> options.withTokenValidity(Duration.ofHours(1)));
    private final Map<String, String> settings = new HashMap<>(AkoolOptions.defaults()
            .withApiKey(Bench.KEY)
            .withClientId(Bench.CLIENT_ID)
            .clientSettings(bench.simulator.apiBase()));
    private final Photo photo = HostedPhoto.jpeg(bench.pictures, "photo", Scenery.portrait(600, 400));

    @AfterEach
    void close() {
        assertThat(bench.simulator.journal().leakedKeys()).isEmpty();
        bench.close();
    }

    private AkoolProvider client() {
        AkoolSettings read = AkoolSettings.from(Settings.of(settings));
        return new AkoolProvider(read, ApiClient.to(read.base(), HttpLimits.API), bench.clock);
    }

    private TaskOrder order(Background background, Placement placement, Photo picture) {
        Request request = new Request(background, "akool", null, new Output(OutputFormat.PNG, null), placement);
        return new TaskOrder("job-1", 1, photo, Optional.ofNullable(picture), request, Optional.empty());
    }

    private static Submission submit(AkoolProvider client, TaskOrder order) {
        return ((Ready) client.prepare(order)).billedCall().get();
    }

    private Submission submit() {
        return submit(client(), order(LILAC, null, null));
    }

    /** Lets the task run to its end as a workflow would, and fetches the picture. */
    private BufferedImage composed(String name, TaskOrder order) throws IOException {
        AkoolProvider client = client();
        TaskRef task = TaskRef.first(((Accepted) submit(client, order)).taskId());
        assertThat(client.poll(task)).isInstanceOf(TaskState.Running.class);
        bench.pass(2);
        assertThat(client.poll(task)).isInstanceOf(TaskState.Running.class);
        bench.pass(2);
        TaskState.Succeeded end = (TaskState.Succeeded) client.poll(task);
        assertThat(end.credits()).contains(BigDecimal.valueOf(4));
        assertThat(bench.vendor().creditsCharged()).isEqualTo(4);

        HttpResponse<byte[]> answer = bench.download(((ResultPicture.At) end.result()).address());
        assertThat(answer.statusCode()).isEqualTo(200);
        Path folder = Files.createDirectories(Path.of("target", "akool-client"));
        Files.write(folder.resolve(name + ".png"), answer.body());
        return TestPictures.decode(answer.body());
    }

    private static void assertColor(BufferedImage picture, int x, int y, Color color) {
        Color found = new Color(picture.getRGB(x, y), true);
        assertThat(Math.max(
                        Math.abs(found.getAlpha() - color.getAlpha()),
                        color.getAlpha() == 0
                                ? 0
                                : Math.max(
                                        Math.abs(found.getRed() - color.getRed()),
                                        Math.max(
                                                Math.abs(found.getGreen() - color.getGreen()),
                                                Math.abs(found.getBlue() - color.getBlue())))))
                .as("%s at %d,%d instead of %s", found, x, y, color)
                .isLessThan(24);
    }

    /** What is in the middle of the photo, and that it isn't anywhere else. */
    private static void assertSubject(BufferedImage picture, Box place, Color above) {
        int middleX = place.x() + place.width() / 2;
        int middleY = place.y() + place.height() / 2;
        assertColor(picture, middleX, middleY, Scenery.SUBJECT);
        assertColor(picture, middleX - place.width() / 10, place.y() + place.height() / 10, above);
        assertColor(picture, place.x() + place.width() / 4, place.y() + place.height() / 4, Scenery.MARK);
        assertColor(picture, place.x() + place.width() * 3 / 4, place.y() + place.height() / 4, Scenery.SKY);
    }

    @Test
    void aColour() throws IOException {
        BufferedImage picture = composed("color", order(LILAC, PLACED, null));

        Geometry geometry = bench.vendor().lastGeometry().orElseThrow();
        assertThat(geometry).isEqualTo(new Geometry(500, 500, new Box(25, 200, 450, 300), Optional.empty()));
        assertThat(picture.getWidth()).isEqualTo(500);
        assertThat(picture.getHeight()).isEqualTo(500);
        Color lilac = new Color(0xc9, 0xaa, 0xfb);
        assertSubject(picture, geometry.photo(), lilac);
        assertColor(picture, 0, 0, lilac);
        assertColor(picture, 499, 499, lilac);
    }

    @Test
    void nothingBehind() throws IOException {
        BufferedImage picture = composed("transparent", order(new Background.Transparent(), PLACED, null));

        Color clear = new Color(0, 0, 0, 0);
        assertSubject(picture, new Box(25, 200, 450, 300), clear);
        assertColor(picture, 0, 0, clear);
        assertColor(picture, 499, 499, clear);
    }

    @Test
    void aPictureThatIsWiderThanTheCanvas() throws IOException {
        Photo beach = HostedPhoto.jpeg(bench.pictures, "beach", Scenery.stripes(800, 400));
        BufferedImage picture = composed("image", order(BEACH, PLACED, beach));

        assertThat(bench.vendor().lastGeometry().orElseThrow().template()).contains(new Box(-250, 0, 1000, 500));
        // Of four stripes, each 250 wide, the middle two are left.
        assertSubject(picture, new Box(25, 200, 450, 300), Scenery.STRIPES.get(1));
        assertColor(picture, 3, 3, Scenery.STRIPES.get(1));
        assertColor(picture, 244, 3, Scenery.STRIPES.get(1));
        assertColor(picture, 256, 3, Scenery.STRIPES.get(2));
        assertColor(picture, 496, 496, Scenery.STRIPES.get(2));
    }

    @Test
    void aPictureThatCanBeSeenThroughLiesOnWhite() throws IOException {
        Photo ring = HostedPhoto.png(bench.pictures, "ring", Scenery.ring(300, 400));
        BufferedImage picture = composed("image-on-white", order(BEACH, PLACED, ring));

        assertThat(bench.vendor().lastGeometry().orElseThrow().template()).contains(new Box(0, -84, 500, 667));
        assertColor(picture, 2, 2, Scenery.RING);
        assertColor(picture, 250, 100, Color.WHITE);
        assertThat(new Color(picture.getRGB(250, 100), true).getAlpha()).isEqualTo(255);
    }

    @ParameterizedTest(name = "{0} at {1}, {2}")
    @CsvSource({
        "600x400, 1, center, 0, 0, 600, 400",
        "300x900, 0.85, top, 22, 0, 255, 170",
        "300x300, 2, center, -150, -50, 600, 400",
        "300x300, 2, bottom-right, -300, -100, 600, 400"
    })
    void thePhotoIsWhereTheLayoutPutsIt(String canvas, double scale, String anchor, int x, int y, int width, int height)
            throws IOException {
        Canvas sides = Canvas.parse(canvas);
        Placement placement = new Placement(sides, scale, Anchor.of(anchor).orElseThrow());
        BufferedImage picture = composed("placed-" + canvas + "-" + anchor, order(LILAC, placement, null));

        assertThat(bench.vendor().lastGeometry())
                .contains(new Geometry(sides.width(), sides.height(), new Box(x, y, width, height), Optional.empty()));
        assertThat(picture.getWidth()).isEqualTo(sides.width());
        assertThat(picture.getHeight()).isEqualTo(sides.height());
        assertColor(picture, x + width / 2, y + height / 2, Scenery.SUBJECT);
    }

    @Test
    void aTokenThatExpiresBetweenTwoPollsIsReplaced() {
        settings.put("BACKDROP_AKOOL_AUTH", "token");
        AkoolProvider client = client();
        bench.vendor().tasks().take(Duration.ofHours(3));
        TaskRef task = TaskRef.first(((Accepted) submit(client, order(LILAC, null, null))).taskId());
        assertThat(client.poll(task)).isInstanceOf(TaskState.Running.class);
        assertThat(bench.vendor().tokensGiven()).isEqualTo(1);

        bench.pass(2 * 3600);
        assertThat(client.poll(task)).isInstanceOf(TaskState.Running.class);
        assertThat(submit(client, order(LILAC, null, null))).isInstanceOf(Accepted.class);
        assertThat(bench.vendor().tokensGiven()).isEqualTo(2);
        bench.pass(2 * 3600);
        assertThat(submit(client, order(LILAC, null, null))).isInstanceOf(Accepted.class);
        assertThat(bench.vendor().tokensGiven()).isEqualTo(3);
        assertThat(bench.vendor().tasksCreated()).isEqualTo(3);
    }

    @Test
    void aWrongKeyAnEmptyAccountAndABanAreToldApartAndCostNothing() {
        bench.vendor().balance(3);
        assertThat(((Refused) submit()).failure().code()).isEqualTo(FailureCode.PROVIDER_OUT_OF_CREDIT);
        bench.vendor().ban(true);
        assertThat(((Refused) submit()).failure().message()).contains("has banned the account");
        bench.vendor().ban(false);
        settings.put("BACKDROP_AKOOL_API_KEY", "wrong");
        assertThat(((Refused) submit()).failure().code()).isEqualTo(FailureCode.PROVIDER_UNAUTHORIZED);
        settings.put("BACKDROP_AKOOL_AUTH", "token");
        assertThat(((Refused) client().prepare(order(LILAC, null, null)))
                        .failure()
                        .code())
                .isEqualTo(FailureCode.PROVIDER_UNAUTHORIZED);
        assertThat(bench.vendor().tasksCreated()).isZero();
    }

    @Test
    void whoIsTooFastIsToldToWait() throws IOException {
        try (Bench slow = new Bench(options -> options.withRateLimit(1, Duration.ofSeconds(5)))) {
            settings.put("BACKDROP_AKOOL_BASE_URL", slow.simulator.apiBase().toString());
            AkoolProvider client = client();
            Accepted accepted = (Accepted) submit(client, order(LILAC, null, null));
            NotYet later = (NotYet) submit(client, order(LILAC, null, null));
            TaskState.Unsettled unsettled = (TaskState.Unsettled) client.poll(TaskRef.first(accepted.taskId()));
            assertThat(unsettled.delay()).contains(later.delay());
            assertThat(slow.vendor().tasksCreated()).isEqualTo(1);

            slow.clock.advance(later.delay());
            assertThat(client.poll(TaskRef.first(accepted.taskId()))).isInstanceOf(TaskState.Succeeded.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop", "half", "cut", "garbled", "500"})
    void aLostAnswerLeavesOneTaskAndAnUnknownEnd(String kind) {
        bench.vendor()
                .faults()
                .next(
                        AkoolEndpoint.TASK_CREATE,
                        switch (kind) {
                            case "drop" -> Fault.dropAfter();
                            case "half" -> Fault.halfBody();
                            case "cut" -> Fault.truncatedBody();
                            case "garbled" -> Fault.malformedJson();
                            default -> Fault.status(500).afterTakingEffect();
                        });
        Failure failure = ((Unknown) submit()).failure();

        assertThat(failure.code()).isEqualTo(FailureCode.SUBMIT_UNKNOWN);
        assertThat(failure.charged()).isEqualTo(Charge.MAYBE);
        assertThat(bench.vendor().tasksCreated()).isEqualTo(1);
        assertThat(bench.vendor().creditsCharged()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFailedTaskIsQuotedAndNotMadeAgain(boolean asObjects) throws IOException {
        ErrorReasons shape = asObjects ? ErrorReasons.OBJECTS : ErrorReasons.TEXTS;
        try (Bench other = new Bench(options -> options.withErrorReasons(shape))) {
            settings.put("BACKDROP_AKOOL_BASE_URL", other.simulator.apiBase().toString());
            other.vendor().tasks().fail("no subject was found");
            AkoolProvider client = client();
            TaskRef task = TaskRef.first(((Accepted) submit(client, order(LILAC, null, null))).taskId());
            other.pass(4);
            TaskState.Failed failed = (TaskState.Failed) client.poll(task);

            assertThat(failed.resubmit()).isFalse();
            assertThat(failed.failure().charged()).isEqualTo(Charge.MAYBE);
            assertThat(failed.failure().message()).contains("no subject was found");
            assertThat(failed.failure().providerCode()).isEqualTo(asObjects ? "5001" : null);
        }
    }

    @Test
    void aTaskOfLastWeekIsLeftUnsettled() {
        AkoolProvider client = client();
        TaskRef task = TaskRef.first(((Accepted) submit(client, order(LILAC, null, null))).taskId());
        bench.pass(Duration.ofDays(7).toSeconds());
        assertThat(((TaskState.Unsettled) client.poll(task)).failure().providerCode())
                .isEqualTo("1003");
    }
}
