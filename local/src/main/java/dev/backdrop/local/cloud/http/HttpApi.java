package dev.backdrop.local.cloud.http;

import dev.backdrop.local.cloud.client.LocalAccount;
import dev.backdrop.local.cloud.functions.Invocation;
import dev.backdrop.local.cloud.functions.InvocationRefusedException;
import dev.backdrop.local.cloud.template.HttpApiDefinition;
import dev.backdrop.local.cloud.template.HttpApiView;
import dev.backdrop.local.cloud.template.Template;
import dev.backdrop.local.cloud.template.TemplateException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * An HTTP API of API Gateway: finds the route, calls its function and makes an answer of what that says. The gateway's own
 * answers are in its words: 404 without a route, 500 for a function that fails or answers nonsense, 503 for one that takes
 * longer than the route allows, 413 for a request that Lambda wouldn't take. The function goes on after a 503, as in the
 * cloud. Authorizers aren't asked.
 */
public final class HttpApi implements AutoCloseable {

    private static final int SHOWN_ERROR = 2000;

    private final String id;
    private final LocalAccount account;
    private final Routes routes;
    private final HttpApiDefinition definition;
    private final Backend backend;
    private final Consumer<String> log;
    private final ExecutorService invocations = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "http-api-invocation");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param id what events call it
     * @param log takes a line for each request that ends in the gateway's own 5xx, which tells the caller nothing
     * @throws IllegalArgumentException if a route's path can't be served
     */
    public HttpApi(
            String id, LocalAccount account, HttpApiDefinition definition, Backend backend, Consumer<String> log) {
        this.id = id;
        this.account = account;
        this.definition = definition;
        this.routes = new Routes(definition.routes());
        this.backend = backend;
        this.log = log;
    }

    /**
     * The template's one; nothing if it has none.
     *
     * @throws TemplateException if it has several, or the definition can't be served
     */
    public static Optional<HttpApi> of(Template template, LocalAccount account, Backend backend, Consumer<String> log) {
        List<HttpApiView> apis = template.httpApis();
        if (apis.size() > 1) {
            throw new TemplateException("one HTTP API can be served here, not " + apis.size());
        }
        return apis.stream()
                .findFirst()
                .map(api -> new HttpApi(api.name(), account, template.definition(api), backend, log));
    }

    OriginPolicy policy(int port) {
        return new OriginPolicy(port, definition.cors());
    }

    Answer answer(Call call) {
        String requestId = RequestEvent.newRequestId();
        Optional<Routes.Match> match = routes.find(call.method(), call.path());
        Answer answer = match.isPresent() ? invoke(call, match.get(), requestId) : Answer.message(404, "Not Found");
        return answer.with("apigw-requestid", requestId);
    }

    private Answer invoke(Call call, Routes.Match match, String requestId) {
        byte[] event =
                RequestEvent.of(call, match, requestId, id, account).toString().getBytes(StandardCharsets.UTF_8);
        Future<Invocation> running =
                invocations.submit(() -> backend.invoke(match.route().functionLogicalId(), event));
        try {
            return answer(running.get(match.route().timeout().toMillis(), TimeUnit.MILLISECONDS), match);
        } catch (TimeoutException e) {
            return failed(
                    match,
                    503,
                    "Service Unavailable",
                    "took longer than " + match.route().timeout());
        } catch (ExecutionException e) {
            return e.getCause() instanceof InvocationRefusedException refused
                            && refused.code().equals("RequestTooLargeException")
                    ? Answer.message(413, "Request Entity Too Large")
                    : failed(match, 500, "Internal Server Error", String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.message(503, "Service Unavailable");
        }
    }

    private Answer answer(Invocation invocation, Routes.Match match) {
        if (!invocation.succeeded()) {
            return failed(
                    match, 500, "Internal Server Error", new String(invocation.payload(), StandardCharsets.UTF_8));
        }
        try {
            return FunctionAnswer.of(invocation.payload());
        } catch (FunctionAnswer.MalformedException e) {
            return failed(match, 500, "Internal Server Error", "answered what is no response: " + e.getMessage());
        }
    }

    private Answer failed(Routes.Match match, int status, String message, String reason) {
        String shown = reason.length() > SHOWN_ERROR ? reason.substring(0, SHOWN_ERROR) + "..." : reason;
        log.accept("HTTP API: " + match.key() + ": " + status + ", "
                + match.route().functionLogicalId() + ": " + shown);
        return Answer.message(status, message);
    }

    /** Functions that are still running are interrupted. */
    @Override
    public void close() {
        invocations.shutdownNow();
    }
}
