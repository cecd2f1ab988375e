package dev.backdrop.local.asl.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.backdrop.local.asl.integration.ObjectStore;
import dev.backdrop.local.asl.states.ResultWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ResultFilesTest {

    private final Map<String, String> written = new TreeMap<>();
    private final ObjectStore objects = new ObjectStore() {
        @Override
        public void read(String bucket, String key, Optional<String> version, OutputStream to) {
            throw new AssertionError("nothing is read");
        }

        @Override
        public void list(String bucket, String prefix, Predicate<Listed> each) {
            throw new AssertionError("nothing is listed");
        }

        @Override
        public void write(String bucket, String key, String contentType, Content content) throws IOException {
            try (InputStream in = content.open()) {
                written.put(key, new String(in.readAllBytes()));
            }
        }
    };

    @Test
    void aFileThatWouldBeTooLargeIsFollowedByAnother() throws IOException {
        JsonNode twenty = TextNode.valueOf("x".repeat(18));
        try (ResultFiles files = new ResultFiles(objects, "b", "f/", ResultWriter.OutputType.JSON, 63)) {
            for (int i = 0; i < 5; i++) {
                files.add(ResultFiles.Outcome.SUCCEEDED, twenty);
            }
            files.write("run");
        }

        assertThat(written.get("f/SUCCEEDED_0.json")).isEqualTo("[" + twenty + "," + twenty + "]");
        assertThat(written.get("f/SUCCEEDED_1.json")).isEqualTo("[" + twenty + "," + twenty + "]");
        assertThat(written.get("f/SUCCEEDED_2.json")).isEqualTo("[" + twenty + "]");
        assertThat(ItemStream.JSON.readTree(written.get("f/manifest.json")).at("/ResultFiles/SUCCEEDED"))
                .extracting(file -> file.path("Size").asInt())
                .containsExactly(43, 43, 22);
    }

    @Test
    void aSpoolCanBeReadOverAndOver() throws IOException {
        try (Spool spool = Spool.create()) {
            spool.writer().write('a');
            spool.write("bc".repeat(100_000).getBytes());
            spool.complete();

            assertThat(spool.size()).isEqualTo(200_001);
            for (int i = 0; i < 2; i++) {
                try (InputStream in = spool.open()) {
                    assertThat(in.read()).isEqualTo('a');
                    assertThat(new String(in.readAllBytes())).isEqualTo("bc".repeat(100_000));
                    assertThat(in.read()).isEqualTo(-1);
                }
            }
        }
    }
}
