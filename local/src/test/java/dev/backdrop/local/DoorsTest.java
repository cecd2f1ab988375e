package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backdrop.local.asl.Execution;
import dev.backdrop.local.asl.ExecutionStatus;
import dev.backdrop.local.asl.time.VirtualScheduler;
import dev.backdrop.local.cloud.LocalServers;
import dev.backdrop.local.cloud.events.EventBus;
import dev.backdrop.local.cloud.http.HttpApiServer;
import dev.backdrop.local.cloud.schedule.ScheduledRun;
import dev.backdrop.local.cloud.schedule.ScheduledRun.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The local cloud with a template that has an HTTP API, schedules, and buckets that browsers use. */
@TestInstance(Lifecycle.PER_CLASS)
class DoorsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");

    private final VirtualScheduler time = new VirtualScheduler(MONDAY);
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final LocalCloud cloud = LocalCloud.start(options(home()).withHttp(0), time);
    private final URI base = cloud.http().orElseThrow().address();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterAll
    void close() {
        cloud.close();
    }

    @Test
    void theTemplatesRoutesReachItsFunction() throws Exception {
        JsonNode got = json(get("/jobs/7?x=1"));
        JsonNode file = json(get("/files/a/b"));
        JsonNode posted = json(send(HttpRequest.newBuilder(base.resolve("/jobs"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"a\":1}"))));

        assertThat(got.path("function").textValue()).isEqualTo("backdrop-ApiFunction");
        assertThat(got.at("/event/routeKey").textValue()).isEqualTo("GET /jobs/{jobId}");
        assertThat(got.at("/event/requestContext/apiId").textValue()).isEqualTo(cloud.name("Api"));
        assertThat(Instant.ofEpochMilli(
                        got.at("/event/requestContext/timeEpoch").longValue()))
                .isEqualTo(time.clock().instant());
        assertThat(file.at("/event/pathParameters/path").textValue()).isEqualTo("a/b");
        assertThat(posted.at("/event/body").textValue()).isEqualTo("{\"a\":1}");
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
    }

    @Test
    void eachCallOfTheApiIsToldToTheListeners() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        cloud.onInvocation(calls::incrementAndGet);

        get("/jobs/7");

        assertThat(calls).hasPositiveValue();
    }

    @Test
    void functionsKnowTheApisAddress() {
        assertThat(cloud.template().functions().get(0).environment()).containsEntry("API", base.toString());
    }

    @Test
    void theConsoleIsBesideTheApiAndMayTalkToS3() throws Exception {
        HttpResponse<String> console = get("/console/");

        assertThat(console.statusCode()).isEqualTo(200);
        assertThat(console.headers().firstValue("content-security-policy").orElseThrow())
                .contains("connect-src 'self' " + cloud.servers().s3().endpoint());
    }

    @Test
    void theConsolesPagesMayUploadAndAFriendMayToo() throws Exception {
        for (String origin : List.of(base.toString(), "http://localhost:" + base.getPort(), "https://front.example")) {
            HttpResponse<String> response = send(HttpRequest.newBuilder(
                            cloud.servers().s3().endpoint().resolve("/" + cloud.name("InputBucket") + "/uploads/a.jpg"))
                    .header("Origin", origin)
                    .header("Access-Control-Request-Method", "PUT")
                    .header("Access-Control-Request-Headers", "content-type")
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

            assertThat(response.statusCode()).as(origin).isEqualTo(200);
            assertThat(response.headers().firstValue("access-control-allow-origin"))
                    .contains(origin);
        }
    }

    @Test
    void theApiKnowsTheTemplatesOrigins() throws Exception {
        HttpResponse<String> friend = send(HttpRequest.newBuilder(base.resolve("/jobs"))
                .header("Origin", "https://front.example")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

        assertThat(friend.statusCode()).isEqualTo(204);
        assertThat(friend.headers().firstValue("access-control-allow-origin")).contains("https://front.example");
        assertThat(friend.headers().firstValue("access-control-allow-methods")).contains("GET,POST,DELETE");
    }

    @Test
    void aWeekOfTheTemplatesSchedules() {
        try (LocalCloud week = LocalCloud.start(options(home()), time)) {
            assertThat(week.schedules().upcoming())
                    .extracting(next -> next.schedule() + " " + next.time())
                    .containsExactly(
                            "ApiFunctionTick " + time.clock().instant(),
                            "nightly 2026-11-23T01:30:00Z",
                            "backdrop-FailingFunctionWeekly 2026-11-23T05:00:00Z");

            time.advance(Duration.ofDays(7));

            assertThat(week.executions())
                    .hasSize(7)
                    .allMatch(execution -> execution.status() == ExecutionStatus.SUCCEEDED)
                    .extracting(Execution::input)
                    .extracting(input -> input.path("time").textValue())
                    .contains("2026-11-23T01:30:00Z", "2026-11-29T01:30:00Z")
                    .doesNotHaveDuplicates();
            assertThat(week.executions().get(0).input().path("from").textValue())
                    .isEqualTo("arn:aws:scheduler:us-east-1:000000000000:schedule/default/nightly");
            assertThat(week.schedules().runs())
                    .filteredOn(run -> run.schedule().equals("ApiFunctionTick"))
                    .hasSize(7 * 24 + 1)
                    .allMatch(run -> run.outcome() == Outcome.DELIVERED);
            assertThat(log.toString(StandardCharsets.UTF_8)).contains("echo {\"tick\":\"2026-11-24T00:00:00Z\"}");
            assertThat(week.schedules().runs())
                    .filteredOn(run -> run.schedule().equals("backdrop-FailingFunctionWeekly"))
                    .containsExactly(new ScheduledRun(
                            "backdrop-FailingFunctionWeekly",
                            Instant.parse("2026-11-23T05:00:00Z"),
                            4,
                            Outcome.DEAD_LETTER));
            assertThat(week.schedules().undelivered()).singleElement().satisfies(lost -> {
                assertThat(lost.queueArn()).contains("arn:aws:sqs:us-east-1:000000000000:backdrop-Undelivered");
                assertThat(lost.error()).hasMessageContaining("as told");
            });
        }
    }

    @Test
    void withoutBeingAskedThereIsNoHttp() {
        try (LocalCloud closed = LocalCloud.start(options(home()), new VirtualScheduler(MONDAY))) {
            assertThat(closed.http()).isEmpty();
            assertThat(closed.template().functions().get(0).environment().get("API"))
                    .startsWith("https://");
        }
    }

    @Test
    void aTemplateThatCannotBeServedLeavesNothingOpen(@TempDir Path folder) throws Exception {
        String template = Files.readString(home().resolve("template.yaml"));
        Files.writeString(folder.resolve("template.yaml"), template.replace("cron(30 2 * * ? *)", "cron(30 2 * * *)"));
        int port = freePort();

        assertThatThrownBy(() -> LocalCloud.start(options(folder).withHttp(port), new VirtualScheduler(MONDAY)))
                .hasMessageContaining("Nightly")
                .hasMessageContaining("six fields");

        try (HttpApiServer again = HttpApiServer.bind(port, Clock.systemUTC())) {
            assertThat(again.address().getPort()).isEqualTo(port);
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private LocalCloud.Options options(Path home) {
        return new LocalCloud.Options(
                home,
                LocalServers.Place.inMemory(),
                Map.of("BACKDROP_PROVIDER_SECRET", ""),
                new PrintStream(log, true, StandardCharsets.UTF_8),
                EventBus.noPause());
    }

    private static Path home() {
        try {
            return Path.of(DoorsTest.class.getResource("doors/template.yaml").toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(base.resolve(path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).isEqualTo(200);
        return JSON.readTree(response.body());
    }
}
