package dev.backdrop.batch.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvManifestTest {

    static List<Row> rows(Manifest manifest) {
        List<Row> rows = new ArrayList<>();
        for (Optional<Row> row = manifest.next(); row.isPresent(); row = manifest.next()) {
            rows.add(row.get());
        }
        return rows;
    }

    private static Manifest csv(String text) {
        return Manifest.csv(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What the second line comes to, in one text. */
    private static String second(String header, String line) {
        List<Row> rows = rows(csv(header + "\n" + line + "\n"));
        assertThat(rows).hasSize(1);
        return rows.get(0) instanceof Row.Photo photo
                ? photo.key() + " " + photo.request()
                : ((Row.Bad) rows.get(0)).field() + ": " + ((Row.Bad) rows.get(0)).problem();
    }

    @Test
    void quotesCommasLineBreaksByteOrderMarksAndEmptyLinesAreReadAsTheStandardHasThem() {
        List<Row> rows = rows(csv("\uFEFFkey,background.prompt\r\n\r\n"
                + "\"batches/a, b.jpg\",\"a \"\"grand\"\"\r\ntable\"\r\n"
                + "batches/größe.jpg,\r"
                + "batches/last.jpg,plain"));
        assertThat(rows).extracting(Row::line).containsExactly(3L, 5L, 6L);
        assertThat(rows)
                .extracting(row -> ((Row.Photo) row).key())
                .containsExactly("batches/a, b.jpg", "batches/größe.jpg", "batches/last.jpg");
        assertThat(((Row.Photo) rows.get(0)).request().at("/background/prompt").asText())
                .isEqualTo("a \"grand\"\r\ntable");
        assertThat(((Row.Photo) rows.get(1)).request()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key,seed|batches/a.jpg,42|batches/a.jpg {\"seed\":42}",
                "key,seed|batches/a.jpg,-1|batches/a.jpg {\"seed\":-1}",
                "key,seed|batches/a.jpg,many|batches/a.jpg {\"seed\":\"many\"}",
                "key,seed|batches/a.jpg,99999999999999999999|batches/a.jpg {\"seed\":\"99999999999999999999\"}",
                "key,placement.scale|batches/a.jpg,0.85|batches/a.jpg {\"placement\":{\"scale\":0.85}}",
                "KEY,Output.MaxSide|batches/a.jpg,800|batches/a.jpg {\"output\":{\"maxSide\":800}}",
                "key,background.transparent|batches/a.jpg,TRUE|batches/a.jpg {\"background\":{\"transparent\":true}}",
                "key,background.transparent|batches/a.jpg,false|batches/a.jpg {}",
                "key,background.transparent|batches/a.jpg,yes|batches/a.jpg {\"background\":{\"transparent\":\"yes\"}}",
                "key,background.color,background.transparent|batches/a.jpg,#fff,false|batches/a.jpg {\"background\":{\"color\":\"#fff\"}}",
            })
    void valuesBecomeFieldsOfARequest(String header, String line, String row) {
        assertThat(second(header, line)).isEqualTo(row);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key,seed|,1|key: is missing",
                "key,seed|elsewhere/a.jpg,1|key: must start with batches/ or uploads/",
                "key,seed|batches/a.jpg|null: has 1 fields, and the header has 2",
                "key|batches/a, b.jpg|null: has 2 fields, and the header has 1",
                "key|batches/\"a\".jpg|null: has a quotation mark inside a field",
                "key|\"batches/a.jpg\"x|null: goes on after a closing quotation mark",
                "key|\"batches/a.jpg|null: has a quotation mark that is never closed",
            })
    void aBadRowSaysWhatIsWrongWithIt(String header, String line, String problem) {
        assertThat(second(header, line)).startsWith(problem);
    }

    @Test
    void aBadRowIsNotTheEndOfTheOthers() {
        List<Row> rows = rows(csv("key,seed\nbatches/a.jpg,1\nbatches/b\"c.jpg,2\n\"x\"y,3\nbatches/d.jpg,4\n"));
        assertThat(rows).extracting(Row::line).containsExactly(2L, 3L, 4L, 5L);
        assertThat(rows).extracting(row -> row instanceof Row.Photo).containsExactly(true, false, false, true);
    }

    @Test
    void aRowWithoutEndIsGivenUpBeforeItFillsTheMemory() {
        String endless = "key\n\"" + "x".repeat(Manifest.LONGEST_ROW + 10) + "\nbatches/a.jpg\n";
        assertThat(rows(csv(endless)))
                .satisfiesExactly(
                        bad -> assertThat(((Row.Bad) bad).problem()).contains("more than 65536 characters"),
                        good -> assertThat(((Row.Photo) good).key()).isEqualTo("batches/a.jpg"));
    }

    @Test
    void aRowOfCommasAloneIsGivenUpTooWithFewerFieldsThanItHas() {
        String commas = "key\n" + ",".repeat(Manifest.LONGEST_ROW + 10) + "\nbatches/a.jpg\n";
        assertThat(rows(csv(commas)))
                .satisfiesExactly(
                        bad -> assertThat(((Row.Bad) bad).problem()).contains("more than 65536 characters"),
                        good -> assertThat(((Row.Photo) good).key()).isEqualTo("batches/a.jpg"));
    }

    @Test
    void bytesThatAreNotUtf8SpoilTheirRowOnly() {
        byte[] bytes = "key\nbatches/gr\u00F6\u00DFe.jpg\nbatches/a.jpg\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(rows(Manifest.csv(new ByteArrayInputStream(bytes))))
                .satisfiesExactly(
                        bad -> assertThat(((Row.Bad) bad).problem()).contains("is not UTF-8"),
                        good -> assertThat(((Row.Photo) good).key()).isEqualTo("batches/a.jpg"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "photo,seed\n", "key;seed\n", "key,key\n", "seed\n", "\"key\n", "key,colour\n"})
    void aHeaderThatSaysNothingUsableIsTheEndOfIt(String text) {
        assertThatThrownBy(() -> csv(text))
                .isInstanceOf(UnreadableManifestException.class)
                .hasMessageContaining("manifest");
    }
}
