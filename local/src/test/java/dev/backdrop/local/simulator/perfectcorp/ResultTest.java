package dev.backdrop.local.simulator.perfectcorp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.local.simulator.BorderPainter;
import dev.backdrop.local.simulator.Pictures;
import dev.backdrop.local.simulator.TestPictures;
import dev.backdrop.request.OutputFormat;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResultTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private static void assertRefused(HttpResponse<byte[]> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/xml");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("<Code>" + code + "</Code>");
    }

    @Test
    void theResultHasThePhotosPixelsItsMiddleAndANewBorder() throws IOException {
        HttpResponse<byte[]> answer = bench.download(bench.result(bench.task()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(Pictures.type(answer.body())).hasValue("image/jpeg");
        BufferedImage picture = TestPictures.decode(answer.body());
        assertThat(picture.getWidth()).isEqualTo(40);
        assertThat(picture.getHeight()).isEqualTo(30);
        Color middle = new Color(picture.getRGB(20, 15));
        assertThat(middle.getRed()).isGreaterThan(200);
        assertThat(middle.getBlue()).isLessThan(60);
        assertThat(new Color(picture.getRGB(1, 1))).isNotEqualTo(Color.BLUE);
    }

    @Test
    void theResultCanBeAPng() throws IOException {
        try (Bench png =
                new Bench(options -> options, options -> options.withPainter(new BorderPainter(OutputFormat.PNG)))) {
            HttpResponse<byte[]> answer = png.download(png.result(png.task()));

            assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/png");
            assertThat(TestPictures.decode(answer.body()).getWidth()).isEqualTo(40);
        }
    }

    @Test
    void aPainterIsGivenThePhotoAndThePromptOnceATask() throws IOException {
        AtomicInteger painted = new AtomicInteger();
        try (Bench own = new Bench(
                options -> options,
                options -> options.withSeed(7).withPainter(new BorderPainter() {
                    @Override
                    public byte[] paint(byte[] photo, String prompt, long seed) {
                        painted.incrementAndGet();
                        assertThat(photo).isEqualTo(Bench.PHOTO);
                        return (prompt + ' ' + seed).getBytes(StandardCharsets.UTF_8);
                    }
                }))) {
            String id = own.task("a beach");
            URI first = own.result(id);
            own.download(first);
            HttpResponse<byte[]> answer = own.download(own.result(id));

            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("a beach 7");
            assertThat(painted).hasValue(1);
        }
    }

    @Test
    void aPainterThatFailsIsAnErrorOfTheResultHost() throws IOException {
        try (Bench broken = new Bench(
                options -> options,
                options -> options.withPainter(new BorderPainter() {
                    @Override
                    public byte[] paint(byte[] photo, String prompt, long seed) throws IOException {
                        throw new IOException("no paint");
                    }
                }))) {
            assertRefused(broken.download(broken.result(broken.task())), 500, "InternalError");
        }
    }

    @Test
    void everyStatusQueryGivesAFreshLink() throws IOException {
        String id = bench.task();
        URI first = bench.result(id);
        URI second = URI.create(bench.status(id).body().at("/data/results/url").textValue());

        assertThat(second).isNotEqualTo(first);
        assertThat(bench.download(first).body())
                .isEqualTo(bench.download(second).body());
    }

    @Test
    void aLinkLastsTwoHoursAndTheTaskGivesAnother() throws IOException {
        String id = bench.task();
        URI link = bench.result(id);
        bench.pass(7200);
        assertThat(bench.download(link).statusCode()).isEqualTo(200);

        bench.pass(1);
        assertRefused(bench.download(link), 403, "AccessDenied");
        URI fresh = URI.create(bench.status(id).body().at("/data/results/url").textValue());
        assertThat(bench.download(fresh).statusCode()).isEqualTo(200);
    }

    @Test
    void aLinkIsForReadingAsItIs() throws IOException {
        URI link = bench.result(bench.task());

        assertRefused(bench.download(URI.create(link + "&more=1")), 403, "SignatureDoesNotMatch");
        assertRefused(bench.download(URI.create(link.toString().split("\\?")[0])), 403, "AccessDenied");
        assertRefused(
                bench.send(HttpRequest.newBuilder(link)
                        .PUT(BodyPublishers.ofString("x"))
                        .build()),
                403,
                "SignatureDoesNotMatch");
    }

    @Test
    void aDeletedTaskIsGoneWithItsFileAndResultButStaysPaid() throws IOException {
        String file = bench.upload(Bench.PHOTO);
        String id = Bench.taskId(bench.createWith(file, "a beach"));
        URI link = bench.result(id);

        Bench.Reply deleted = delete("{\"task_id\":\"" + id + "\"}");

        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.body().toString()).isEqualTo("{\"status\":200}");
        assertThat(bench.status(id).status()).isEqualTo(400);
        assertThat(bench.createWith(file, "a beach").status()).isEqualTo(400);
        assertRefused(bench.download(link), 404, "NoSuchKey");
        assertThat(bench.vendor().unitsCharged()).isEqualByComparingTo("4");
        assertThat(delete("{\"task_id\":\"" + id + "\"}")
                        .body()
                        .get("error_code")
                        .textValue())
                .isEqualTo("InvalidTaskId");
    }

    @Test
    void onlyAFinishedTaskCanBeDeleted() throws IOException {
        String id = bench.task();

        Bench.Reply reply = delete("{\"task_id\":\"" + id + "\"}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().get("error_code").textValue()).isEqualTo("OperationInvalid");
        assertThat(bench.word(id)).isEqualTo("running");
    }

    @Test
    void deletingNeedsATaskId() throws IOException {
        assertThat(delete("{}").body().get("error_code").textValue()).isEqualTo("InvalidParameters");
        assertThat(delete("{\"task_id\":7}").body().get("error_code").textValue())
                .isEqualTo("InvalidParameters");
        assertThat(delete("{\"task_id\":\"unknown\"}").body().get("error_code").textValue())
                .isEqualTo("InvalidTaskId");
    }

    private Bench.Reply delete(String body) throws IOException {
        return bench.post("/s2s/v2.0/task/delete", body);
    }
}
