package dev.backdrop.local.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.cloud.client.LocalAccount;
import dev.backdrop.local.cloud.client.LocalClients;
import dev.backdrop.local.cloud.template.BucketView;
import dev.backdrop.local.cloud.template.CorsRuleView;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/** S3 as a browser uses it: presigned addresses, from a page of another origin. */
class S3DoorTest {

    private static final String CONSOLE = "http://localhost:8080";
    private static final String PHOTO = "0123456789";

    private static final List<JsonNode> EVENTS = new CopyOnWriteArrayList<>();
    private static S3Server server;
    private static S3Client s3;
    private static S3Presigner presigner;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        CorsRuleView upload = new CorsRuleView(
                List.of("https://*.front.example", CONSOLE),
                List.of("PUT", "POST"),
                List.of("Content-Type", "x-amz-meta-*"),
                List.of("ETag", "x-amz-version-id"),
                Optional.of(Duration.ofMinutes(5)));
        CorsRuleView read =
                new CorsRuleView(List.of("*"), List.of("GET", "HEAD"), List.of(), List.of(), Optional.empty());
        server = S3Server.start(
                List.of(
                        new BucketView("Open", "open", true, false, List.of(upload, read)),
                        new BucketView("Closed", "closed", false, false)),
                Optional.empty(),
                0,
                LocalAccount.DEFAULT,
                Clock.systemUTC(),
                EVENTS::add);
        s3 = LocalClients.s3(server.endpoint(), LocalAccount.DEFAULT);
        presigner = LocalClients.presigner(server.endpoint(), LocalAccount.DEFAULT);
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        s3.close();
        presigner.close();
        server.close();
    }

    @BeforeEach
    void forget() {
        EVENTS.clear();
    }

    @Nested
    class Cors {

        @Test
        void aPreflightIsAnsweredByTheFirstRuleThatFits() throws Exception {
            HttpResponse<String> response = preflight("open", CONSOLE, "PUT", "content-type, X-Amz-Meta-Seed");
            HttpHeaders headers = response.headers();

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(headers.firstValue("access-control-allow-origin")).contains(CONSOLE);
            assertThat(headers.firstValue("access-control-allow-methods")).contains("PUT, POST");
            assertThat(headers.firstValue("access-control-allow-headers")).contains("content-type, x-amz-meta-seed");
            assertThat(headers.firstValue("access-control-expose-headers")).contains("ETag, x-amz-version-id");
            assertThat(headers.firstValue("access-control-max-age")).contains("300");
            assertThat(headers.firstValue("access-control-allow-credentials")).contains("true");
            assertThat(headers.firstValue("vary").orElse("")).startsWith("Origin");
        }

        @ParameterizedTest(name = "{1} to {0} from {2} with {3}: {4}")
        @CsvSource({
            "open, PUT, https://a.front.example, content-type, 200",
            "open, GET, https://anywhere.example, '', 200",
            "open, PUT, https://front.example, '', 403",
            "open, PUT, https://a.front.example.evil.example, '', 403",
            "open, PUT, http://LOCALHOST:8080, '', 403",
            "open, PUT, null, '', 403",
            "open, DELETE, http://localhost:8080, '', 403",
            "open, PUT, http://localhost:8080, authorization, 403",
            "open, PUT, http://localhost:8080, 'content-type, x-amz-acl', 403",
            "open, GET, http://localhost:8080, x-anything, 403",
            "closed, GET, http://localhost:8080, '', 403",
            "missing, GET, http://localhost:8080, '', 403"
        })
        void aPreflightThatNoRuleFitsIsForbidden(
                String bucket, String method, String origin, String headers, int status) throws Exception {
            HttpResponse<String> response = preflight(bucket, origin, method, headers);

            assertThat(response.statusCode()).isEqualTo(status);
            if (status == 403) {
                assertThat(response.body()).contains("<Code>AccessForbidden</Code>", "CorsConfiguration");
                assertThat(response.headers().map()).doesNotContainKey("access-control-allow-origin");
            }
        }

        @Test
        void aPreflightThatSaysNothingIsABadRequest() throws Exception {
            HttpResponse<String> response =
                    send(HttpRequest.newBuilder(server.endpoint().resolve("/open/a"))
                            .method("OPTIONS", BodyPublishers.noBody()));

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("<Code>BadRequest</Code>");
        }

        @Test
        void answersHaveTheHeadersEvenWhenTheyAreRefusals() throws Exception {
            PresignedPutObjectRequest put = presign("open", "cors/photo.jpg", "image/jpeg", Map.of());
            HttpResponse<String> stored = send(put(put, "image/jpeg").header("Origin", CONSOLE));
            HttpResponse<String> refused = send(put(put, "image/png").header("Origin", CONSOLE));
            HttpResponse<String> stranger = send(put(put, "image/jpeg").header("Origin", "https://evil.example"));

            assertThat(stored.statusCode()).isEqualTo(200);
            assertThat(stored.headers().firstValue("access-control-allow-origin"))
                    .contains(CONSOLE);
            assertThat(stored.headers().firstValue("access-control-expose-headers"))
                    .contains("ETag, x-amz-version-id");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.headers().firstValue("access-control-allow-origin"))
                    .contains(CONSOLE);
            assertThat(stranger.statusCode())
                    .as("the local bucket's keys are known to everybody")
                    .isEqualTo(403);
            assertThat(stranger.headers().map()).doesNotContainKey("access-control-allow-origin");
        }

        @Test
        void aResultCanBeReadFromAnyPageThatTheRuleNames() throws Exception {
            send(put(presign("open", "cors/result.png", "image/png", Map.of()), "image/png"));
            URI get = presigner
                    .presignGetObject(sign -> sign.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(request -> request.bucket("open").key("cors/result.png")))
                    .url()
                    .toURI();
            HttpResponse<String> response =
                    send(HttpRequest.newBuilder(get).header("Origin", "https://anywhere.example"));

            assertThat(response.body()).isEqualTo(PHOTO);
            assertThat(response.headers().firstValue("access-control-allow-origin"))
                    .contains("*");
        }

        @Test
        void aBucketTakesMoreOriginsIntoItsRulesAndHasNoneWithoutRules() {
            BucketView open = new BucketView(
                    "O",
                    "o",
                    true,
                    true,
                    List.of(new CorsRuleView(
                            List.of("https://a"), List.of("GET"), List.of(), List.of(), Optional.empty())));

            assertThat(open.alsoFor(List.of(CONSOLE, "https://a")).cors())
                    .singleElement()
                    .satisfies(rule -> assertThat(rule.allowedOrigins()).containsExactly("https://a", CONSOLE));
            assertThat(new BucketView("C", "c", true, true)
                            .alsoFor(List.of(CONSOLE))
                            .cors())
                    .isEmpty();
        }

        private HttpResponse<String> preflight(String bucket, String origin, String method, String headers)
                throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            server.endpoint().resolve("/" + bucket + "/a.jpg"))
                    .header("Origin", origin)
                    .header("Access-Control-Request-Method", method)
                    .method("OPTIONS", BodyPublishers.noBody());
            return send(headers.isEmpty() ? request : request.header("Access-Control-Request-Headers", headers));
        }
    }

    @Nested
    class Presigned {

        private final Map<String, String> metadata = Map.of("background-color", "#ffffff", "seed", "42");
        private final PresignedPutObjectRequest put = presign("open", "up/photo.jpg", "image/jpeg", metadata);

        @Test
        void anUploadAsItWasSignedIsTakenWithItsTypeAndMetadata() throws Exception {
            assertThat(put.signedHeaders().keySet())
                    .contains("content-length", "content-type", "x-amz-meta-background-color", "x-amz-meta-seed");
            HttpResponse<String> response = send(signed(BodyPublishers.ofString(PHOTO), Map.of()));

            assertThat(response.statusCode()).isEqualTo(200);
            var head = s3.headObject(request -> request.bucket("open").key("up/photo.jpg"));
            assertThat(head.contentType()).isEqualTo("image/jpeg");
            assertThat(head.contentLength()).isEqualTo(PHOTO.length());
            assertThat(head.metadata()).containsAllEntriesOf(metadata);
            assertThat(EVENTS).hasSize(1);
        }

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource({
            "Content-Type, image/png",
            "Content-Type, ''",
            "x-amz-meta-seed, 43",
            "x-amz-meta-seed, ''",
            "x-amz-meta-background-color, '#ffffff,#000000'"
        })
        void aSignedHeaderWithAnotherValueIsRefused(String name, String value) throws Exception {
            assertRefused(signed(BodyPublishers.ofString(PHOTO), Map.of(name, value)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"Content-Type", "x-amz-meta-seed", "x-amz-meta-background-color"})
        void aSignedHeaderThatIsMissingIsRefused(String name) throws Exception {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(put.url().toURI()).PUT(BodyPublishers.ofString(PHOTO));
            headers().forEach((header, value) -> {
                if (!header.equalsIgnoreCase(name)) {
                    request.header(header, value);
                }
            });
            assertRefused(request);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "012345678", "0123456789a"})
        void anotherLengthThanTheSignedOneIsRefused(String body) throws Exception {
            assertRefused(signed(BodyPublishers.ofString(body), Map.of()));
        }

        @Test
        void aBodyOfMegabytesWhereBytesWereSignedIsRefusedAndTheCallerHearsIt() throws Exception {
            assertRefused(signed(BodyPublishers.ofByteArray(new byte[8 << 20]), Map.of()));
        }

        @Test
        void aBodyWithoutALengthIsRefused() throws Exception {
            assertRefused(
                    signed(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(PHOTO.getBytes())), Map.of()));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "x-amz-meta-provider",
                    "X-Amz-Meta-Output-Format",
                    "x-amz-acl",
                    "x-amz-copy-source",
                    "x-amz-tagging"
                })
        void aHeaderOfAmazonsThatIsNotSignedIsRefused(String name) throws Exception {
            HttpResponse<String> response =
                    assertRefused(signed(BodyPublishers.ofString(PHOTO), Map.of(name, "open/other")));

            assertThat(response.body())
                    .contains("<Code>AccessDenied</Code>")
                    .containsIgnoringCase("<HeadersNotSigned>" + name + "</HeadersNotSigned>");
        }

        @Test
        void aParameterThatIsSpeltInAnotherWayHidesNothing() throws Exception {
            URI disguised = URI.create(put.url().toString().replace("X-Amz-SignedHeaders", "X%2DAmz-Signed%48eaders"));
            HttpRequest.Builder request = HttpRequest.newBuilder(disguised)
                    .PUT(BodyPublishers.ofString(PHOTO))
                    .header("x-amz-meta-provider", "perfectcorp");
            headers().forEach(request::header);
            assertRefused(request);
        }

        @Test
        void aHeaderThatIsNotAmazonsNeedNotBeSigned() throws Exception {
            assertThat(send(signed(BodyPublishers.ofString(PHOTO), Map.of("X-Trace", "7")))
                            .statusCode())
                    .isEqualTo(200);
        }

        @Test
        void theListOfSignedHeadersIsSignedItself() throws Exception {
            URI wider = URI.create(put.url().toString().replace("x-amz-meta-seed", "x-amz-meta-seed%3Bx-amz-acl"));
            HttpRequest.Builder request = HttpRequest.newBuilder(wider)
                    .PUT(BodyPublishers.ofString(PHOTO))
                    .header("x-amz-acl", "public-read");
            headers().forEach(request::header);
            assertRefused(request);
        }

        private HttpRequest.Builder signed(HttpRequest.BodyPublisher body, Map<String, String> changes)
                throws Exception {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(put.url().toURI()).PUT(body);
            headers().forEach(request::header);
            changes.forEach(request::setHeader);
            return request;
        }

        /** What a client sends by itself left out. */
        private Map<String, String> headers() {
            return Map.of(
                    "Content-Type", "image/jpeg", "x-amz-meta-seed", "42", "x-amz-meta-background-color", "#ffffff");
        }

        private HttpResponse<String> assertRefused(HttpRequest.Builder request) throws Exception {
            HttpResponse<String> response = send(request);
            assertThat(response.statusCode()).isBetween(400, 499);
            assertThat(EVENTS).isEmpty();
            return response;
        }
    }

    private static PresignedPutObjectRequest presign(
            String bucket, String key, String type, Map<String, String> metadata) {
        return presigner.presignPutObject(sign -> sign.signatureDuration(Duration.ofMinutes(5))
                .putObjectRequest(request -> request.bucket(bucket)
                        .key(key)
                        .contentType(type)
                        .contentLength((long) PHOTO.length())
                        .metadata(metadata)));
    }

    private static HttpRequest.Builder put(PresignedPutObjectRequest signed, String type) throws Exception {
        return HttpRequest.newBuilder(signed.url().toURI())
                .header("Content-Type", type)
                .PUT(BodyPublishers.ofString(PHOTO));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
