package dev.backdrop.provider.fashn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.JsonBody;
import dev.backdrop.http.ScriptedServer;
import dev.backdrop.http.ScriptedServer.Reply;
import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.provider.Accepted;
import dev.backdrop.provider.NotYet;
import dev.backdrop.provider.Preparation;
import dev.backdrop.provider.Ready;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.TaskRef;
import dev.backdrop.request.Background;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Rgb;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FashnSubmissionTest {

    private static final Background PROMPT = new Background.Prompt("a beach");

    private final FakeFashn vendor = new FakeFashn();

    @AfterEach
    void stop() {
        vendor.close();
    }

    private JsonBody sent() {
        return JsonBody.object(vendor.only().body()).orElseThrow();
    }

    private Map<String, String> inputs() {
        Map<String, String> fields = new TreeMap<>();
        sent().at("inputs")
                .fields()
                .forEach((name, value) -> fields.put(name, value.text().orElseThrow()));
        return fields;
    }

    private void submit(Background background, Long seed, OutputFormat format, PhotoFormat photo) {
        ((Ready) vendor.provider().prepare(FakeFashn.order(background, seed, format, photo)))
                .billedCall()
                .get();
    }

    @Test
    void onePostCarriesModelPhotoAndPrompt() {
        assertThat(vendor.submit()).isEqualTo(new Accepted(FakeFashn.TASK_ID, Optional.empty(), Optional.empty()));

        assertThat(vendor.only().method()).isEqualTo("POST");
        assertThat(vendor.only().target()).isEqualTo("/v1/run");
        assertThat(vendor.only().header("Authorization")).contains("Bearer " + FakeFashn.KEY);
        assertThat(vendor.only().header("Content-Type")).contains("application/json");
        assertThat(sent().fields()).containsOnlyKeys("model_name", "inputs");
        assertThat(sent().text("model_name")).contains("background-change");
        assertThat(inputs())
                .isEqualTo(Map.of(
                        "image", "data:image/jpeg;base64," + FakeFashn.PHOTO_BASE64,
                        "prompt", "sunlit \"marble\" countertop, é",
                        "output_format", "png",
                        "return_base64", "false"));
    }

    @Test
    void byAddressThePhotoStaysWhereItIs() {
        vendor.with("INPUT", "url").submit();

        assertThat(inputs()).containsEntry("image", "https://bucket.s3.example.com/photo.jpg?X-Amz-Expires=3600");
    }

    @ParameterizedTest
    @CsvSource({"JPEG, data:image/jpeg;base64", "PNG, data:image/png;base64"})
    void aPhotoInsideTheCallNamesItsFormat(PhotoFormat format, String prefix) {
        submit(PROMPT, null, OutputFormat.PNG, format);

        assertThat(inputs().get("image")).startsWith(prefix + ",");
    }

    @ParameterizedTest
    @CsvSource({"PNG, png", "JPEG, jpeg"})
    void theFormatAskedForIsTheRequests(OutputFormat format, String word) {
        submit(PROMPT, null, format, PhotoFormat.JPEG);

        assertThat(inputs()).containsEntry("output_format", word);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 42, 4_294_967_295L})
    void aSeedIsSentAsAWholeNumber(long seed) {
        submit(PROMPT, seed, OutputFormat.PNG, PhotoFormat.JPEG);

        assertThat(vendor.only().text()).contains("\"seed\":" + seed);
    }

    @Test
    void withoutASeedTheVendorChooses() {
        vendor.submit();

        assertThat(inputs()).doesNotContainKey("seed");
    }

    @Test
    void modelAndResultInsideTheAnswerAreSettings() {
        vendor.with("MODEL", "edit").with("RETURN_BASE64", "true").submit();

        assertThat(sent().text("model_name")).contains("edit");
        assertThat(vendor.only().text()).contains("\"return_base64\":true");
    }

    @Test
    void preparingSendsNothingAndTheBilledCallIsMadeOnce() {
        Ready ready = (Ready) vendor.provider().prepare(FakeFashn.order());
        assertThat(vendor.server.seen()).isEmpty();

        ready.billedCall().get();
        assertThatThrownBy(() -> ready.billedCall().get()).isInstanceOf(IllegalStateException.class);
        assertThat(vendor.server.seen()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":"t-u1"}                                                 | t-u1
            {"id":"t-u1","error":null,"queue":{"position":"3"},"new":[1]} | t-u1
            {"id":90071992547409931234567,"error":null}                   | 90071992547409931234567
            {"id":"t-u1","error":""}                                      | t-u1
            {"id":"t-u1","error":"PipelineError"}                         | t-u1
            """)
    void aTaskThatHasAnIdIsAskedForByIt(String body, String taskId) {
        assertThat(vendor.submit(Reply.of(200, body).with("X-Request-Id", "req-1")))
                .isEqualTo(new Accepted(taskId, Optional.empty(), Optional.of("req-1")));
    }

    @Test
    void onlyAPromptIsTaken() {
        for (Background background : List.of(
                new Background.Transparent(),
                new Background.Color(new Rgb(255, 255, 255)),
                new Background.Image(URI.create("https://example.com/beach.jpg")))) {
            Preparation preparation =
                    vendor.provider().prepare(FakeFashn.order(background, null, OutputFormat.PNG, PhotoFormat.PNG));

            assertThat(((Refused) preparation).failure().code()).isEqualTo(FailureCode.UNSUPPORTED_REQUEST);
        }
        assertThat(vendor.server.seen()).isEmpty();
    }

    @Test
    void theKeyGoesToTheApiAloneEvenWhenEveryCallRedirectsElsewhere() {
        try (ScriptedServer elsewhere = new ScriptedServer(seen -> Reply.of(200, "{}"))) {
            Reply redirect =
                    Reply.of(307, "").with("Location", elsewhere.at("/").toString());
            vendor.submit(redirect);
            vendor.poll(redirect);

            assertThat(vendor.server.seen()).hasSize(2);
            assertThat(elsewhere.seen()).isEmpty();
        }
    }

    @Test
    void aBaseWithAPathIsKept() {
        vendor.with("BASE_URL", vendor.server.at("/proxy/").toString()).submit();
        vendor.provider().poll(TaskRef.first("a/b c"));

        assertThat(vendor.server.seen())
                .extracting(ScriptedServer.Seen::target)
                .containsExactly("/proxy/v1/run", "/proxy/v1/status/a%2Fb%20c");
    }

    @Test
    void aVendorThatIsNotThereIsAskedAgainLater() {
        URI gone = vendor.server.base();
        vendor.close();

        NotYet notYet = (NotYet) vendor.submit();
        assertThat(notYet.reason().code()).isEqualTo(FailureCode.PROVIDER_UNAVAILABLE);
        assertThat(notYet.reason().charged()).isEqualTo(Charge.NO);
        assertThat(notYet.reason().message())
                .contains(gone.getHost())
                .doesNotContain(FakeFashn.KEY, FakeFashn.PHOTO_BASE64);
        assertThat(notYet.delay()).isPositive();
    }
}
