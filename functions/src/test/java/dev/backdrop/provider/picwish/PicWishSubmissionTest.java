package dev.backdrop.provider.picwish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.ScriptedServer.Reply;
import dev.backdrop.http.ScriptedServer.Seen;
import dev.backdrop.provider.Accepted;
import dev.backdrop.provider.Ready;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.TaskOrder;
import dev.backdrop.provider.picwish.StrictForm.Field;
import dev.backdrop.request.Background;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Rgb;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PicWishSubmissionTest {

    private final FakePicWish vendor = new FakePicWish();

    @AfterEach
    void stop() {
        vendor.close();
    }

    private Seen created() {
        return vendor.only("POST", FakePicWish.SEGMENTATION);
    }

    @Test
    void aCutOutIsOneForm() {
        vendor.create = seen -> FakePicWish.created("t-1").with("x-REQUEST-id", "req-1");
        assertThat(vendor.submit()).isEqualTo(new Accepted("t-1", Optional.empty(), Optional.of("req-1")));

        assertThat(vendor.server.seen()).hasSize(1);
        assertThat(created().target()).isEqualTo(FakePicWish.SEGMENTATION);
        assertThat(created().header("X-API-KEY")).contains(FakePicWish.KEY);
        assertThat(StrictForm.texts(created()))
                .isEqualTo(Map.of("sync", "0", "return_type", "1", "output_type", "2", "crop", "0", "format", "png"));
        Field photo = StrictForm.of(created()).get("image_file");
        assertThat(photo.content()).isEqualTo(FakePicWish.PHOTO);
        assertThat(photo.fileName()).contains("photo.jpg");
        assertThat(photo.type()).contains("image/jpeg");
    }

    @Test
    void byAddressNoFileIsSent() {
        vendor.set("INPUT", "url");
        vendor.submit();

        assertThat(StrictForm.texts(created()))
                .containsEntry("image_url", "https://bucket.s3.example.com/photo.jpg?X-Amz-Expires=3600&b=%2B");
        assertThat(StrictForm.of(created())).doesNotContainKey("image_file");
    }

    static Stream<Arguments> backgrounds() {
        return Stream.of(
                Arguments.of(FakePicWish.transparent(), "upload", "png", null, null),
                Arguments.of(FakePicWish.transparent(), "url", "png", null, null),
                Arguments.of(FakePicWish.color("#81D4FA"), "upload", "jpg", "bg_color", "81d4fa"),
                Arguments.of(FakePicWish.color("fff"), "url", "jpg", "bg_color", "ffffff"),
                Arguments.of(FakePicWish.image(OutputFormat.PNG), "upload", "png", "bg_image_file", "\t\b\u0007"),
                Arguments.of(FakePicWish.image(OutputFormat.JPEG), "upload", "jpg", "bg_image_file", "\t\b\u0007"),
                Arguments.of(
                        FakePicWish.image(OutputFormat.PNG),
                        "url",
                        "png",
                        "bg_image_url",
                        "https://bucket.s3.example.com/scene.png?X-Amz-Expires=3600&b=%2B"),
                Arguments.of(
                        FakePicWish.image(OutputFormat.JPEG),
                        "url",
                        "jpg",
                        "bg_image_url",
                        "https://bucket.s3.example.com/scene.png?X-Amz-Expires=3600&b=%2B"));
    }

    @ParameterizedTest
    @MethodSource("backgrounds")
    void thereIsOneSourceAndAtMostOneBackground(
            TaskOrder order, String input, String format, String background, String value) {
        vendor.set("INPUT", input);
        assertThat(vendor.submit(order)).isInstanceOf(Accepted.class);

        Map<String, Field> form = StrictForm.of(created());
        assertThat(form.keySet().stream().filter(name -> name.startsWith("image_")))
                .containsExactly(input.equals("url") ? "image_url" : "image_file");
        assertThat(form.keySet().stream().filter(name -> name.startsWith("bg_")).toList())
                .isEqualTo(background == null ? List.of() : List.of(background));
        assertThat(form.get("format").text()).isEqualTo(format);
        if (background != null) {
            assertThat(form.get(background).text()).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @EnumSource(PicWishSettings.Type.class)
    void theTypeIsSentUnlessTheVendorIsToFindOut(PicWishSettings.Type type) {
        vendor.set("TYPE", type.name());
        vendor.submit();

        Optional<String> sent = Optional.ofNullable(StrictForm.texts(created()).get("type"));
        assertThat(sent)
                .isEqualTo(
                        type == PicWishSettings.Type.AUTO
                                ? Optional.empty()
                                : Optional.of(type.name().toLowerCase(Locale.ROOT)));
    }

    @ParameterizedTest
    @CsvSource({"url, false, 1", "base64, false, 2", "url, true, 1", "base64, true, 2", "binary, true, 3"})
    void modeReturnTypeAndCropAreTheVendorsNumbers(String type, boolean sync, String number) {
        vendor.set("RETURN_TYPE", type);
        vendor.set("SYNC", String.valueOf(sync));
        vendor.set("CROP", "true");
        vendor.submit();

        assertThat(StrictForm.texts(created()))
                .containsEntry("return_type", number)
                .containsEntry("sync", sync ? "1" : "0")
                .containsEntry("crop", "1");
    }

    @Test
    void nothingIsBilledBeforeTheBilledCallAndItCanBeMadeOnce() {
        Ready ready = (Ready) vendor.provider().prepare(FakePicWish.transparent());
        assertThat(vendor.server.seen()).isEmpty();

        ready.billedCall().get();
        assertThatThrownBy(() -> ready.billedCall().get()).isInstanceOf(IllegalStateException.class);
        assertThat(vendor.server.seen()).hasSize(1);
    }

    static Stream<Arguments> notMade() {
        return Stream.of(
                Arguments.of(FakePicWish.order(new Background.Transparent(), OutputFormat.JPEG), "PNG"),
                Arguments.of(FakePicWish.order(new Background.Color(Rgb.parse("#123456")), OutputFormat.PNG), "JPEG"),
                Arguments.of(FakePicWish.prompt("x".repeat(1025)), "1024"),
                Arguments.of(FakePicWish.second("x".repeat(1025)), "1025"));
    }

    @ParameterizedTest
    @MethodSource("notMade")
    void whatThePagesRuleOutIsRefusedBeforeAnythingIsSent(TaskOrder order, String advice) {
        Refused refused = (Refused) vendor.provider().prepare(order);

        assertThat(refused.failure().code()).isEqualTo(FailureCode.UNSUPPORTED_REQUEST);
        assertThat(refused.failure().charged()).isEqualTo(Charge.NO);
        assertThat(refused.failure().message()).contains(advice);
        assertThat(vendor.server.seen()).isEmpty();
    }

    @Test
    void anOrderForABackgroundPictureMustCarryIt() {
        TaskOrder whole = FakePicWish.image(OutputFormat.PNG);
        TaskOrder lacking =
                new TaskOrder(whole.jobId(), 1, whole.photo(), Optional.empty(), whole.request(), Optional.empty());
        assertThatThrownBy(() -> vendor.provider().prepare(lacking)).isInstanceOf(IllegalArgumentException.class);
        assertThat(vendor.server.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":200,\"data\":{\"task_id\":\"42\"}}",
                "{\"status\":\"200\",\"message\":\"success\",\"data\":{\"task_id\":42,\"extra\":[1,{}]},\"more\":null}",
                "{\"data\":{\"task_id\":\"42\"}}",
                "{\"status\":200.0,\"data\":{\"task_id\":\"42\",\"created_at\":1700000000}}",
                "{\"status\":200,\"data\":{\"task_id\":\"42\",\"state\":-1}}"
            })
    void aTaskIdIsReadHoweverItIsWritten(String body) {
        vendor.create = seen -> FakePicWish.json(body);
        assertThat(vendor.submit()).isEqualTo(new Accepted("42", Optional.empty(), Optional.empty()));
    }

    @Test
    void aTaskIdBeyondTheRangeOfNumbersKeepsItsDigits() {
        vendor.create = seen -> Reply.of(200, "{\"status\":200,\"data\":{\"task_id\":90071992547409931234567}}");
        assertThat(((Accepted) vendor.submit()).taskId()).isEqualTo("90071992547409931234567");
    }
}
