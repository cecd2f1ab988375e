package dev.backdrop.local.simulator.fashn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParseException;
import dev.backdrop.local.simulator.Fault;
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
    void failEndsTheTaskWithThatError() throws IOException {
        String id = bench.task("a beach [fail:ContentModerationError] at dawn");
        bench.pass(12);

        assertThat(bench.status(id).body().at("/error/name").textValue()).isEqualTo("ContentModerationError");
    }

    @ParameterizedTest
    @CsvSource({"[canceled], canceled", "[timeout], time_out"})
    void theOtherEndsHaveAWordEach(String word, String status) throws IOException {
        String id = bench.task(word);
        bench.pass(12);

        assertThat(bench.word(id)).isEqualTo(status);
    }

    @Test
    void takesSetsTheTime() throws IOException {
        String id = bench.task("[takes:20]");
        bench.pass(19);
        assertThat(bench.word(id)).isEqualTo("processing");
        bench.pass(1);
        assertThat(bench.word(id)).isEqualTo("completed");
    }

    @ParameterizedTest
    @CsvSource({
        "BadRequest, 400",
        "UnauthorizedAccess, 401",
        "NotFound, 404",
        "RateLimitExceeded, 429",
        "ConcurrencyLimitExceeded, 429",
        "OutOfCredits, 429",
        "InternalServerError, 500"
    })
    void errorRefusesTheTaskInTheVendorsWords(String name, int status) throws IOException {
        Bench.Reply reply = bench.runWith(Bench.PHOTO, "[error:" + name + "]");

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.error()).isEqualTo(name);
        assertThat(bench.vendor().tasksCreated()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 404, 502})
    void httpAnswersInSomebodyElsesWords(int status) {
        assertThatThrownBy(() -> bench.runWith(Bench.PHOTO, "[http:" + status + "]"))
                .isInstanceOf(JsonParseException.class);
        assertThat(bench.vendor().tasksCreated()).isZero();
        assertThat(bench.simulator.journal().entries().get(0).status()).isEqualTo(status);
    }

    @Test
    void dropAndLostCloseTheConnectionWithoutAndWithATask() {
        assertThatThrownBy(() -> bench.task("[drop]")).isInstanceOf(IOException.class);
        assertThat(bench.vendor().tasksCreated()).isZero();
        assertThatThrownBy(() -> bench.task("[lost]")).isInstanceOf(IOException.class);
        assertThat(bench.vendor().tasksCreated()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "404, 404, application/xml",
        "html, 200, text/html",
        "half, 200, image/png",
        "type, 200, application/octet-stream",
        "redirect, 302, ",
        "metadata, 302, "
    })
    void resultSpoilsTheDownload(String word, int status, String type) throws IOException {
        HttpResponse<byte[]> answer = bench.download(bench.output(bench.task("[result:" + word + "]")));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse(null)).isEqualTo(type);
    }

    @Test
    void resultCutEndsTheDownloadEarly() {
        assertThatThrownBy(() -> bench.download(bench.output(bench.task("[result:cut]"))))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a [red] barn", "[fail]", "[takes:long]", "[result:unknown]", "[http:999]", "[error:No]", "[]"})
    void otherWordsInBracketsArePartOfTheScene(String prompt) throws IOException {
        assertThat(bench.download(bench.output(bench.task(prompt))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void eachEndpointMeetsTheFaultsPlannedForIt() throws IOException {
        bench.vendor()
                .faults()
                .next(FashnEndpoint.RUN, Fault.status(503))
                .next(FashnEndpoint.STATUS, Fault.status(502))
                .next(FashnEndpoint.CREDITS, Fault.status(504))
                .next(FashnEndpoint.RESULT, Fault.status(404));

        assertThat(bench.runWith(Bench.PHOTO, "a beach").status()).isEqualTo(503);
        String id = bench.task();
        assertThat(bench.status(id).status()).isEqualTo(502);
        assertThat(bench.get("/v1/credits").status()).isEqualTo(504);
        String address = bench.output(id);
        assertThat(bench.download(address).statusCode()).isEqualTo(404);
        assertThat(bench.download(address).statusCode()).isEqualTo(200);
    }
}
