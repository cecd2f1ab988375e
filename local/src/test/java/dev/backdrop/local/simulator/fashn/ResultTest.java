package dev.backdrop.local.simulator.fashn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.backdrop.local.simulator.HostRole;
import dev.backdrop.local.simulator.Pictures;
import dev.backdrop.local.simulator.TestPictures;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultTest {

    private static final String USUAL = "\"image\":\"PHOTO\",\"prompt\":\"a beach\"";

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private byte[] result(String inputs) throws IOException {
        String output = bench.output(Bench.taskId(bench.run(inputs)));
        if (output.startsWith("data:")) {
            return Base64.getDecoder().decode(output.substring(output.indexOf(',') + 1));
        }
        HttpResponse<byte[]> answer = bench.download(output);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).isEqualTo(Pictures.type(answer.body()));
        return answer.body();
    }

    @Test
    void theResultHasThePhotosPixelsItsMiddleAndANewBorder() throws IOException {
        BufferedImage picture = TestPictures.decode(result(USUAL));

        assertThat(picture.getWidth()).isEqualTo(40);
        assertThat(picture.getHeight()).isEqualTo(30);
        Color middle = new Color(picture.getRGB(20, 15));
        assertThat(middle.getRed()).isGreaterThan(200);
        assertThat(middle.getBlue()).isLessThan(60);
        assertThat(new Color(picture.getRGB(1, 1))).isNotEqualTo(Color.BLUE);
    }

    @ParameterizedTest
    @CsvSource({
        "'', image/png",
        "',\"output_format\":\"png\"', image/png",
        "',\"output_format\":\"jpeg\"', image/jpeg",
        "',\"return_base64\":true', image/png",
        "',\"return_base64\":true,\"output_format\":\"jpeg\"', image/jpeg"
    })
    void theResultHasTheFormatAskedFor(String more, String type) throws IOException {
        assertThat(Pictures.type(result(USUAL + more))).contains(type);
    }

    @Test
    void aResultInsideTheStatusNamesItsFormatAndIsNowhereElse() throws IOException {
        assertThat(bench.output(Bench.taskId(bench.run(USUAL + ",\"return_base64\":true,\"output_format\":\"jpeg\""))))
                .startsWith("data:image/jpeg;base64,");
        assertThat(bench.simulator.journal().to(HostRole.RESULT)).isEmpty();
    }

    @Test
    void theSameSeedGivesTheSamePictureAndTheUsualOneIs42() throws IOException {
        byte[] usual = result(USUAL);

        assertThat(result(USUAL + ",\"seed\":42")).isEqualTo(usual);
        assertThat(result(USUAL + ",\"seed\":43")).isNotEqualTo(usual);
    }

    @ParameterizedTest
    @CsvSource({"2000, 1500, 1183, 887", "1500, 2000, 887, 1183", "1025, 1025, 1024, 1024", "1050, 1000, 1050, 1000"})
    void aResultHasOneMegapixelAtMost(int width, int height, int resultWidth, int resultHeight) throws IOException {
        String image = Bench.dataUri("jpeg", TestPictures.jpeg(width, height));
        BufferedImage picture = TestPictures.decode(
                result("\"prompt\":\"a beach\",\"output_format\":\"jpeg\",\"image\":\"" + image + "\""));

        assertThat(picture.getWidth() * picture.getHeight()).isLessThanOrEqualTo(1_050_000);
        assertThat(picture.getWidth()).isCloseTo(resultWidth, within(1));
        assertThat(picture.getHeight()).isCloseTo(resultHeight, within(1));
    }

    @Test
    void theAddressStaysTheSameForThreeDaysAndIsGoneWithItsTask() throws IOException {
        String id = bench.task();
        String address = bench.output(id);
        assertThat(address).startsWith(bench.simulator.resultBase() + "/fashn/").contains("/output_0.png");

        bench.pass(72 * 3600);
        assertThat(bench.status(id).body().at("/output/0").textValue()).isEqualTo(address);
        assertThat(bench.download(address).statusCode()).isEqualTo(200);

        bench.pass(1);
        assertThat(bench.status(id).status()).isEqualTo(404);
        assertThat(bench.status(id).error()).isEqualTo("NotFound");
        assertThat(bench.download(address).statusCode()).isEqualTo(403);
        assertThat(bench.vendor().creditsCharged()).isEqualByComparingTo("1");
    }

    @Test
    void anAddressThatIsAskedForLateEndsWithItsTaskToo() throws IOException {
        String id = bench.task();
        bench.pass(12 + 71 * 3600);
        String address = bench.status(id).body().at("/output/0").textValue();

        bench.pass(3600);
        assertThat(bench.download(address).statusCode()).isEqualTo(200);
        bench.pass(1);
        assertThat(bench.download(address).statusCode()).isEqualTo(403);
    }

    @Test
    void aResultInsideTheStatusIsKnownForAnHour() throws IOException {
        String id = Bench.taskId(bench.run(USUAL + ",\"return_base64\":true"));
        bench.pass(12 + 3600);
        assertThat(bench.word(id)).isEqualTo("completed");

        bench.pass(1);
        assertThat(bench.status(id).error()).isEqualTo("NotFound");
    }

    @Test
    void whatIsForgottenIsReleasedButStaysPaid() throws IOException {
        String id = bench.task();
        String address = bench.output(id);
        bench.pass(72 * 3600 + 1);
        bench.task();

        assertThat(bench.status(id).status()).isEqualTo(404);
        assertThat(bench.download(address).statusCode()).isNotEqualTo(200);
        assertThat(bench.vendor().creditsCharged()).isEqualByComparingTo("1");
        assertThat(bench.vendor().tasksCreated()).isEqualTo(2);
    }

    @Test
    void theResultHostRefusesTheKeyAndTheJournalTellsOfIt() throws IOException {
        String address = bench.output(bench.task());
        HttpResponse<byte[]> answer = bench.send(HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + Bench.KEY)
                .build());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(bench.simulator.journal().leakedKeys()).hasSize(1);
        assertThat(bench.simulator.journal().entries().toString()).doesNotContain(Bench.KEY);
        assertThat(bench.download(address).statusCode()).isEqualTo(200);
    }
}
