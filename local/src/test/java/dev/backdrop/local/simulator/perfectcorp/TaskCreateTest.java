package dev.backdrop.local.simulator.perfectcorp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskCreateTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aFlatBodyWithAFileAndAPromptCreatesATask() throws IOException {
        Bench.Reply reply = bench.createWith(bench.upload(Bench.PHOTO), "a beach");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().get("status").asInt()).isEqualTo(200);
        assertThat(reply.body().at("/data/task_id").textValue()).matches("[A-Za-z0-9_-]{64}");
        assertThat(bench.vendor().tasksCreated()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"prompt\":\"a beach\"}",
                "{\"src_file_id\":\"FILE\",\"src_file_url\":\"https://example.com/a.jpg\",\"prompt\":\"a beach\"}",
                "{\"src_file_id\":7,\"prompt\":\"a beach\"}",
                "{\"src_file_id\":null,\"prompt\":\"a beach\"}",
                "{\"src_file_id\":\"\",\"prompt\":\"a beach\"}",
                "{\"src_file_id\":\"unknown\",\"prompt\":\"a beach\"}",
                "{\"src_file_url\":\"a.jpg\",\"prompt\":\"a beach\"}",
                "{\"src_file_url\":\"s3://bucket/a.jpg\",\"prompt\":\"a beach\"}",
                "{\"src_file_id\":\"FILE\"}",
                "{\"src_file_id\":\"FILE\",\"prompt\":\"\"}",
                "{\"src_file_id\":\"FILE\",\"prompt\":[\"a beach\"]}",
                "{\"src_file_id\":\"FILE\",\"prompt\":\"a beach\",\"type\":\"colour\"}",
                "{\"src_file_id\":\"FILE\",\"type\":\"prompt\",\"template_id\":\"nature_cherryblossom\"}"
            })
    void parametersThatMakeNoSenseAreInvalid(String body) throws IOException {
        Bench.Reply reply = bench.post(Bench.TASK, body.replace("FILE", bench.upload(Bench.PHOTO)));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().get("error_code").textValue()).isEqualTo("InvalidParameters");
        assertThat(bench.vendor().tasksCreated()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"request_id\":1,\"payload\":{\"file_sets\":{\"src_ids\":[\"FILE\"]},\"actions\":[{\"id\":0}]}}",
                "{\"src_file_id\":\"FILE\",\"prompt\":\"a beach\",\"seed\":42}",
                "{\"src_file_id\":\"FILE\",\"prompt\":\"a beach\",\"msk_file_id\":\"FILE\"}"
            })
    void parametersThatTheContractDoesNotKnowAreUnexpected(String body) throws IOException {
        Bench.Reply reply = bench.post(Bench.TASK, body.replace("FILE", bench.upload(Bench.PHOTO)));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().get("error_code").textValue()).isEqualTo("BadRequest");
        assertThat(bench.vendor().tasksCreated()).isZero();
    }

    @Test
    void aTemplateNeedsNoPrompt() throws IOException {
        String file = bench.upload(Bench.PHOTO);

        assertThat(template(file, "\"template_id\":\"nature_cherryblossom\",").status())
                .isEqualTo(200);
        assertThat(template(file, "").status()).isEqualTo(200);
        Bench.Reply unknown = template(file, "\"template_id\":\"no_such_template\",");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.body().get("error_code").textValue()).isEqualTo("InvalidStyle");
    }

    private Bench.Reply template(String file, String id) throws IOException {
        return bench.post(Bench.TASK, "{" + id + "\"type\":\"template\",\"src_file_id\":\"" + file + "\"}");
    }

    @Test
    void aPhotoThatWasNeverPutIsNotFound() throws IOException {
        String file = Bench.file(bench.register("image/jpeg", 5)).get("file_id").textValue();

        assertThat(bench.createWith(file, "a beach").status()).isEqualTo(404);
        assertThat(bench.vendor().tasksCreated()).isZero();
    }

    @Test
    void aPhotoThatWasNeverPutCanBeAnInternalErrorInstead() throws IOException {
        try (Bench other = new Bench(options -> options.withMissingUpload(MissingUpload.INTERNAL_ERROR))) {
            String file =
                    Bench.file(other.register("image/jpeg", 5)).get("file_id").textValue();

            Bench.Reply reply = other.createWith(file, "a beach");

            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.body().get("error_code").textValue()).isEqualTo("unknown_internal_error");
        }
    }

    @Test
    void aFileIsForgottenAfterItsRetention() throws IOException {
        String file = bench.upload(Bench.PHOTO);
        bench.pass(24 * 3600);
        assertThat(bench.createWith(file, "a beach").status()).isEqualTo(200);

        bench.pass(1);
        assertThat(bench.createWith(file, "a beach").status()).isEqualTo(400);
    }

    @Test
    void aFileCanBeUsedAgain() throws IOException {
        String file = bench.upload(Bench.PHOTO);

        assertThat(Bench.taskId(bench.createWith(file, "a beach")))
                .isNotEqualTo(Bench.taskId(bench.createWith(file, "a beach")));
    }

    @Test
    void anAccountThatCannotPayIsRefused() throws IOException {
        String file = bench.upload(Bench.PHOTO);
        bench.vendor().balance(7);

        assertThat(bench.createWith(file, "a beach").status()).isEqualTo(200);
        Bench.Reply second = bench.createWith(file, "a beach");

        assertThat(second.status()).isEqualTo(400);
        assertThat(second.body().get("error_code").textValue()).isEqualTo("CreditInsufficiency");
        assertThat(bench.vendor().tasksCreated()).isEqualTo(1);
    }

    @Test
    void theCreditIsTheBalanceWithItsExpiry() throws IOException {
        bench.vendor().balance(10);

        JsonNode credit = bench.get("/s2s/v1.0/client/credit").body();

        assertThat(credit.get("status").asInt()).isEqualTo(200);
        JsonNode account = credit.at("/results/0");
        assertThat(account.get("id").isIntegralNumber()).isTrue();
        assertThat(account.get("type").textValue()).isEqualTo("ApiPaygToken");
        assertThat(account.get("amount").asLong()).isEqualTo(10);
        assertThat(account.get("amount_dec").asDouble()).isEqualTo(10.0);
        assertThat(account.get("expiry").asLong())
                .isGreaterThan(bench.clock.instant().toEpochMilli());
    }

    @ParameterizedTest
    @EnumSource(TaskIds.class)
    void taskIdsOfAnyKindComeBackThroughThePathIfEncoded(TaskIds kind) throws IOException {
        try (Bench other = new Bench(options -> options.withTaskIds(kind))) {
            String id = other.task();

            assertThat(other.word(URLEncoder.encode(id, StandardCharsets.UTF_8)))
                    .isEqualTo("running");
        }
    }
}
