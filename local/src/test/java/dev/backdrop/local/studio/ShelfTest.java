package dev.backdrop.local.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShelfTest {

    private final SteppedClock clock = new SteppedClock();
    private final Shelf shelf = new Shelf(clock, Duration.ofMinutes(10), 100);

    @Test
    void theOldestMakesRoomForTheNewest() {
        shelf.put("a", new byte[60]);
        shelf.put("b", new byte[40]);

        assertThat(shelf.put("c", new byte[10])).isTrue();
        assertThat(shelf.get("a")).isEmpty();
        assertThat(shelf.get("b")).isPresent();
    }

    @Test
    void whatIsHeldNeitherMakesRoomNorExpires() {
        shelf.put("a", new byte[60]);
        shelf.hold("a");
        clock.advance(Duration.ofHours(1));

        assertThat(shelf.put("b", new byte[50])).isFalse();
        assertThat(shelf.get("a")).isPresent();
        shelf.release("a");
        assertThat(shelf.put("b", new byte[50])).isTrue();
        assertThat(shelf.get("a")).isEmpty();
    }

    @Test
    void puttingAgainStartsTheTimeAnewAndTakesNoMoreRoom() {
        shelf.put("a", new byte[100]);
        clock.advance(Duration.ofMinutes(9));

        assertThat(shelf.put("a", new byte[100])).isTrue();
        clock.advance(Duration.ofMinutes(9));
        assertThat(shelf.get("a")).isPresent();
        clock.advance(Duration.ofMinutes(1));
        assertThat(shelf.get("a")).isEmpty();
    }

    @Test
    void whatIsLargerThanTheShelfIsNotTaken() {
        assertThat(shelf.put("a", new byte[101])).isFalse();
        assertThat(shelf.hold("a")).isFalse();
    }
}
