package dev.backdrop.local.simulator.akool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.simulator.Fault;
import dev.backdrop.local.simulator.TestPictures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatesTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    /** The reasons of a task that has failed. */
    private JsonNode failure(String taskId) throws IOException {
        bench.pass(3);
        JsonNode data = bench.info(taskId).data();
        assertThat(data.path("image_status").intValue()).isEqualTo(4);
        assertThat(data.has("image")).isFalse();
        assertThat(data.has("external_img")).isFalse();
        return data.path("error_reasons");
    }

    @Test
    void aTaskIsQueuedThenInWorkThenDone() throws IOException {
        String task = bench.task();
        assertThat(bench.status(task)).isEqualTo(1);
        bench.clock.advance(Duration.ofMillis(999));
        assertThat(bench.status(task)).isEqualTo(1);
        bench.clock.advance(Duration.ofMillis(1));
        assertThat(bench.status(task)).isEqualTo(2);
        assertThat(bench.info(task).data().has("image")).isFalse();
        bench.clock.advance(Duration.ofMillis(1999));
        assertThat(bench.status(task)).isEqualTo(2);
        bench.clock.advance(Duration.ofMillis(1));

        JsonNode data = bench.info(task).data();
        assertThat(data.path("_id").textValue()).isEqualTo(task);
        assertThat(data.path("image_status").intValue()).isEqualTo(3);
        assertThat(data.path("image_sub_status").intValue()).isEqualTo(3);
        assertThat(data.path("deduction_credit").intValue()).isEqualTo(4);
        assertThat(data.path("error_reasons")).isEmpty();
        assertThat(data.path("image").textValue())
                .startsWith(bench.simulator.resultBase() + "/akool/")
                .isNotEqualTo(data.path("external_img").textValue());
    }

    @Test
    void aResultKeepsItsAddressesHoweverOftenItIsAskedFor() throws IOException {
        String task = bench.task();
        URI first = bench.result(task);
        bench.pass(3600);
        JsonNode later = bench.info(task).data();

        assertThat(later.path("image").textValue()).isEqualTo(first.toString());
        assertThat(bench.download(URI.create(later.path("external_img").textValue()))
                        .body())
                .isEqualTo(bench.download(first).body());
    }

    @Test
    void aTaskThatTakesNoTimeIsDoneAtOnceAndALongOneLater() throws IOException {
        bench.vendor().tasks().task(1).takes(Duration.ZERO);
        bench.vendor().tasks().task(2).takes(Duration.ofMinutes(5));
        String quick = bench.task();
        String slow = bench.task();

        assertThat(bench.status(quick)).isEqualTo(3);
        bench.pass(299);
        assertThat(bench.status(slow)).isEqualTo(2);
        bench.pass(1);
        assertThat(bench.status(slow)).isEqualTo(3);
    }

    @Test
    void taskAndResultAreGoneAfterSevenDays() throws IOException {
        String task = bench.task();
        URI result = bench.result(task);
        bench.pass(Duration.ofDays(7).toSeconds() - 4);
        assertThat(bench.status(task)).isEqualTo(3);
        assertThat(bench.download(result).statusCode()).isEqualTo(200);

        bench.pass(2);
        assertThat(bench.info(task).code()).isEqualTo(1003);
        assertThat(bench.download(result).statusCode()).isEqualTo(403);
        bench.task();
        assertThat(bench.vendor().tasksCreated()).isEqualTo(2);
        assertThat(bench.info(task).code()).isEqualTo(1003);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "", "%20", "a&more=1"})
    void onlyATasksIdIsTaken(String id) throws IOException {
        bench.task();
        assertThat(bench.info(id).code()).isEqualTo(1003);
    }

    @Test
    void aTaskCanBeMadeToFailForReasons() throws IOException {
        bench.vendor().tasks().task(2).fails("no subject was found", "the picture is too dark");
        bench.result(bench.task());

        JsonNode reasons = failure(bench.task());
        assertThat(reasons)
                .extracting(JsonNode::textValue)
                .containsExactly("no subject was found", "the picture is too dark");
        assertThat(bench.vendor().creditsCharged()).isEqualTo(8);
    }

    @Test
    void allTasksCanBeMadeToFailAndToSucceedAgain() throws IOException {
        bench.vendor().tasks().fail().take(Duration.ofSeconds(2));
        assertThat(failure(bench.task())).isEmpty();
        bench.vendor().tasks().succeed();
        assertThat(bench.result(bench.task())).isNotNull();
        assertThatThrownBy(() -> bench.vendor().tasks().task(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void reasonsCanBeObjects() throws IOException {
        try (Bench other = new Bench(options -> options.withErrorReasons(ErrorReasons.OBJECTS))) {
            other.vendor().tasks().fail("no subject was found");
            String task = other.task();
            other.pass(3);
            assertThat(other.info(task).data().path("error_reasons").toString())
                    .isEqualTo("[{\"code\":5001,\"msg\":\"no subject was found\"}]");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "origin_img, missing.jpg, origin_img could not be downloaded",
        "template_url, missing.jpg, template_url could not be downloaded",
        "origin_img, text.jpg, origin_img is not an image that can be read",
        "template_url, text.jpg, template_url is not an image that can be read"
    })
    void aPictureThatCannotBeHadFailsTheTaskNotTheCall(String field, String file, String reason) throws IOException {
        bench.pictures.put("text.jpg", "this is no picture".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var body = bench.body()
                .put("removeBg", true)
                .put("modify_template_size", "80x60")
                .put("overlay_template_x", 0)
                .put("overlay_template_y", 0)
                .put(
                        "template_url",
                        bench.pictures.put("b.png", TestPictures.png(8, 6)).toString())
                .put(field, bench.pictures.at(file).toString());

        assertThat(failure(bench.task(body))).extracting(JsonNode::textValue).containsExactly(reason);
    }

    @Test
    void anAddressOfAnotherMachineByPlainHttpIsNotFetched() throws IOException {
        assertThat(failure(bench.task(bench.body().put("origin_img", "http://192.0.2.1/photo.jpg"))))
                .extracting(JsonNode::textValue)
                .containsExactly("origin_img could not be downloaded");
    }

    @Test
    void aPictureOverTheLimitFailsTheTask() throws IOException {
        try (Bench small = new Bench(options -> options.withFileSizeLimit(100))) {
            String task = small.task();
            small.pass(3);
            assertThat(small.info(task).data().path("error_reasons"))
                    .extracting(JsonNode::textValue)
                    .containsExactly("origin_img is larger than 100 bytes");
        }
    }

    @Test
    void downloadsCanBeSpoiled() throws IOException {
        bench.vendor().tasks().task(1).downloadMeets(Fault.status(503));
        HttpResponse<byte[]> answer = bench.download(bench.result(bench.task()));
        assertThat(answer.statusCode()).isEqualTo(503);
    }
}
