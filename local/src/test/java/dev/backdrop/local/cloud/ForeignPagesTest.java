package dev.backdrop.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.local.cloud.client.LocalAccount;
import dev.backdrop.local.cloud.dynamodb.DynamoDbServer;
import dev.backdrop.local.cloud.s3.S3Server;
import dev.backdrop.local.cloud.states.Executions;
import dev.backdrop.local.cloud.states.StepFunctionsServer;
import dev.backdrop.local.cloud.template.BucketView;
import dev.backdrop.local.cloud.template.CorsRuleView;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page that somebody opens could do to the servers of this machine, whose keys everybody knows. */
class ForeignPagesTest {

    private static final String TRUSTED = "http://localhost:8080";
    private static final String SIGNED =
            "X-Amz-Target: %s\r\nContent-Type: application/x-amz-json-1.0\r\nAuthorization: "
                    + "AWS4-HMAC-SHA256 Credential=local/20261121/us-east-1/x/aws4_request, SignedHeaders=host, Signature=0\r\n";

    private static final List<Object> PHOTOS = new ArrayList<>();
    private static S3Server s3;
    private static DynamoDbServer dynamo;
    private static StepFunctionsServer workflows;

    @BeforeAll
    static void start() {
        CorsRuleView rule =
                new CorsRuleView(List.of(TRUSTED), List.of("GET", "POST"), List.of(), List.of(), Optional.empty());
        s3 = S3Server.start(
                List.of(new BucketView("Photos", "photos", true, false, List.of(rule))),
                Optional.empty(),
                0,
                LocalAccount.DEFAULT,
                Clock.systemUTC(),
                PHOTOS::add);
        dynamo = DynamoDbServer.start(Optional.empty(), 0);
        workflows = StepFunctionsServer.start(0, noStateMachines());
    }

    private static Executions noStateMachines() {
        return (Executions) Proxy.newProxyInstance(
                ForeignPagesTest.class.getClassLoader(),
                new Class<?>[] {Executions.class},
                (proxy, method, arguments) -> List.of());
    }

    @AfterAll
    static void stop() {
        workflows.close();
        dynamo.close();
        s3.close();
    }

    @BeforeEach
    void forget() {
        PHOTOS.clear();
    }

    private static String send(URI server, String path, String headers, String body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.getPort())) {
            String request = "POST " + path + " HTTP/1.1\r\n" + headers + "Connection: close\r\nContent-Length: "
                    + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String own(URI server) {
        return "127.0.0.1:" + server.getPort();
    }

    /** A form such as any page can send without asking first, signed with the keys that the guide prints. */
    private static String form(String host, String origin) throws Exception {
        String policy = Base64.getEncoder()
                .encodeToString(("{\"expiration\":\"2099-01-01T00:00:00.000Z\",\"conditions\":[{\"bucket\":\"photos\"},"
                                + "[\"starts-with\",\"$key\",\"\"]]}")
                        .getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(LocalAccount.DEFAULT.secretKey().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        String signature = Base64.getEncoder().encodeToString(mac.doFinal(policy.getBytes(StandardCharsets.UTF_8)));
        String body = field("key", "uploads/a.jpg")
                + field("AWSAccessKeyId", LocalAccount.DEFAULT.accessKey())
                + field("policy", policy)
                + field("signature", signature)
                + field("file\"; filename=\"a.jpg", "photo")
                + "--x--\r\n";
        return send(
                s3.endpoint(),
                "/photos",
                "Host: " + host + "\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                        + (origin == null ? "" : "Origin: " + origin + "\r\n"),
                body);
    }

    private static String field(String name, String value) {
        return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    @Test
    void aFormOfAnotherOriginPutsNoPhotoIntoABucket() throws Exception {
        for (String origin : List.of("https://evil.example", "null", "http://localhost:8081")) {
            assertThat(form(own(s3.endpoint()), origin))
                    .startsWith("HTTP/1.1 403")
                    .contains("CorsConfiguration");
        }
        assertThat(PHOTOS).isEmpty();
    }

    @Test
    void aFormOfATrustedPageOrOfAProgramDoes() throws Exception {
        assertThat(form(own(s3.endpoint()), TRUSTED)).startsWith("HTTP/1.1 204");
        assertThat(form(own(s3.endpoint()), null)).startsWith("HTTP/1.1 204");
        assertThat(PHOTOS).hasSize(2);
    }

    @Test
    void aNameThatOnlyResolvesToThisMachineIsNotServed() throws Exception {
        String name = "evil.example:" + s3.endpoint().getPort();
        assertThat(form(name, "http://" + name)).startsWith("HTTP/1.1 403").contains("only answers at");
        assertThat(PHOTOS).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:PORT, 200", "localhost:PORT, 200", "evil.example:PORT, 403", "127.0.0.1, 403"})
    void recordsAreForThisMachineOnly(String host, int status) throws IOException {
        assertThat(send(
                        dynamo.endpoint(),
                        "/",
                        "Host: " + host.replace("PORT", "" + dynamo.endpoint().getPort()) + "\r\n"
                                + String.format(SIGNED, "DynamoDB_20120810.ListTables"),
                        "{}"))
                .startsWith("HTTP/1.1 " + status);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:PORT, 200", "localhost:PORT, 200", "evil.example:PORT, 400", "127.0.0.1, 400"})
    void executionsAreForThisMachineOnly(String host, int status) throws IOException {
        assertThat(send(
                        workflows.endpoint(),
                        "/",
                        "Host: "
                                + host.replace("PORT", "" + workflows.endpoint().getPort()) + "\r\n"
                                + String.format(SIGNED, "AWSStepFunctions.ListStateMachines"),
                        "{}"))
                .startsWith("HTTP/1.1 " + status)
                .contains(status == 200 ? "stateMachines" : "only answers at");
    }
}
