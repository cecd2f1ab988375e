package dev.backdrop.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

    private static final Set<String> KNOWN = Set.of("source", "limit");

    @Test
    void valuesAreDecodedAsUtf8() {
        Query query = Query.read("source=uploads%2Fgr%C3%B6%C3%9Fe+1%2B1.jpg&limit=7", KNOWN);
        assertThat(query.text("source")).contains("uploads/größe 1+1.jpg");
        assertThat(query.number("limit", 20, 1, 100)).isEqualTo(7);
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        Query query = Query.read("", KNOWN);
        assertThat(query.text("source")).isEmpty();
        assertThat(query.number("limit", 20, 1, 100)).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "other=1",
                "Limit=1",
                "limit",
                "limit=",
                "limit=1&limit=1",
                "source=%",
                "source=%zz",
                "source=%FF",
                "source=%C3",
                "=1",
                "source=a&other"
            })
    void unknownRepeatedEmptyAndUndecodableParametersAreRefused(String raw) {
        assertThatThrownBy(() -> Query.read(raw, KNOWN))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().status()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "1.0", "1e2", "ten", "99999999999999999999", "%201"})
    void aNumberOutOfItsRangeIsRefused(String value) {
        Query query = Query.read("limit=" + value, KNOWN);
        assertThatThrownBy(() -> query.number("limit", 20, 1, 100))
                .hasMessage("limit: must be a whole number from 1 to 100");
    }
}
