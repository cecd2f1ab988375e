package dev.backdrop.local.cloud.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backdrop.local.cloud.template.FunctionView;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FunctionHostTest {

    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:app-Fn";

    private final List<String> made = new CopyOnWriteArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final AtomicReference<Map<String, String>> environment = new AtomicReference<>();
    private final List<FunctionHost> hosts = new ArrayList<>();

    @AfterEach
    void close() {
        hosts.forEach(FunctionHost::close);
    }

    @Test
    void aFunctionIsInvokedByNameByArnAndByQualifiedArn() {
        FunctionHost host = host(Duration.ofSeconds(10), FunctionHostTest::echo);

        for (String name : List.of("app-Fn", ARN, ARN + ":live", "app-Fn:live")) {
            Invocation invocation = host.invoke(name, bytes("hello"));
            assertThat(invocation.succeeded()).isTrue();
            assertThat(new String(invocation.payload(), StandardCharsets.UTF_8)).isEqualTo("hello");
        }
        assertThat(made).containsExactly("dev.example.Handler");
    }

    @Test
    void theEnvironmentIsTheTemplatesWithTheMachinesOnTop() {
        host(Duration.ofSeconds(10), FunctionHostTest::echo).invoke("app-Fn", bytes(""));

        assertThat(environment.get())
                .containsEntry("TABLE", "app-Table")
                .containsEntry("AWS_REGION", "over")
                .containsEntry("AWS_LAMBDA_FUNCTION_NAME", "app-Fn")
                .containsEntry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
    }

    @Test
    void aHandlerIsToldAboutItsInvocation() {
        FunctionHost host = host(Duration.ofSeconds(10), (input, output, context) -> {
            context.getLogger().log("said");
            String remaining =
                    context.getRemainingTimeInMillis() > 5_000 && context.getRemainingTimeInMillis() <= 10_000
                            ? "right"
                            : "wrong";
            write(
                    output,
                    String.join(
                            " ",
                            context.getFunctionName(),
                            context.getInvokedFunctionArn(),
                            String.valueOf(context.getMemoryLimitInMB()),
                            remaining,
                            context.getAwsRequestId()));
        });

        Invocation invocation = host.invoke("app-Fn", bytes(""));

        assertThat(new String(invocation.payload(), StandardCharsets.UTF_8))
                .isEqualTo("app-Fn " + ARN + " 512 right " + invocation.requestId());
        assertThat(log).containsExactly("said");
    }

    @Test
    void anExceptionIsReportedAsTheJavaRuntimeDoes() throws IOException {
        Invocation invocation = host(Duration.ofSeconds(10), (input, output, context) -> {
                    throw new BusyException("try later", new IllegalStateException("inside"));
                })
                .invoke("app-Fn", bytes(""));

        assertThat(invocation.functionError()).contains("Unhandled");
        JsonNode error = new ObjectMapper().readTree(invocation.payload());
        assertThat(error.path("errorType").textValue()).isEqualTo(BusyException.class.getName());
        assertThat(error.path("errorMessage").textValue()).isEqualTo("try later");
        assertThat(error.at("/stackTrace/0").textValue()).contains("FunctionHostTest.java:");
        assertThat(error.at("/cause/errorType").textValue()).isEqualTo("java.lang.IllegalStateException");
    }

    static final class BusyException extends RuntimeException {
        BusyException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    @Test
    void aHandlerThatCannotBeMadeIsTheFunctionsErrorAndIsTriedAgain() {
        List<FunctionView> functions = List.of(view(Duration.ofSeconds(10)));
        FunctionHost host = new FunctionHost(
                functions,
                (name, variables) -> {
                    made.add(name);
                    throw new IllegalArgumentException("TABLE is not set");
                },
                Map.of(),
                log::add);
        hosts.add(host);

        assertThat(error(host.invoke("app-Fn", bytes("")))).contains("IllegalArgumentException", "TABLE is not set");
        host.invoke("app-Fn", bytes(""));
        assertThat(made).hasSize(2);
    }

    @Test
    void aHandlerOverItsTimeIsStoppedAndItsInstanceThrownAway() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        FunctionHost host = host(Duration.ofMillis(50), (input, output, context) -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });

        Invocation invocation = host.invoke("app-Fn", bytes(""));

        assertThat(invocation.functionError()).contains("Unhandled");
        assertThat(error(invocation)).contains("Sandbox.Timedout", "Task timed out after");
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        host.invoke("app-Fn", bytes(""));
        assertThat(made).hasSize(2);
    }

    @Test
    void twoInvocationsAtOnceNeverShareAnInstanceAndLaterOnesReuseThem() {
        CyclicBarrier together = new CyclicBarrier(2);
        FunctionHost host = host(Duration.ofSeconds(20), (input, output, context) -> {
            try {
                together.await(10, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        for (int round = 0; round < 3; round++) {
            CompletableFuture<Invocation> other = CompletableFuture.supplyAsync(() -> host.invoke("app-Fn", bytes("")));
            assertThat(host.invoke("app-Fn", bytes("")).succeeded()).isTrue();
            assertThat(other.join().succeeded()).isTrue();
        }
        assertThat(made).hasSize(2);
    }

    @Test
    void anUnknownFunctionIsRefusedWithTheNamesThatThereAre() {
        assertThatThrownBy(() ->
                        host(Duration.ofSeconds(1), FunctionHostTest::echo).invoke("nobody", bytes("")))
                .isInstanceOfSatisfying(
                        InvocationRefusedException.class,
                        e -> assertThat(e.code()).isEqualTo("ResourceNotFoundException"))
                .hasMessageContaining("app-Fn");
    }

    @Test
    void sixMegabytesGoInAndOutAndNotAByteMore() {
        FunctionHost host = host(Duration.ofSeconds(20), FunctionHostTest::echo);
        assertThat(host.invoke("app-Fn", new byte[FunctionHost.LARGEST_PAYLOAD]).succeeded())
                .isTrue();
        assertThatThrownBy(() -> host.invoke("app-Fn", new byte[FunctionHost.LARGEST_PAYLOAD + 1]))
                .isInstanceOfSatisfying(
                        InvocationRefusedException.class,
                        e -> assertThat(e.code()).isEqualTo("RequestTooLargeException"));

        FunctionHost talkative =
                host(Duration.ofSeconds(20), (input, output, context) -> output.write(new byte[7 << 20]));
        assertThat(error(talkative.invoke("app-Fn", bytes("")))).contains("Function.ResponseSizeTooLarge");
    }

    private FunctionHost host(Duration timeout, RequestStreamHandler handler) {
        FunctionHost host = new FunctionHost(
                List.of(view(timeout)),
                (name, variables) -> {
                    made.add(name);
                    environment.set(variables);
                    return handler;
                },
                Map.of("AWS_REGION", "over"),
                log::add);
        hosts.add(host);
        return host;
    }

    private static FunctionView view(Duration timeout) {
        return new FunctionView(
                "Fn",
                "app-Fn",
                ARN,
                "dev.example.Handler::handleRequest",
                Map.of("TABLE", "app-Table", "AWS_REGION", "under"),
                timeout,
                512);
    }

    private static void echo(InputStream input, OutputStream output, Context context) throws IOException {
        input.transferTo(output);
    }

    private static void write(OutputStream output, String text) {
        try {
            output.write(bytes(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String error(Invocation invocation) {
        return new String(invocation.payload(), StandardCharsets.UTF_8);
    }
}
