package dev.backdrop.local.simulator.perfectcorp;

import static dev.backdrop.local.simulator.perfectcorp.PerfectCorpEndpoint.FILE_CREATE;
import static dev.backdrop.local.simulator.perfectcorp.PerfectCorpEndpoint.RESULT;
import static dev.backdrop.local.simulator.perfectcorp.PerfectCorpEndpoint.TASK_CREATE;
import static dev.backdrop.local.simulator.perfectcorp.PerfectCorpEndpoint.TASK_STATUS;
import static dev.backdrop.local.simulator.perfectcorp.PerfectCorpEndpoint.UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.backdrop.local.simulator.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {

    private final Bench bench = new Bench();
    private String file;

    @BeforeEach
    void upload() throws IOException {
        file = bench.upload(Bench.PHOTO);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Bench.Reply create() throws IOException {
        return bench.createWith(file, "a beach");
    }

    @Test
    void theNextCallMeetsItsFaultAndTheOneAfterDoesNot() throws IOException {
        bench.vendor().faults().next(TASK_CREATE, Fault.status(500)).next(TASK_CREATE, Fault.status(503));

        assertThat(create().status()).isEqualTo(500);
        assertThat(create().status()).isEqualTo(503);
        assertThat(bench.vendor().tasksCreated()).isZero();
        assertThat(create().status()).isEqualTo(200);
    }

    @Test
    void theNthCallMeetsItsFault() throws IOException {
        bench.vendor().faults().nth(2, TASK_CREATE, Fault.status(502, "{\"error\":\"bad gateway\"}"));

        assertThat(create().status()).isEqualTo(200);
        Bench.Reply second = create();
        assertThat(second.status()).isEqualTo(502);
        assertThat(second.body().toString()).isEqualTo("{\"error\":\"bad gateway\"}");
        assertThat(create().status()).isEqualTo(200);
    }

    @Test
    void severalCallsMeetTheSameFault() throws IOException {
        bench.vendor().faults().next(2, TASK_CREATE, Fault.status(429));

        assertThat(create().status()).isEqualTo(429);
        assertThat(create().status()).isEqualTo(429);
        assertThat(create().status()).isEqualTo(200);
    }

    @Test
    void callsThatFulfilAConditionMeetAFaultUntilItIsCleared() throws IOException {
        bench.vendor().faults().when(TASK_CREATE, request -> request.bodyText().contains("forest"), Fault.status(500));

        assertThat(create().status()).isEqualTo(200);
        assertThat(bench.createWith(file, "a forest").status()).isEqualTo(500);
        bench.vendor().faults().clear();
        assertThat(bench.createWith(file, "a forest").status()).isEqualTo(200);
    }

    @Test
    void oneEndpointsFaultsAreNotAnothers() throws IOException {
        bench.vendor().faults().always(TASK_STATUS, Fault.status(500));

        String id = Bench.taskId(create());

        assertThat(bench.status(id).status()).isEqualTo(500);
        assertThat(bench.vendor().polls(id)).isEmpty();
    }

    @Test
    void aConnectionDroppedBeforeTheCallLeavesNoTask() {
        bench.vendor().faults().next(TASK_CREATE, Fault.dropBefore());

        assertThatThrownBy(this::create).isInstanceOf(IOException.class);
        assertThat(bench.vendor().tasksCreated()).isZero();
        assertThat(bench.simulator.journal().entries())
                .last()
                .satisfies(entry -> assertThat(entry.status()).isZero());
    }

    @Test
    void aConnectionDroppedAfterTheCallLeavesATaskThatNobodyKnowsOf() {
        bench.vendor().faults().next(TASK_CREATE, Fault.dropAfter());

        assertThatThrownBy(this::create).isInstanceOf(IOException.class);
        assertThat(bench.vendor().tasksCreated()).isEqualTo(1);
        bench.pass(60);
        assertThat(bench.vendor().tasksPaidButLost()).hasSize(1);
    }

    @Test
    void aServerErrorCanHideATaskThatWasCreated() throws IOException {
        bench.vendor().faults().next(TASK_CREATE, Fault.status(500).afterTakingEffect());

        assertThat(create().status()).isEqualTo(500);
        assertThat(bench.vendor().tasksCreated()).isEqualTo(1);
    }

    @Test
    void malformedJsonHidesATaskThatWasCreated() {
        bench.vendor().faults().next(TASK_CREATE, Fault.malformedJson());

        assertThatThrownBy(this::create).isInstanceOf(JsonProcessingException.class);
        assertThat(bench.vendor().tasksCreated()).isEqualTo(1);
    }

    @Test
    void aTruncatedBodyEndsBeforeItsPromisedLength() {
        bench.vendor().faults().next(TASK_CREATE, Fault.truncatedBody());

        assertThatThrownBy(this::create).isInstanceOf(IOException.class);
        assertThat(bench.vendor().tasksCreated()).isEqualTo(1);
    }

    @Test
    void aSlowAnswerOutlastsAnImpatientClient() {
        bench.vendor().faults().next(FILE_CREATE, Fault.slow(Duration.ofSeconds(5)));

        assertThatThrownBy(() -> bench.send(bench.api(Bench.FILE)
                        .timeout(Duration.ofMillis(200))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build()))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void aSlowAnswerIsTheUsualOne() throws IOException {
        bench.vendor().faults().next(TASK_CREATE, Fault.slow(Duration.ofMillis(20)));

        assertThat(create().status()).isEqualTo(200);
    }

    @Test
    void nobodyIsMadeToWaitForLong() {
        assertThatThrownBy(() -> Fault.slow(Duration.ofSeconds(11)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10 s");
    }

    @Test
    void anUploadCanFailAndBeRepeated() throws IOException {
        URI address = Bench.uploadAddress(Bench.file(bench.register("image/jpeg", 3)));
        bench.vendor().faults().next(UPLOAD, Fault.status(503));

        assertThat(bench.put(address, "image/jpeg", new byte[3]).statusCode()).isEqualTo(503);
        assertThat(bench.put(address, "image/jpeg", new byte[3]).statusCode()).isEqualTo(200);
    }

    @Test
    void aResultCanBeMissingAPageOrOfAnotherType() throws IOException {
        URI link = bench.result(bench.task());

        assertThat(faulty(link, Fault.status(404)).statusCode()).isEqualTo(404);
        HttpResponse<byte[]> page = faulty(link, Fault.htmlPage());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(faulty(link, Fault.contentType("text/plain")).headers().firstValue("Content-Type"))
                .hasValue("text/plain");
        assertThat(bench.download(link).statusCode()).isEqualTo(200);
    }

    @Test
    void aResultCanBeHalfOrFarTooLarge() throws IOException {
        URI link = bench.result(bench.task());
        byte[] whole = bench.download(link).body();

        assertThat(faulty(link, Fault.halfBody()).body()).isEqualTo(Arrays.copyOf(whole, whole.length / 2));
        HttpResponse<byte[]> large = faulty(link, Fault.tooLarge(3));
        assertThat(large.body()).hasSize(whole.length + 3 * 1024 * 1024).startsWith(whole);
        assertThat(large.headers().firstValueAsLong("Content-Length")).hasValue(large.body().length);
        assertThatThrownBy(() -> faulty(link, Fault.truncatedBody())).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/a.jpg",
                "http://example.com/a.jpg",
                "http://127.0.0.1/a.jpg",
                "http://169.254.169.254/latest/meta-data/"
            })
    void aResultCanRedirectAnywhere(String address) throws IOException {
        HttpResponse<byte[]> answer = faulty(bench.result(bench.task()), Fault.redirect(address));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue(address);
    }

    @Test
    void oneTasksDownloadsCanBeSpoiledByTheScript() throws IOException {
        bench.vendor().tasks().task(1).downloadMeets(Fault.status(404));

        assertThat(bench.download(bench.result(bench.task())).statusCode()).isEqualTo(404);
        assertThat(bench.download(bench.result(bench.task())).statusCode()).isEqualTo(200);
    }

    private HttpResponse<byte[]> faulty(URI link, Fault fault) throws IOException {
        bench.vendor().faults().next(RESULT, fault);
        return bench.download(link);
    }
}
