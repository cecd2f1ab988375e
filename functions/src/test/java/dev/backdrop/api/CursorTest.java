package dev.backdrop.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.job.JobQuery;
import dev.backdrop.job.JobQuery.Position;
import dev.backdrop.job.JobStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final Position PLACE =
            new Position(Instant.parse("2026-11-21T09:00:00.123456789Z"), "5f2b7c0d9a1e4f6c8b3d2a7e6f1c0b9d");

    @Test
    void comesBackAsItWas() {
        JobQuery query = JobQuery.ofStatus(JobStatus.FAILED).created(Instant.EPOCH, null);
        String cursor = Cursor.write(PLACE, query);
        assertThat(cursor).matches("[A-Za-z0-9_-]{1,512}");
        assertThat(Cursor.read(cursor, query)).isEqualTo(PLACE);
    }

    @Test
    void isNoGoodForAnotherList() {
        String cursor = Cursor.write(PLACE, JobQuery.all());
        assertThatThrownBy(() -> Cursor.read(cursor, JobQuery.ofSource("in/a.jpg")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("with the same filters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "====",
                "ä",
                "1 now 5f2b 00",
                "1 9999-99-99T00:00:00Z 5f2b7c0d9a1e4f6c8b3d2a7e6f1c0b9d 0123456789abcdef"
            })
    void somethingElseIsRefused(String text) {
        String encoded = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        for (String cursor : new String[] {text, encoded}) {
            assertThatThrownBy(() -> Cursor.read(cursor, JobQuery.all()))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            thrown -> assertThat(thrown.problem().status()).isEqualTo(400));
        }
    }
}
