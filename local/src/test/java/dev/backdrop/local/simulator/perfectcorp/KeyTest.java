package dev.backdrop.local.simulator.perfectcorp;

import static dev.backdrop.local.simulator.perfectcorp.Bench.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.local.simulator.HostRole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTest {

    private static final String CREDIT = "/s2s/v1.0/client/credit";

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                KEY,
                "bearer " + KEY,
                "Bearer  " + KEY,
                "Bearer <" + KEY + ">",
                "Bearer wrong",
                "Basic " + KEY,
                "Bearer"
            })
    void anythingButBearerOneSpaceAndTheKeyIsRefused(String authorization) throws IOException {
        Bench.Reply reply = bench.call(HttpRequest.newBuilder(URI.create(bench.simulator.apiBase() + CREDIT))
                .header("Authorization", authorization)
                .build());

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body().get("status").asInt()).isEqualTo(401);
        assertThat(reply.body().get("error").textValue()).isEqualTo("Invalid API key");
        assertThat(reply.body().get("error_code").textValue()).isEqualTo("InvalidApiKey");
    }

    @Test
    void aMissingKeyAndTwoKeysAreRefused() throws IOException {
        URI address = URI.create(bench.simulator.apiBase() + CREDIT);

        assertThat(bench.call(HttpRequest.newBuilder(address).build()).status()).isEqualTo(401);
        assertThat(bench.call(HttpRequest.newBuilder(address)
                                .header("Authorization", "Bearer " + KEY)
                                .header("Authorization", "Bearer " + KEY)
                                .build())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void inactiveAndExpiredKeysAreToldApart() throws IOException {
        bench.vendor().key(KEY, KeyState.INACTIVE);
        assertThat(bench.get(CREDIT).body().get("error_code").textValue()).isEqualTo("InactiveApiKey");

        bench.vendor().key(KEY, KeyState.EXPIRED);
        Bench.Reply expired = bench.get(CREDIT);
        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.body().get("error_code").textValue()).isEqualTo("ExpiredApiKey");

        bench.vendor().key(KEY, KeyState.ACTIVE);
        assertThat(bench.get(CREDIT).status()).isEqualTo(200);
    }

    @Test
    void withoutErrorCodesTheRefusalHasOnlyATextAsInTheSamples() throws IOException {
        try (Bench terse = new Bench(options -> options.withErrorCodes(false))) {
            terse.vendor().key(KEY, KeyState.INACTIVE);

            assertThat(terse.get(CREDIT).body().has("error_code")).isFalse();
        }
    }

    @Test
    void aKeyIsNeededForEveryCall() throws IOException {
        bench.vendor().key(KEY, KeyState.EXPIRED);

        for (String path : List.of(Bench.FILE, Bench.TASK, "/s2s/v2.0/task/delete", "/s2s/v2.0/nothing")) {
            assertThat(bench.post(path, "{}").status()).as(path).isEqualTo(401);
        }
        assertThat(bench.status("any").status()).isEqualTo(401);
        assertThat(bench.vendor().tasksCreated()).isZero();
    }

    @Test
    void theUploadHostRefusesTheKeyAndTheJournalTellsOfIt() throws IOException {
        URI address = Bench.uploadAddress(Bench.file(bench.register("image/jpeg", 3)));

        HttpResponse<byte[]> answer = bench.send(HttpRequest.newBuilder(address)
                .header("Content-Type", "image/jpeg")
                .header("Authorization", "Bearer " + KEY)
                .PUT(BodyPublishers.ofByteArray(new byte[3]))
                .build());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(bench.simulator.journal().leakedKeys())
                .singleElement()
                .satisfies(entry -> assertThat(entry.host()).isEqualTo(HostRole.UPLOAD))
                .satisfies(entry -> assertThat(entry.status()).isEqualTo(400));
    }

    @Test
    void theResultHostRefusesTheKeyWhereverItHides() throws IOException {
        URI link = bench.result(bench.task());

        assertThat(bench.send(HttpRequest.newBuilder(link)
                                .header("Authorization", "Bearer someone-elses")
                                .build())
                        .statusCode())
                .isEqualTo(400);
        assertThat(bench.send(HttpRequest.newBuilder(link)
                                .header("X-Debug", "k=" + KEY)
                                .build())
                        .statusCode())
                .isEqualTo(400);
        assertThat(bench.download(URI.create(link + "&key=" + KEY)).statusCode())
                .isEqualTo(400);
        assertThat(bench.simulator.journal().leakedKeys()).hasSize(3);
        assertThat(bench.download(link).statusCode()).isEqualTo(200);
    }

    @Test
    void theJournalNeverShowsAKeyOrASignature() throws IOException {
        URI link = bench.result(bench.task());
        bench.download(link);
        bench.download(URI.create(bench.simulator.resultBase() + "/perfectcorp/" + KEY + "?key=" + KEY));

        String shown = bench.simulator.journal().entries().toString();
        assertThat(shown)
                .doesNotContain(KEY)
                .doesNotContain("X-Amz-Signature", "X-Amz-Security-Token")
                .contains("X-Amz-Expires");
        assertThat(bench.simulator.journal().to(HostRole.API))
                .allSatisfy(entry -> assertThat(entry.carriedKey()).isTrue())
                .allSatisfy(entry ->
                        assertThat(entry.headers().get("authorization")).containsExactly("***"));
    }

    @Test
    void theThreeHostsAreThreeAddresses() {
        assertThat(List.of(
                        bench.simulator.apiBase().getPort(),
                        bench.simulator.uploadBase().getPort(),
                        bench.simulator.resultBase().getPort()))
                .doesNotHaveDuplicates();
    }
}
