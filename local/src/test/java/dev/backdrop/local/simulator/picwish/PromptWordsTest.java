package dev.backdrop.local.simulator.picwish;

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

    private Bench.Reply create(String prompt) throws IOException {
        return bench.post(
                Bench.BACKGROUND,
                FormWriter.form().file("image_file", Subjects.png()).text("prompt", prompt));
    }

    /** What a query of the task says, so many seconds after its creation. */
    private Bench.Reply after(long seconds, String prompt) throws IOException {
        String id = Bench.taskId(create(prompt));
        bench.pass(seconds);
        return bench.get(Bench.BACKGROUND + '/' + id);
    }

    @ParameterizedTest
    @ValueSource(ints = {-10, -17, -16, -15, -99})
    void failEndsTheTaskInThatState(int state) throws IOException {
        assertThat(after(4, "a beach [fail:" + state + "] at dawn").state()).isEqualTo(state);
    }

    @Test
    void hangEndsTheTaskAtTheLimit() throws IOException {
        assertThat(after(180, "[hang]").state()).isEqualTo(-8);
        assertThat(after(179, "[hang]").state()).isEqualTo(5);
    }

    @Test
    void takesSetsTheTime() throws IOException {
        assertThat(after(7, "[takes:8]").state()).isEqualTo(5);
        assertThat(after(8, "[takes:8]").state()).isEqualTo(1);
    }

    @Test
    void imagesSetsHowManyCome() throws IOException {
        assertThat(after(4, "[images:1]").data().get("image_2").textValue()).isEmpty();
        assertThat(after(4, "[images:0]").data().get("image_1").textValue()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 429, 500, 503})
    void httpRefusesTheTask(int status) throws IOException {
        Bench.Reply reply = create("[http:" + status + "]");

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body().get("status").intValue()).isEqualTo(status);
        assertThat(bench.vendor().tasksCreated()).isZero();
    }

    @Test
    void dropAndLostCloseTheConnectionWithoutAndWithATask() {
        assertThatThrownBy(() -> create("[drop]")).isInstanceOf(IOException.class);
        assertThat(bench.vendor().tasksCreated()).isZero();
        assertThatThrownBy(() -> create("[lost]")).isInstanceOf(IOException.class);
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
        Bench.Reply done = after(4, "[result:" + word + "]");
        HttpResponse<byte[]> answer = bench.download(Bench.link(done, "image_1"));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse(null)).isEqualTo(type);
    }

    @Test
    void resultCutEndsTheDownloadEarly() throws IOException {
        Bench.Reply done = after(4, "[result:cut]");

        assertThatThrownBy(() -> bench.download(Bench.link(done, "image_1"))).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a [red] barn",
                "[fail]",
                "[fail:1]",
                "[fail:-0]",
                "[takes:long]",
                "[result:unknown]",
                "[http:999]"
            })
    void otherWordsInBracketsArePartOfTheScene(String prompt) throws IOException {
        assertThat(bench.picture(after(4, prompt), "image_1")).isNotEmpty();
    }
}
