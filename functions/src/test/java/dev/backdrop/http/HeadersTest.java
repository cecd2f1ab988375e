package dev.backdrop.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

    @Test
    void namesAreFoundInAnyCase() {
        Headers headers = Headers.NONE.and("X-Request-Id", "r-1").and("x-request-id", "r-2");

        assertThat(headers.first("X-REQUEST-ID")).contains("r-1");
        assertThat(headers.has("x-other")).isFalse();
        assertThat(headers.all()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\r\nb", "ä"})
    void whatIsNoHeaderNameIsRefused(String name) {
        assertThatThrownBy(() -> Headers.NONE.and(name, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nInjected: 1", "a\nb", "a\u0000b"})
    void aValueThatWouldBreakOutOfItsLineIsRefusedWithoutBeingShown(String value) {
        assertThatThrownBy(() -> Headers.NONE.and("X-Key", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("X-Key")
                .hasMessageNotContaining(value);
    }

    @ParameterizedTest
    @CsvSource({
        "ab+/=c, ab%2B%2F%3Dc",
        "a b, a%20b",
        "., %2E",
        ".., %2E%2E",
        "a.b, a.b",
        "a?b#c, a%3Fb%23c",
        "é, %C3%A9"
    })
    void anyTextCanBeOneSegmentOfAPath(String text, String segment) {
        assertThat(Addresses.segment(text)).isEqualTo(segment);
        assertThat(URI.create("https://a.example/" + segment).getRawPath()).isEqualTo("/" + segment);
    }
}
