package dev.backdrop.provider.akool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.ScriptedServer;
import dev.backdrop.http.ScriptedServer.Reply;
import dev.backdrop.http.ScriptedServer.Seen;
import dev.backdrop.photo.Photo;
import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.provider.Accepted;
import dev.backdrop.provider.NotYet;
import dev.backdrop.provider.Ready;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.TaskOrder;
import dev.backdrop.provider.TaskRef;
import dev.backdrop.provider.Unknown;
import dev.backdrop.request.Anchor;
import dev.backdrop.request.Background;
import dev.backdrop.request.Canvas;
import dev.backdrop.request.Placement;
import dev.backdrop.request.Rgb;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AkoolSubmissionTest {

    private static final Placement PLACED = new Placement(new Canvas(2000, 2000), 0.85, Anchor.BOTTOM);
    private static final Background PICTURE = new Background.Image(URI.create("s3://bucket/beach"));
    private static final String PHOTO =
            "https://bucket.s3.example.com/photo.jpg?X-Amz-Expires=3600&X-Amz-Signature=a%2Fb";

    private final FakeAkool vendor = new FakeAkool();

    @AfterEach
    void stop() {
        vendor.close();
    }

    private static Optional<Photo> picture(PhotoFormat format) {
        return Optional.of(new FakeAkool.FixedPhoto("beach", format, 999, 333));
    }

    /** What is sent for an order, to the letter. */
    private String body(TaskOrder order) {
        FakeAkool.submit(vendor.provider(), order);
        return vendor.only("content/image/bg/replace").text();
    }

    @Test
    void aColourIsTheSecondCombination() {
        assertThat(body(FakeAkool.order(new Background.Color(Rgb.parse("C9AAFB")), PLACED)))
                .isEqualTo("{\"color_code\":\"#c9aafb\",\"canvas_size\":\"2000x2000\",\"origin_img\":\"" + PHOTO + "\","
                        + "\"modify_origin_img_size\":\"1700x566\",\"overlay_origin_x\":150,\"overlay_origin_y\":1434,"
                        + "\"removeBg\":true}");
    }

    @Test
    void nothingBehindIsTheFourthCombination() {
        assertThat(body(FakeAkool.order(new Background.Transparent(), PLACED)))
                .isEqualTo("{\"canvas_size\":\"2000x2000\",\"origin_img\":\"" + PHOTO + "\","
                        + "\"modify_origin_img_size\":\"1700x566\",\"overlay_origin_x\":150,\"overlay_origin_y\":1434,"
                        + "\"removeBg\":true}");
    }

    @Test
    void aPictureThatNobodySeesThroughIsTheFirstCombination() {
        assertThat(body(FakeAkool.order(PICTURE, PLACED, picture(PhotoFormat.JPEG))))
                .isEqualTo("{\"template_url\":\"https://bucket.s3.example.com/beach.jpg?X-Amz-Expires=3600"
                        + "&X-Amz-Signature=a%2Fb\",\"modify_template_size\":\"6000x2000\","
                        + "\"overlay_template_x\":-2000,\"overlay_template_y\":0,"
                        + "\"canvas_size\":\"2000x2000\",\"origin_img\":\"" + PHOTO + "\","
                        + "\"modify_origin_img_size\":\"1700x566\",\"overlay_origin_x\":150,\"overlay_origin_y\":1434,"
                        + "\"removeBg\":true}");
    }

    @Test
    void aPictureThatMayBeSeenThroughGetsWhiteBehindWhichIsTheThirdCombination() {
        assertThat(body(FakeAkool.order(PICTURE, null, picture(PhotoFormat.PNG))))
                .isEqualTo("{\"color_code\":\"#ffffff\","
                        + "\"template_url\":\"https://bucket.s3.example.com/beach.png?X-Amz-Expires=3600"
                        + "&X-Amz-Signature=a%2Fb\",\"modify_template_size\":\"1001x334\","
                        + "\"overlay_template_x\":0,\"overlay_template_y\":-1,"
                        + "\"canvas_size\":\"1001x333\",\"origin_img\":\"" + PHOTO + "\","
                        + "\"modify_origin_img_size\":\"1001x333\",\"overlay_origin_x\":0,\"overlay_origin_y\":0,"
                        + "\"removeBg\":true}");
    }

    @ParameterizedTest(name = "{0} at {1}, {2}")
    @CsvSource(delimiter = '|', textBlock = """
            1001x333  | 1.25 | center       | 1251x416 | -125 | -42
            333x1001  | 1    | top          | 333x111  | 0    | 0
            1200x1600 | 0.85 | bottom-left  | 1020x339 | 0    | 1261
            1000x1000 | 1.5  | bottom-right | 1500x499 | -500 | 501
            """)
    void sizesAndPlacesAreThoseOfTheLayout(String canvas, double scale, String anchor, String size, int x, int y) {
        Placement placement =
                new Placement(Canvas.parse(canvas), scale, Anchor.of(anchor).orElseThrow());
        assertThat(body(FakeAkool.order(FakeAkool.BLUE, placement)))
                .contains("\"canvas_size\":\"" + canvas + "\"")
                .contains("\"modify_origin_img_size\":\"" + size + "\",\"overlay_origin_x\":" + x
                        + ",\"overlay_origin_y\":" + y + ",");
    }

    @Test
    void aWebhookIsNamedOnlyIfThereIsOne() {
        vendor.environment.put("BACKDROP_AKOOL_WEBHOOK_URL", "https://me.example/hook/");
        assertThat(body(FakeAkool.order(FakeAkool.BLUE, null)))
                .endsWith(",\"removeBg\":true,\"webhookUrl\":\"https://me.example/hook/\"}");
    }

    @Test
    void theKeyAndTheTypeAreHeadersAndNothingElseLetsIn() {
        assertThat(vendor.submit()).isEqualTo(new Accepted(FakeAkool.TASK_ID, Optional.empty(), Optional.empty()));

        Seen create = vendor.only("content/image/bg/replace");
        assertThat(create.method()).isEqualTo("POST");
        assertThat(create.header("x-api-key")).contains(FakeAkool.KEY);
        assertThat(create.header("Authorization")).isEmpty();
        assertThat(create.header("Content-Type")).contains("application/json");
        assertThat(create.text()).doesNotContain(FakeAkool.KEY);
        assertThat(vendor.server.seen()).hasSize(1);
    }

    @Test
    void aBaseAddressCanHaveAPathBeforeTheVendorsOwn() {
        vendor.environment.put(
                "BACKDROP_AKOOL_BASE_URL", vendor.server.at("/proxy").toString());
        vendor.submit();
        vendor.provider().poll(TaskRef.first("t"));

        assertThat(vendor.server.seen())
                .extracting(Seen::target)
                .containsExactly(
                        "/proxy/api/open/v3/content/image/bg/replace",
                        "/proxy/api/open/v3/content/image/infobymodelid?image_model_id=t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"1000\",\"data\":{\"_id\":\"7\",\"image_status\":\"1\"}}",
                "{\"code\":1000.0,\"data\":{\"_id\":7}}",
                "{\"data\":{\"_id\":\"7\"}}",
                "{\"code\":1000,\"msg\":null,\"more\":[{}],\"data\":{\"_id\":7,\"image_status\":null,\"x\":{}}}"
            })
    void anAnswerIsReadWhateverItsShapeAsLongAsItNamesTheTask(String answer) {
        vendor.create = seen -> Reply.of(200, answer).with("X-REQUEST-ID", "req-1");
        assertThat(vendor.submit()).isEqualTo(new Accepted("7", Optional.empty(), Optional.of("req-1")));
    }

    @Test
    void nothingIsSentBeforeTheBilledCallAndItCanBeMadeOnce() {
        Ready ready = (Ready) vendor.provider().prepare(FakeAkool.order(FakeAkool.BLUE, null));
        assertThat(vendor.server.seen()).isEmpty();

        ready.billedCall().get();
        assertThatThrownBy(() -> ready.billedCall().get()).isInstanceOf(IllegalStateException.class);
        vendor.only("content/image/bg/replace");
    }

    @Test
    void aPromptIsRefusedWithAWayOut() {
        Failure failure = ((Refused) vendor.provider().prepare(FakeAkool.order(new Background.Prompt("a beach"), null)))
                .failure();

        assertThat(failure.code()).isEqualTo(FailureCode.UNSUPPORTED_REQUEST);
        assertThat(failure.charged()).isEqualTo(Charge.NO);
        assertThat(failure.message())
                .isEqualTo(
                        "Akool makes no backgrounds from a prompt. Give a color or an image, ask for a transparent one,"
                                + " or use another provider.");
        assertThat(vendor.server.seen()).isEmpty();
    }

    @Test
    void aPictureThatWasForgottenIsADefectAndNothingIsSent() {
        assertThatThrownBy(() -> vendor.provider().prepare(FakeAkool.order(PICTURE, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("comes with its picture");
        assertThat(vendor.server.seen()).isEmpty();
    }

    @Test
    void theKeyGoesToTheApiAloneEvenWhenEveryCallRedirectsElsewhere() {
        try (ScriptedServer elsewhere = new ScriptedServer(seen -> Reply.of(200, "{}"))) {
            Reply redirect =
                    Reply.of(307, "").with("Location", elsewhere.at("/").toString());
            vendor.poll = seen -> redirect;
            vendor.create = seen -> redirect;
            vendor.token = seen -> redirect;
            vendor.provider().poll(TaskRef.first("t"));
            vendor.submit();
            vendor.withTokens().submit();

            assertThat(elsewhere.seen()).isEmpty();
        }
    }

    @Test
    void aVendorThatIsNotThereIsAskedAgainLater() {
        URI gone = vendor.server.base();
        vendor.close();
        for (FakeAkool fake : new FakeAkool[] {vendor, vendor.withTokens()}) {
            NotYet notYet = (NotYet) fake.submit();

            assertThat(notYet.reason().code()).isEqualTo(FailureCode.PROVIDER_UNAVAILABLE);
            assertThat(notYet.reason().charged()).isEqualTo(Charge.NO);
            assertThat(notYet.reason().message()).contains(gone.getHost()).doesNotContain(FakeAkool.KEY);
            assertThat(notYet.delay()).isPositive();
        }
    }

    @Test
    void aConnectionThatBreaksAfterTheCallLeftLeavesTheEndUnknown() {
        vendor.create = seen -> {
            throw new IllegalStateException("the connection is closed without an answer");
        };
        Unknown unknown = (Unknown) vendor.submit();

        assertThat(unknown.failure().code()).isEqualTo(FailureCode.SUBMIT_UNKNOWN);
        assertThat(unknown.failure().charged()).isEqualTo(Charge.MAYBE);
        vendor.only("content/image/bg/replace");
    }
}
