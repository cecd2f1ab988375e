package dev.backdrop.local.cloud.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.backdrop.local.cloud.http.OwnHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of the Step Functions API that starts, stops and shows executions, in its own protocol (AWS JSON 1.0), so that the
 * SDK and the command line work with it. Credentials must be there, but aren't checked.
 */
public final class StepFunctionsServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StepFunctionsServer.class);
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String TARGET = "AWSStepFunctions.";
    private static final int LARGEST_BODY = 1 << 20;
    private static final int MOST_LISTED = 1000;

    private final HttpServer http;
    private final ExecutorService threads = Executors.newFixedThreadPool(4, task -> {
        Thread thread = new Thread(task, "step-functions-api");
        thread.setDaemon(true);
        return thread;
    });
    private final Executions executions;

    private StepFunctionsServer(HttpServer http, Executions executions) {
        this.http = http;
        this.executions = executions;
    }

    /**
     * Listens on 127.0.0.1.
     *
     * @param port 0 for any free one
     * @throws IllegalStateException if the port is taken
     */
    public static StepFunctionsServer start(int port, Executions executions) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
            StepFunctionsServer server = new StepFunctionsServer(http, executions);
            http.createContext("/", server::handle);
            http.setExecutor(server.threads);
            http.start();
            return server;
        } catch (IOException taken) {
            throw new IllegalStateException("Step Functions can't listen on port " + port, taken);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = 200;
            JsonNode answer;
            try {
                answer = answer(exchange);
            } catch (ApiException refused) {
                status = 400;
                answer = error(refused.type(), refused.getMessage());
            } catch (RuntimeException defect) {
                LOG.error("The local Step Functions failed on {}", exchange.getRequestURI(), defect);
                status = 500;
                answer = error("InternalFailure", defect.toString());
            }
            byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.getResponseHeaders()
                    .set("x-amzn-RequestId", UUID.randomUUID().toString());
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static ObjectNode error(String type, String message) {
        return JsonNodeFactory.instance.objectNode().put("__type", type).put("message", message);
    }

    private JsonNode answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (!OwnHost.is(
                exchange.getRequestHeaders().getFirst("Host"),
                exchange.getLocalAddress().getPort())) {
            throw new ApiException("AccessDeniedException", "this server only answers at " + endpoint());
        }
        if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
            throw new ApiException("MissingAuthenticationTokenException", "Request is missing Authentication Token");
        }
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (body.length > LARGEST_BODY || target == null || !target.startsWith(TARGET)) {
            throw new ApiException("UnknownOperationException", "no operation of Step Functions: " + target);
        }
        JsonNode request = body(body);
        return switch (target.substring(TARGET.length())) {
            case "StartExecution" -> start(request);
            case "StopExecution" -> stop(request);
            case "DescribeExecution" -> describe(request);
            case "ListExecutions" -> list(request);
            case "ListStateMachines" -> stateMachines();
            default -> throw new ApiException("UnknownOperationException", target + " is not known here");
        };
    }

    private static JsonNode body(byte[] bytes) {
        try {
            JsonNode request = MAPPER.readTree(bytes);
            if (request.isObject()) {
                return request;
            }
        } catch (IOException notJson) {
            throw new ApiException("SerializationException", "the body is no JSON");
        }
        throw new ApiException("SerializationException", "the body is no JSON object");
    }

    private JsonNode start(JsonNode request) {
        JsonNode input;
        try {
            input = MAPPER.readTree(request.path("input").asText("{}"));
        } catch (JsonProcessingException notJson) {
            throw new ApiException("InvalidExecutionInput", "Invalid State Machine Execution Input: " + notJson);
        }
        Executions.View started = executions.start(
                required(request, "stateMachineArn"),
                request.path("name").asText(UUID.randomUUID().toString()),
                input);
        return JsonNodeFactory.instance
                .objectNode()
                .put("executionArn", started.arn())
                .put("startDate", seconds(started.startedAt()));
    }

    private JsonNode stop(JsonNode request) {
        Executions.View stopped =
                executions.stop(required(request, "executionArn")).orElseThrow(() -> unknown(request));
        return JsonNodeFactory.instance
                .objectNode()
                .put("stopDate", seconds(stopped.stoppedAt().orElseGet(Instant::now)));
    }

    private JsonNode describe(JsonNode request) {
        Executions.View view =
                executions.find(required(request, "executionArn")).orElseThrow(() -> unknown(request));
        ObjectNode json = summary(view);
        json.put("input", view.input().toString());
        view.output().ifPresent(output -> json.put("output", output.toString()));
        view.error().ifPresent(error -> json.put("error", error));
        view.cause().ifPresent(cause -> json.put("cause", cause));
        return json;
    }

    private JsonNode list(JsonNode request) {
        String status = request.path("statusFilter").asText("");
        int most = Math.min(MOST_LISTED, Math.max(1, request.path("maxResults").asInt(100)));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        List<Executions.View> all = executions.list(required(request, "stateMachineArn"));
        all.stream()
                .filter(view -> status.isEmpty() || status.equals(view.status()))
                .limit(most)
                .forEach(view -> json.withArray("executions").add(summary(view)));
        json.withArray("executions");
        return json;
    }

    private JsonNode stateMachines() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("stateMachines");
        executions
                .stateMachines()
                .forEach(arn -> json.withArray("stateMachines")
                        .addObject()
                        .put("stateMachineArn", arn)
                        .put("name", arn.substring(arn.lastIndexOf(':') + 1))
                        .put("type", "STANDARD")
                        .put("creationDate", 0));
        return json;
    }

    private static ObjectNode summary(Executions.View view) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("executionArn", view.arn())
                .put("stateMachineArn", view.stateMachineArn())
                .put("name", view.name())
                .put("status", view.status())
                .put("startDate", seconds(view.startedAt()));
        view.stoppedAt().ifPresent(stopped -> json.put("stopDate", seconds(stopped)));
        return json;
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }

    private static ApiException unknown(JsonNode request) {
        return new ApiException(
                "ExecutionDoesNotExist",
                "Execution Does Not Exist: '" + request.path("executionArn").asText() + "'");
    }

    private static String required(JsonNode request, String field) {
        String value = request.path(field).asText("");
        if (value.isEmpty()) {
            throw new ApiException("ValidationException", field + " is missing");
        }
        return value;
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
