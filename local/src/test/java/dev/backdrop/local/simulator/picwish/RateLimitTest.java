package dev.backdrop.local.simulator.picwish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    /** The vendor's own two requests a second. */
    private static Bench strict() {
        return new Bench(options -> PicWishOptions.defaults().withApiKey(Bench.KEY));
    }

    @Test
    void twoRequestsASecondPassCreationsAndQueriesTogether() throws IOException {
        try (Bench bench = strict()) {
            String id = bench.segmentation();
            assertThat(bench.state(id)).isZero();

            Bench.Reply refused = bench.query(id);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.body().toString())
                    .isEqualTo("{\"status\":429,\"message\":\"Request frequency exceeds the QPS limit\"}");
            assertThat(refused.raw().headers().firstValue("Retry-After")).isEmpty();
            assertThat(bench.post(Bench.SEGMENTATION, Bench.photo()).status()).isEqualTo(429);
            assertThat(bench.get(Bench.COINS).status()).isEqualTo(429);

            assertThat(bench.vendor().tasksCreated()).isEqualTo(1);
            assertThat(bench.vendor().polls(id)).hasSize(1);
        }
    }

    @Test
    void aSecondIsAnySecondNotOneOfTheClock() throws IOException {
        try (Bench bench = strict()) {
            assertThat(bench.query("a").status()).isEqualTo(404);
            bench.clock.advance(Duration.ofMillis(600));
            assertThat(bench.query("a").status()).isEqualTo(404);
            bench.clock.advance(Duration.ofMillis(399));
            assertThat(bench.query("a").status()).isEqualTo(429);
            bench.clock.advance(Duration.ofMillis(1));
            assertThat(bench.query("a").status()).isEqualTo(404);
            assertThat(bench.query("a").status()).isEqualTo(429);
        }
    }

    @Test
    void downloadsAndRequestsWithoutAKeyAreNotCounted() throws IOException {
        try (Bench bench = strict()) {
            Bench.Reply reply = bench.atOnce(Bench.photo());
            for (int time = 0; time < 3; time++) {
                assertThat(bench.download(Bench.link(reply, "image")).statusCode())
                        .isEqualTo(200);
                assertThat(bench.send(HttpRequest.newBuilder(URI.create(bench.simulator.apiBase() + Bench.COINS))
                                        .build())
                                .statusCode())
                        .isEqualTo(401);
            }
            assertThat(bench.get(Bench.COINS).status()).isEqualTo(200);
        }
    }

    @Test
    void theLimitCanBeAnother() throws IOException {
        try (Bench bench = new Bench(options -> options.withRateLimit(1, Duration.ofSeconds(10)))) {
            assertThat(bench.query("a").status()).isEqualTo(404);
            bench.pass(9);
            assertThat(bench.query("a").status()).isEqualTo(429);
            bench.pass(1);
            assertThat(bench.query("a").status()).isEqualTo(404);
        }
    }

    @Test
    void pollingOnceASecondIsNeverRefused() throws IOException {
        try (Bench bench = strict()) {
            String id = bench.segmentation();
            for (int second = 0; second < 10; second++) {
                assertThat(bench.query(id).status()).isEqualTo(200);
                bench.pass(1);
            }
            assertThat(bench.vendor().earlyPolls()).isEqualTo(1);
        }
    }
}
