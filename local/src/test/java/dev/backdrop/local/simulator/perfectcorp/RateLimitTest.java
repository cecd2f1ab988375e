package dev.backdrop.local.simulator.perfectcorp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.backdrop.local.simulator.HostRole;
import dev.backdrop.local.simulator.JournalEntry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    @Test
    void requestsOverTheLimitAreRefusedUntilTheFirstOnesAreOldEnough() throws IOException {
        try (Bench bench = new Bench(options -> options.withRateLimit(2, Duration.ofSeconds(300)))) {
            assertThat(bench.status("any").status()).isEqualTo(400);
            bench.pass(100);
            assertThat(bench.status("any").status()).isEqualTo(400);

            Bench.Reply refused = bench.status("any");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.body().toString()).isEqualTo("{\"status\":429,\"error\":\"Too many requests\"}");
            assertThat(refused.raw().headers().firstValue("Retry-After")).isEmpty();

            bench.pass(200);
            assertThat(bench.status("any").status()).isEqualTo(400);
            assertThat(bench.status("any").status()).isEqualTo(429);
        }
    }

    @Test
    void twoHundredAndFiftyRequestsInFiveMinutesPassByDefault() throws IOException {
        try (Bench bench = new Bench()) {
            for (int call = 0; call < 250; call++) {
                assertThat(bench.status("any").status()).isEqualTo(400);
            }
            assertThat(bench.status("any").status()).isEqualTo(429);
        }
    }

    @Test
    void uploadsAndDownloadsAreNotCounted() throws IOException {
        try (Bench bench = new Bench(options -> options.withRateLimit(3, Duration.ofSeconds(300)))) {
            URI link = bench.result(bench.task());

            assertThat(bench.download(link).statusCode()).isEqualTo(200);
            assertThat(bench.status("any").status()).isEqualTo(429);
        }
    }

    @Test
    void theJournalTellsTheWholeStoryInOrder() throws IOException {
        try (Bench bench = new Bench()) {
            bench.download(bench.result(bench.task()));

            assertThat(bench.simulator.journal().entries())
                    .extracting(JournalEntry::host, JournalEntry::method, JournalEntry::status)
                    .containsExactly(
                            tuple(HostRole.API, "POST", 200),
                            tuple(HostRole.UPLOAD, "PUT", 200),
                            tuple(HostRole.API, "POST", 200),
                            tuple(HostRole.API, "GET", 200),
                            tuple(HostRole.RESULT, "GET", 200));
            JournalEntry upload = bench.simulator.journal().to(HostRole.UPLOAD).get(0);
            assertThat(upload.bodySize()).isEqualTo(Bench.PHOTO.length);
            assertThat(upload.carriedKey()).isFalse();
            assertThat(upload.headers().get("content-type")).containsExactly("image/jpeg");
            JournalEntry poll = bench.simulator.journal().entries().get(3);
            assertThat(poll.at()).isEqualTo(bench.clock.instant());
            assertThat(poll.path()).startsWith(Bench.TASK + "/");
        }
    }
}
