package dev.backdrop.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.local.cloud.LocalServers.Place;
import dev.backdrop.local.cloud.client.LocalAccount;
import dev.backdrop.local.cloud.template.StackSettings;
import dev.backdrop.local.cloud.template.Template;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.Bucket;

class LocalServersTest {

    /** Starts, uses and closes both servers; run in a process of its own. */
    static final class Program {
        public static void main(String[] arguments) throws Exception {
            try (LocalServers servers = start(Path.of(arguments[0]), Place.inMemory())) {
                servers.clients()
                        .s3()
                        .putObject(put -> put.bucket("shop-inputbucket").key("x"), RequestBody.fromString("x"));
                servers.clients().dynamoDb().listTables();
            }
        }
    }

    private static LocalServers start(Path template, Place place) {
        return LocalServers.start(
                Template.read(template, StackSettings.named("shop")),
                place,
                LocalAccount.DEFAULT,
                Clock.systemUTC(),
                event -> {});
    }

    @Test
    void bothServersHaveWhatTheTemplateSays() throws IOException {
        try (LocalServers servers = start(simple(), Place.inMemory())) {
            assertThat(servers.clients().s3().listBuckets().buckets())
                    .extracting(Bucket::name)
                    .containsExactly("shop-inputbucket");
            assertThat(servers.clients().dynamoDb().listTables().tableNames()).containsExactly("shop-Table");
        }
    }

    @Test
    void theyPrintNothingAndLetTheProcessEnd(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Program.class.getName(),
                        simple().toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("the process ended by itself")
                    .isTrue();
            assertThat(output).isEmptyFile();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void closedServersFreeTheirPorts(@TempDir Path folder) throws Exception {
        LocalServers servers = start(simple(), Place.in(folder));
        URI s3 = servers.s3().endpoint();
        URI dynamoDb = servers.dynamoDb().endpoint();
        servers.close();

        new ServerSocket(s3.getPort()).close();
        new ServerSocket(dynamoDb.getPort()).close();
    }

    @Test
    void ifOneCannotStartTheOtherIsNotLeftBehind() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> start(simple(), new Place(Optional.empty(), free, taken.getLocalPort())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("DynamoDB")
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
        }
        new ServerSocket(free).close();
    }

    private static Path simple() throws IOException {
        Path file = Files.createTempFile("template", ".yaml");
        file.toFile().deleteOnExit();
        return Files.writeString(
                file,
                "Resources: {InputBucket: {Type: 'AWS::S3::Bucket'}, Table: {Type: 'AWS::Serverless::SimpleTable'}}");
    }
}
