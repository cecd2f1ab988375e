package dev.backdrop.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void countsColumnsNotCharacters() {
        assertThat(Text.width("cat")).isEqualTo(3);
        assertThat(Text.width("東京.jpg")).isEqualTo(8);
        assertThat(Text.width("u\u0308")).isEqualTo(1);
        assertThat(Text.padded("東", 4)).isEqualTo("東  ");
    }

    @Test
    void cutsWhatTellsLeast() {
        assertThat(Text.cutStart("folder/cat.jpg", 8)).isEqualTo("…cat.jpg");
        assertThat(Text.cutEnd("PROCESSING studio", 11)).isEqualTo("PROCESSING…");
        assertThat(Text.cutEnd("東京東京", 6)).isEqualTo("東京…");
    }

    @Test
    void nothingThatMovesTheCursorGetsThrough() {
        assertThat(Text.printable("a\u001b[2Jb\r\nc\u202Ed")).isEqualTo("a?[2Jb??c?d");
    }

    @Test
    void breaksBetweenWordsAndKeepsLongOnesWhole() {
        assertThat(Text.wrapped("send a JPEG to https://example.com/x", 10))
                .containsExactly("send a", "JPEG to", "https://example.com/x");
    }
}
