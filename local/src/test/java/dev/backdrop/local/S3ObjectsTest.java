package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.local.asl.dataset.Spool;
import dev.backdrop.local.asl.integration.ObjectStore.Listed;
import dev.backdrop.local.cloud.client.LocalAccount;
import dev.backdrop.local.cloud.client.LocalClients;
import dev.backdrop.local.cloud.s3.S3Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** What workflows read and write, through the real protocol. */
class S3ObjectsTest {

    private final S3Server server =
            S3Server.start(List.of(), Optional.empty(), 0, LocalAccount.DEFAULT, Clock.systemUTC(), event -> {});
    private final S3Client s3 = LocalClients.s3(server.endpoint(), LocalAccount.DEFAULT);
    private final S3Objects objects = new S3Objects(s3);

    @BeforeEach
    void createBucket() {
        s3.createBucket(create -> create.bucket("items"));
    }

    @AfterEach
    void close() {
        s3.close();
        server.close();
    }

    private void write(String key, String text) throws IOException {
        try (Spool spool = Spool.create()) {
            spool.write(text.getBytes(StandardCharsets.UTF_8));
            spool.complete();
            objects.write("items", key, "application/json", spool);
        }
    }

    @Test
    void whatIsWrittenCanBeRead() throws IOException {
        String text = "[" + "1,".repeat(3_000_000) + "1]";
        write("ü/a b+c.json", text);

        ByteArrayOutputStream read = new ByteArrayOutputStream();
        objects.read("items", "ü/a b+c.json", Optional.empty(), read);

        assertThat(read.toString(StandardCharsets.UTF_8).equals(text)).isTrue();
        assertThat(s3.headObject(head -> head.bucket("items").key("ü/a b+c.json"))
                        .contentType())
                .isEqualTo("application/json");
    }

    @Test
    void moreThanAPageIsListedAndNoMoreThanAskedFor() throws IOException {
        for (String key : List.of("p/b", "p/a", "p/e", "p/d", "p/c")) {
            write(key, key);
        }
        write("q/1", "x");
        List<Listed> all = new ArrayList<>();
        new S3Objects(s3, 2).list("items", "p/", all::add);
        List<Listed> some = new ArrayList<>();
        new S3Objects(s3, 2).list("items", "", listed -> {
            some.add(listed);
            return some.size() < 3;
        });

        assertThat(all).extracting(Listed::key).containsExactly("p/a", "p/b", "p/c", "p/d", "p/e");
        assertThat(all.get(0).etag()).matches("\"[0-9a-f]{32}\"");
        assertThat(all.get(0).storageClass()).isEqualTo("STANDARD");
        assertThat(some).hasSize(3);
    }

    @Test
    void failuresNameTheObject() {
        assertThatThrownBy(() -> objects.read("items", "none", Optional.empty(), new ByteArrayOutputStream()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("s3://items/none can't be read");
        assertThatThrownBy(() -> objects.list("nowhere", "p/", listed -> true))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("s3://nowhere/p/ can't be listed");
        try (Spool spool = Spool.create()) {
            assertThatThrownBy(() -> objects.write("nowhere", "k", "text/plain", spool))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("s3://nowhere/k can't be written");
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
