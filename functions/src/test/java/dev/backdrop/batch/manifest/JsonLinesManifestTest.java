package dev.backdrop.batch.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesManifestTest {

    private static List<Row> rows(String text) {
        return CsvManifestTest.rows(
                Manifest.jsonLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void eachLineIsAPhotoWithItsOwnRequest() {
        List<Row> rows = rows("{\"key\":\"batches/a.jpg\",\"background\":{\"color\":\"#fff\"},\"seed\":7}\r\n\n"
                + "{\"key\":\"uploads/b.jpg\"}");
        assertThat(rows).extracting(Row::line).containsExactly(1L, 3L);
        assertThat(((Row.Photo) rows.get(0)).request()).hasToString("{\"background\":{\"color\":\"#fff\"},\"seed\":7}");
        assertThat(((Row.Photo) rows.get(1)).key()).isEqualTo("uploads/b.jpg");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1]|must be a JSON object",
                "null|must be a JSON object",
                "nonsense|is not JSON",
                "{\"key\":\"batches/a.jpg\"|is not JSON",
                "{\"key\":\"batches/a.jpg\"} {}|is not JSON",
                "{\"key\":\"batches/a.jpg\",\"key\":\"batches/b.jpg\"}|is not JSON",
                "{\"seed\":1}|is missing",
                "{\"key\":1}|must be a text",
                "{\"key\":\"/etc/passwd\"}|must start with",
            })
    void aBadLineSaysWhatIsWrongWithItAndTheNextOneIsRead(String line, String problem) {
        List<Row> rows = rows(line + "\n{\"key\":\"batches/z.jpg\"}\n");
        assertThat(((Row.Bad) rows.get(0)).problem()).startsWith(problem);
        assertThat(((Row.Photo) rows.get(1)).key()).isEqualTo("batches/z.jpg");
    }

    @Test
    void linesTooLongOrTooDeepAreGivenUp() {
        String deep = "{\"key\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        String wide = "{\"key\":\"" + "x".repeat(Manifest.LONGEST_ROW) + "\"}";
        assertThat(rows(deep + "\n" + wide + "\n")).hasSize(2).allMatch(Row.Bad.class::isInstance);
    }
}
