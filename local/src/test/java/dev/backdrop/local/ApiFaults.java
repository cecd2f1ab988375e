package dev.backdrop.local;

import com.sun.net.httpserver.HttpServer;
import dev.backdrop.api.Api;
import dev.backdrop.api.ApiPorts;
import dev.backdrop.api.DownloadLinks;
import dev.backdrop.api.Executions;
import dev.backdrop.api.GatewayEvent;
import dev.backdrop.api.IdempotencyStore;
import dev.backdrop.api.InputBucket;
import dev.backdrop.aws.SecretSettings;
import dev.backdrop.batch.BatchStore;
import dev.backdrop.batch.JobRecords;
import dev.backdrop.job.JobStore;
import dev.backdrop.job.PhotoStore;
import dev.backdrop.json.Json;
import dev.backdrop.lambda.ApiHandler;
import dev.backdrop.lambda.Application;
import dev.backdrop.local.cloud.client.LocalAccount;
import dev.backdrop.local.cloud.functions.FunctionHost;
import dev.backdrop.local.cloud.functions.Invocation;
import dev.backdrop.local.cloud.http.Backend;
import dev.backdrop.local.cloud.http.Console;
import dev.backdrop.local.cloud.http.HttpApi;
import dev.backdrop.local.cloud.http.HttpApiServer;
import dev.backdrop.local.cloud.template.HttpApiDefinition;
import dev.backdrop.local.cloud.template.HttpRouteView;
import dev.backdrop.local.cloud.template.StackSettings;
import dev.backdrop.local.cloud.template.Template;
import dev.backdrop.local.openapi.HttpCaller;
import dev.backdrop.local.openapi.Reply;
import dev.backdrop.log.Log;
import dev.backdrop.provider.Provider;
import dev.backdrop.provider.Providers;
import dev.backdrop.provider.studio.StudioProvider;
import dev.backdrop.settings.Settings;
import dev.backdrop.workflow.RequestResolver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The same API with something broken behind it. Each kind of it is started when first asked for. */
final class ApiFaults implements AutoCloseable {

    /** What an exception that nobody expected may know, and no caller may. */
    static final String INTERNAL = "sk-live-4711 of arn:aws:secretsmanager:eu-central-1:123456789012:secret:keys";

    private static final Duration GATEWAYS_PATIENCE = Duration.ofMillis(250);

    private final Template template =
            Template.read(World.home().resolve("template.yaml"), StackSettings.named("backdrop"));
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8);
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private HttpCaller portsFail;
    private HttpCaller servicesAway;
    private HttpCaller secretRefused;
    private HttpCaller secretHangs;
    private World away;
    private ApiStage withoutWorkflows;

    String logged() {
        return log.toString(StandardCharsets.UTF_8)
                + (withoutWorkflows == null ? "" : withoutWorkflows.world.logged())
                + (away == null ? "" : away.logged());
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    /** Everything that the API reaches for throws what nobody expected. */
    HttpCaller portsFail() {
        if (portsFail == null) {
            Api api = new Api(failingPorts(), Clock.systemUTC(), new Log(out, Clock.systemUTC()));
            portsFail = served(HttpRouteView.LONGEST_TIMEOUT, (function, event) -> {
                try {
                    GatewayEvent call = Json.mapper().readValue(event, GatewayEvent.class);
                    return new Invocation("1", Json.mapper().writeValueAsBytes(api.handle(call)), Optional.empty());
                } catch (IOException notJson) {
                    throw new UncheckedIOException(notJson);
                }
            });
        }
        return portsFail;
    }

    private static ApiPorts failingPorts() {
        return new ApiPorts(
                failing(JobStore.class),
                new ApiPorts.Batches(failing(BatchStore.class), failing(JobRecords.class), failing(Executions.class)),
                failing(InputBucket.class),
                failing(DownloadLinks.class),
                failing(Executions.class),
                failing(IdempotencyStore.class),
                new RequestResolver(failing(PhotoStore.class), Settings.of(Map.of())),
                new Providers(
                        List.of(new Providers.Listing.Available(failing(Provider.class))),
                        List.of(StudioProvider.NAME)),
                Set.of(),
                address -> {
                    throw new IllegalStateException(INTERNAL);
                },
                1 << 20,
                () -> "0".repeat(32));
    }

    /** Knows what it is called and what it can do, and fails at all else. */
    private static <T> T failing(Class<T> port) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (self, method, values) -> {
                    return switch (method.getName()) {
                        case "name" -> StudioProvider.NAME;
                        case "capabilities" -> StudioProvider.CAPABILITIES;
                        default -> throw new IllegalStateException(INTERNAL);
                    };
                }));
    }

    /** The tables are gone, and nobody listens where S3 and Step Functions were. */
    HttpCaller servicesAway() {
        if (servicesAway == null) {
            away = opened(World.serving(options -> options, Map.of()));
            template.tables()
                    .forEach(table ->
                            away.cloud.clients().dynamoDb().deleteTable(delete -> delete.tableName(table.name())));
            away.cloud.servers().s3().close();
            away.cloud.workflows().close();
            servicesAway = new HttpCaller(away.api());
        }
        return servicesAway;
    }

    /** Only Step Functions is away: asks for what would start a workflow. */
    Reply workflowsAway(Supplier<Reply> call) {
        if (withoutWorkflows == null) {
            withoutWorkflows = opened(new ApiStage());
            withoutWorkflows.world.cloud.workflows().close();
        }
        return call.get();
    }

    Reply orderedPhoto() {
        return withoutWorkflows.api.post("/jobs", withoutWorkflows.order(withoutWorkflows.photo()));
    }

    Reply orderedFolder() {
        return withoutWorkflows.api.post("/batches", withoutWorkflows.folder(1));
    }

    /** Secrets Manager says no, so that no function starts. */
    HttpCaller secretRefused() {
        if (secretRefused == null) {
            byte[] refusal = ("{\"__type\":\"AccessDeniedException\",\"message\":\"" + INTERNAL + "\"}").getBytes();
            HttpServer secrets = server();
            secrets.createContext("/", exchange -> {
                try (exchange;
                        OutputStream body = exchange.getResponseBody()) {
                    exchange.sendResponseHeaders(400, refusal.length);
                    body.write(refusal);
                }
            });
            secrets.start();
            opened(() -> secrets.stop(0));
            secretRefused = served(
                    HttpRouteView.LONGEST_TIMEOUT,
                    functions("http://127.0.0.1:" + secrets.getAddress().getPort()));
        }
        return secretRefused;
    }

    /** Secrets Manager takes calls and doesn't answer them, for longer than the gateway waits. */
    HttpCaller secretHangs() {
        if (secretHangs == null) {
            try {
                ServerSocket silent = opened(new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1")));
                secretHangs = served(GATEWAYS_PATIENCE, functions("http://127.0.0.1:" + silent.getLocalPort()));
            } catch (IOException noPort) {
                throw new UncheckedIOException(noPort);
            }
        }
        return secretHangs;
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    /** The template's functions, wired as in the cloud, with a secret at this address. */
    private Backend functions(String secrets) {
        SecretsManagerClient client = opened(SecretsManagerClient.builder()
                .endpointOverride(URI.create(secrets))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClient(UrlConnectionHttpClient.create())
                .build());
        Clock clock = Clock.systemUTC();
        FunctionHost host = opened(new FunctionHost(
                template.functions(),
                (handler, environment) -> new ApiHandler(new Application(
                        new Settings(environment, new SecretSettings(() -> client, "keys")),
                        new Application.Clients(null, null, null, () -> null),
                        clock,
                        new Log(out, clock))),
                Map.of(),
                out::println));
        return (function, event) -> host.invoke(template.names().get(function), event);
    }

    /** The template's routes in front of a function, behind a port. */
    private HttpCaller served(Duration patience, Backend backend) {
        HttpApiDefinition whole =
                template.definition(template.httpApis().stream().findFirst().orElseThrow());
        List<HttpRouteView> routes = whole.routes().stream()
                .map(route -> new HttpRouteView(
                        route.api(), route.method(), route.path(), route.functionLogicalId(), patience))
                .toList();
        HttpApiServer server = opened(HttpApiServer.bind(0, Clock.systemUTC()));
        HttpApi api = new HttpApi(
                "broken", LocalAccount.DEFAULT, new HttpApiDefinition(routes, whole.cors()), backend, out::println);
        server.serve(Optional.of(api), new Console(URI.create("http://127.0.0.1:1")));
        return new HttpCaller(server.address());
    }

    @Override
    public void close() {
        open.forEach(resource -> {
            try {
                resource.close();
            } catch (Exception notClosed) {
                throw new IllegalStateException(notClosed);
            }
        });
    }
}
