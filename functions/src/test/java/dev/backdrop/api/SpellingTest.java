package dev.backdrop.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.request.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A body's texts are spelled as described, also where presets may be spelled more freely. */
class SpellingTest {

    private static ObjectNode asked(String field, String value) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        int dot = field.indexOf('.');
        if (dot < 0) {
            return body.put(field, value);
        }
        body.putObject(field.substring(0, dot)).put(field.substring(dot + 1), value);
        return body;
    }

    @ParameterizedTest
    @CsvSource({
        "background.color, #FFF",
        "background.image, s3://bucket/a%20b.png",
        "background.image, https://example.com:8443/a?b=c/d?e%2F",
        "provider, Studio",
        "output.format, jpeg",
        "placement.canvas, 10000x1",
        "placement.anchor, top-left"
    })
    void whatIsSpelledAsDescribedIsTaken(String field, String value) {
        assertThatCode(() -> AskedRequest.of(asked(field, value))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "background.color, ' #fff'",
        "background.image, https://somebody@example.com/a.png",
        "background.image, https://example.com/a.png#top",
        "background.image, https://example.com/é.png",
        "provider, 'studio '",
        "output.format, jpg",
        "output.format, PNG",
        "placement.canvas, 2000 x 2000",
        "placement.canvas, 02000x2000",
        "placement.anchor, TOP"
    })
    void anyOtherSpellingIsRefusedByTheFieldsName(String field, String value) {
        assertThatThrownBy(() -> AskedRequest.of(asked(field, value)))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        wrong -> assertThat(wrong.field()).isEqualTo(field));
    }

    @Test
    void aPromptHasAsManyCharactersAsPeopleCount() {
        assertThatCode(() -> AskedRequest.of(asked("background.prompt", "🦆".repeat(1024))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> AskedRequest.of(asked("background.prompt", "🦆".repeat(1025))))
                .hasMessageContaining("1025");
        assertThatThrownBy(() -> AskedRequest.of(asked("background.prompt", "a" + " ".repeat(1024))))
                .hasMessageContaining("blanks at its ends");
    }

    @Test
    void theLongestAddressIsRead() {
        String longest = "https://example.com/" + "a%20".repeat(507);
        assertThat(longest).hasSize(2048);
        assertThatCode(() -> AskedRequest.of(asked("background.image", longest)))
                .doesNotThrowAnyException();
    }
}
