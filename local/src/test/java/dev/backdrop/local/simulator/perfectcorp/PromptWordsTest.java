package dev.backdrop.local.simulator.perfectcorp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptWordsTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void failEndsTheTaskWithThatCode() throws IOException {
        String id = bench.task("a beach [fail:error_nsfw_content_detected] at dawn");
        bench.pass(3);

        assertThat(bench.status(id).body().at("/data/error").textValue()).isEqualTo("error_nsfw_content_detected");
    }

    @Test
    void timeoutEndsTheTaskWithAnError500() throws IOException {
        String id = bench.task("[timeout]");
        bench.pass(3);

        assertThat(bench.status(id).status()).isEqualTo(500);
    }

    @Test
    void takesSetsTheTime() throws IOException {
        String id = bench.task("[takes:8]");
        bench.pass(7);
        assertThat(bench.word(id)).isEqualTo("running");
        bench.pass(1);
        assertThat(bench.word(id)).isEqualTo("success");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 429, 500, 503})
    void httpRefusesTheTask(int status) throws IOException {
        assertThat(bench.createWith(bench.upload(Bench.PHOTO), "[http:" + status + "]")
                        .status())
                .isEqualTo(status);
        assertThat(bench.vendor().tasksCreated()).isZero();
    }

    @Test
    void dropAndLostCloseTheConnectionWithoutAndWithATask() throws IOException {
        String file = bench.upload(Bench.PHOTO);

        assertThatThrownBy(() -> bench.createWith(file, "[drop]")).isInstanceOf(IOException.class);
        assertThat(bench.vendor().tasksCreated()).isZero();
        assertThatThrownBy(() -> bench.createWith(file, "[lost]")).isInstanceOf(IOException.class);
        assertThat(bench.vendor().tasksCreated()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "404, 404, application/xml",
        "html, 200, text/html",
        "half, 200, image/jpeg",
        "type, 200, application/octet-stream",
        "redirect, 302, ",
        "metadata, 302, "
    })
    void resultSpoilsTheDownload(String word, int status, String type) throws IOException {
        HttpResponse<byte[]> answer = bench.download(bench.result(bench.task("[result:" + word + "]")));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse(null)).isEqualTo(type);
    }

    @Test
    void resultCutEndsTheDownloadEarly() {
        assertThatThrownBy(() -> bench.download(bench.result(bench.task("[result:cut]"))))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a [red] barn", "[fail]", "[takes:long]", "[result:unknown]", "[http:999]", "[]"})
    void otherWordsInBracketsArePartOfTheScene(String prompt) throws IOException {
        assertThat(bench.download(bench.result(bench.task(prompt))).statusCode())
                .isEqualTo(200);
    }
}
