package dev.backdrop.provider.perfectcorp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.JsonBody;
import dev.backdrop.http.ScriptedServer;
import dev.backdrop.http.ScriptedServer.Reply;
import dev.backdrop.http.ScriptedServer.Seen;
import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.provider.Accepted;
import dev.backdrop.provider.NotYet;
import dev.backdrop.provider.Preparation;
import dev.backdrop.provider.Ready;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.Submission;
import dev.backdrop.provider.TaskRef;
import dev.backdrop.request.Background;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PerfectCorpSubmissionTest {

    private final FakePerfectCorp vendor = new FakePerfectCorp();

    @AfterEach
    void stop() {
        vendor.close();
    }

    private Submission submit() {
        return ((Ready) vendor.provider().prepare(FakePerfectCorp.order()))
                .billedCall()
                .get();
    }

    private static Map<String, String> flat(Seen seen) {
        Map<String, String> fields = new java.util.TreeMap<>();
        JsonBody.object(seen.body())
                .orElseThrow()
                .fields()
                .forEach((name, value) -> fields.put(name, value.text().orElseThrow()));
        return fields;
    }

    @Test
    void registersUploadsAndCreatesInThisOrder() {
        Submission submission = submit();

        assertThat(submission).isEqualTo(new Accepted(FakePerfectCorp.TASK_ID, Optional.empty(), Optional.of("req-1")));
        assertThat(vendor.server.seen())
                .extracting(seen -> seen.method() + " " + seen.target())
                .containsExactly(
                        "POST /s2s/v2.0/file/bg-replace-v2",
                        "PUT /bucket/a%20b?sig=a%2Bb",
                        "POST /s2s/v2.0/task/bg-replace-v2");
    }

    @Test
    void theRegistrationNamesTypeNameAndSize() {
        submit();

        JsonBody file = JsonBody.object(vendor.only("POST", "/s2s/v2.0/file").body())
                .orElseThrow()
                .at("files")
                .elements()
                .get(0);
        assertThat(file.text("content_type")).contains("image/jpg");
        assertThat(file.text("file_name")).contains("photo.jpg");
        assertThat(file.text("file_size")).contains("5");
    }

    @Test
    void thePhotoIsPutWithExactlyTheHeadersGivenAndWithoutTheKey() {
        vendor.register = seen -> vendor.registered(
                "{\"Content-Type\":\"image/jpg\",\"Content-Length\":5,\"x-amz-acl\":\"private\",\"Host\":\"other\"}");
        submit();

        Seen put = vendor.only("PUT", "/bucket");
        assertThat(put.body()).isEqualTo(FakePerfectCorp.PHOTO);
        assertThat(put.header("Content-Type")).contains("image/jpg");
        assertThat(put.header("Content-Length")).contains("5");
        assertThat(put.header("X-Amz-Acl")).contains("private");
        assertThat(put.headers().keySet())
                .containsExactlyInAnyOrder(
                        "Content-type", "Content-length", "X-amz-acl", "Host", "Connection", "User-agent");
        assertThat(put.headers().toString()).doesNotContain(FakePerfectCorp.KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"key\":\"Content-Type\",\"value\":\"image/jpg\"},{\"key\":\"Content-Length\",\"value\":5}]",
                "[{\"name\":\"Content-Type\",\"value\":\"image/jpg\"}]",
                "{\"content-type\":\"image/jpg\",\"content-length\":\"5\"}"
            })
    void headersAreReadFromAnObjectAndFromAList(String headers) {
        vendor.register = seen -> vendor.registered(headers);
        assertThat(submit()).isInstanceOf(Accepted.class);
        assertThat(vendor.only("PUT", "/bucket").header("Content-Type")).contains("image/jpg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null"})
    void anUploadWithoutHeadersIsSentWithoutAny(String headers) {
        vendor.register = seen -> vendor.registered(headers);
        assertThat(submit()).isInstanceOf(Accepted.class);
        assertThat(vendor.only("PUT", "/bucket").header("Content-Type")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "result"})
    void theRegistrationIsReadFromDataAndFromResult(String wrapper) {
        String answer = FakePerfectCorp.registration(
                wrapper, vendor.server.at("/bucket").toString(), "{}");
        vendor.register = seen -> Reply.of(200, answer);
        assertThat(submit()).isInstanceOf(Accepted.class);
    }

    @Test
    void theTaskIsAFlatBodyWithFileIdAndPrompt() {
        submit();

        Seen create = vendor.only("POST", "/s2s/v2.0/task");
        assertThat(flat(create))
                .isEqualTo(Map.of("src_file_id", FakePerfectCorp.FILE_ID, "prompt", "sunlit \"marble\" countertop, é"));
        assertThat(create.header("Authorization")).contains("Bearer " + FakePerfectCorp.KEY);
        assertThat(create.header("Content-Type")).contains("application/json");
    }

    @Test
    void nothingIsBilledBeforeTheBilledCallAndItCanBeMadeOnce() {
        Ready ready = (Ready) vendor.provider().prepare(FakePerfectCorp.order());
        assertThat(vendor.server.seen()).noneMatch(seen -> seen.target().startsWith("/s2s/v2.0/task"));

        ready.billedCall().get();
        assertThatThrownBy(() -> ready.billedCall().get()).isInstanceOf(IllegalStateException.class);
        vendor.only("POST", "/s2s/v2.0/task");
    }

    @Test
    void byAddressNothingIsUploaded() {
        vendor.environment.put("BACKDROP_PERFECTCORP_INPUT", "url");
        assertThat(submit()).isInstanceOf(Accepted.class);

        assertThat(vendor.server.seen()).hasSize(1);
        assertThat(flat(vendor.server.seen().get(0)))
                .containsEntry("src_file_url", "https://bucket.s3.example.com/photo.jpg?X-Amz-Expires=3600")
                .containsOnlyKeys("src_file_url", "prompt");
    }

    @Test
    void featureAndFilePathAreSettings() {
        vendor.environment.put("BACKDROP_PERFECTCORP_FEATURE", "bg-replace");
        submit();
        vendor.only("POST", "/s2s/v2.0/file/bg-replace");
        vendor.only("POST", "/s2s/v2.0/task/bg-replace");

        vendor.server.seen().clear();
        vendor.environment.put("BACKDROP_PERFECTCORP_FILE_PATH", "/s2s/v2.0/file");
        submit();
        assertThat(vendor.only("POST", "/s2s/v2.0/file").target()).isEqualTo("/s2s/v2.0/file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":200,\"data\":{\"task_id\":\"t\",\"polling_interval\":1500}}",
                "{\"status\":200,\"polling_interval\":\"1500\",\"data\":{\"task_id\":\"t\"}}",
                "{\"status\":\"200\",\"result\":{\"task_id\":\"t\",\"x\":[{\"polling_interval\":1500.0}]}}"
            })
    void thePollingIntervalIsReadWhereverItStandsAsMilliseconds(String answer) {
        vendor.create = seen -> Reply.of(200, answer);
        assertThat(submit()).isEqualTo(new Accepted("t", Optional.of(Duration.ofMillis(1500)), Optional.empty()));
    }

    @Test
    void aTaskIdBeyondTheRangeOfNumbersKeepsItsDigits() {
        vendor.create = seen -> Reply.of(200, "{\"status\":200,\"data\":{\"task_id\":90071992547409931234567}}");
        assertThat(((Accepted) submit()).taskId()).isEqualTo("90071992547409931234567");
    }

    @Test
    void onlyAPromptIsTaken() {
        Preparation preparation =
                vendor.provider().prepare(FakePerfectCorp.order(new Background.Transparent(), PhotoFormat.PNG));

        assertThat(((Refused) preparation).failure().code()).isEqualTo(FailureCode.UNSUPPORTED_REQUEST);
        assertThat(vendor.server.seen()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"JPEG, image/jpg", "PNG, image/png"})
    void typesAreNamedAsTheVendorsSamplesNameThem(PhotoFormat format, String contentType) {
        vendor.provider().prepare(FakePerfectCorp.order(new Background.Prompt("x"), format));
        assertThat(vendor.only("POST", "/s2s/v2.0/file").text()).contains("\"" + contentType + "\"");
    }

    @Test
    void anUploadAddressOutsideThePublicInternetIsRefused() {
        for (String address : new String[] {
            "https://169.254.169.254/x", "http://storage.example.com/x", "https://10.0.0.1/x", "file:///etc/passwd"
        }) {
            vendor.register = seen -> Reply.of(200, FakePerfectCorp.registration("data", address, "{}"));
            Preparation preparation = vendor.provider().prepare(FakePerfectCorp.order());

            assertThat(preparation).as(address).isInstanceOf(Refused.class);
            assertThat(((Refused) preparation).failure().charged()).isEqualTo(Charge.NO);
        }
        assertThat(vendor.server.seen()).noneMatch(seen -> seen.method().equals("PUT"));
    }

    @Test
    void headersThatWouldBreakOutOfTheirLineAreNotSent() {
        vendor.register = seen -> vendor.registered("{\"X-A\":\"a\\r\\nX-B: b\"}");
        assertThat(vendor.provider().prepare(FakePerfectCorp.order())).isInstanceOf(NotYet.class);
        assertThat(vendor.server.seen()).noneMatch(seen -> seen.method().equals("PUT"));
    }

    @Test
    void theKeyGoesToTheApiAloneEvenWhenEveryCallRedirectsElsewhere() {
        try (ScriptedServer elsewhere = new ScriptedServer(seen -> Reply.of(200, "{}"))) {
            Reply redirect =
                    Reply.of(307, "").with("Location", elsewhere.at("/").toString());
            vendor.poll = seen -> redirect;
            vendor.create = seen -> redirect;
            vendor.provider().poll(TaskRef.first("t"));
            submit();
            vendor.put = seen -> redirect;
            vendor.provider().prepare(FakePerfectCorp.order());
            vendor.register = seen -> redirect;
            vendor.provider().prepare(FakePerfectCorp.order());

            assertThat(elsewhere.seen()).isEmpty();
        }
    }

    @Test
    void anUploadAddressWithTheVendorsOwnAuthorizationHeaderGetsNoAuthorization() {
        vendor.register = seen -> vendor.registered("{\"Authorization\":\"Bearer " + FakePerfectCorp.KEY + "\"}");
        submit();
        assertThat(vendor.only("PUT", "/bucket").header("Authorization")).isEmpty();
    }

    @Test
    void aVendorThatIsNotThereIsAskedAgainLater() {
        URI gone = vendor.server.base();
        vendor.close();
        for (String input : new String[] {"upload", "url"}) {
            vendor.environment.put("BACKDROP_PERFECTCORP_INPUT", input);
            Preparation preparation = vendor.provider().prepare(FakePerfectCorp.order());
            Submission submission =
                    preparation instanceof Ready ready ? ready.billedCall().get() : (NotYet) preparation;

            NotYet notYet = (NotYet) submission;
            assertThat(notYet.reason().code()).isEqualTo(FailureCode.PROVIDER_UNAVAILABLE);
            assertThat(notYet.reason().charged()).isEqualTo(Charge.NO);
            assertThat(notYet.reason().message()).contains(gone.getHost()).doesNotContain(FakePerfectCorp.KEY);
            assertThat(notYet.delay()).isPositive();
        }
    }
}
