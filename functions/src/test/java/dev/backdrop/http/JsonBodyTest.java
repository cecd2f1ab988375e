package dev.backdrop.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    private static JsonBody json(String text) {
        return read(text).orElseThrow();
    }

    private static Optional<JsonBody> read(String text) {
        return JsonBody.object(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "1", "\"x\"", "{", "{}{}", "{\"a\":}", "<html>", "{'a':1}"})
    void whatIsNotOneJsonObjectIsNothing(String text) {
        assertThat(read(text)).isEmpty();
    }

    @Test
    void aPictureInBase64IsReadWhole() {
        String base64 = "iVBORw0K".repeat(3_000_000);
        assertThat(json("{\"image\":\"" + base64 + "\"}").text("image")).contains(base64);
    }

    @Test
    void aNestingBombIsNothing() {
        assertThat(read("{\"a\":".repeat(100_000))).isEmpty();
    }

    @Test
    void idsComeAsTextWhateverTheyAreWrittenAsAndKeepAllTheirDigits() {
        assertThat(json("{\"id\":90071992547409931234567890}").text("id")).contains("90071992547409931234567890");
        assertThat(json("{\"id\":\"a+/=\"}").text("id")).contains("a+/=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":null}",
                "{\"id\":\"\"}",
                "{\"id\":\"  \"}",
                "{\"id\":{}}",
                "{\"id\":[1]}",
                "{\"ID\":1}"
            })
    void whatIsMissingBlankOrOfAnotherShapeIsNoText(String text) {
        assertThat(json(text).text("id")).isEmpty();
        assertThat(json(text).text("id", "deeper", "still")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"n\":1500}", "{\"n\":\"1500\"}", "{\"n\":\" 1500 \"}", "{\"n\":1.5e3}", "{\"n\":\"1.5E3\"}"})
    void numbersAreReadFromNumbersAndFromText(String text) {
        assertThat(json(text).number("n")).hasValueSatisfying(n -> assertThat(n).isEqualByComparingTo("1500"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"n\":true}",
                "{\"n\":\"soon\"}",
                "{\"n\":\"\"}",
                "{\"n\":1e999999999}",
                "{\"n\":\"1e999999999\"}"
            })
    void whatCannotBeReckonedWithIsNoNumber(String text) {
        assertThat(json(text).number("n")).isEmpty();
    }

    @Test
    void findsANameAtAnyDepthOutermostFirst() {
        JsonBody body = json("{\"a\":{\"b\":[{\"n\":3}],\"n\":2},\"n\":1}");

        assertThat(body.everywhere("n"))
                .extracting(found -> found.number().orElseThrow())
                .containsExactly(BigDecimal.ONE, BigDecimal.valueOf(2), BigDecimal.valueOf(3));
    }

    @Test
    void writesPlainValuesAndNothingElse() {
        assertThat(JsonBody.write(Map.of("a", "é\"\n"))).isEqualTo("{\"a\":\"é\\\"\\n\"}");
        assertThatThrownBy(() -> JsonBody.write(new Object())).isInstanceOf(IllegalArgumentException.class);
    }
}
