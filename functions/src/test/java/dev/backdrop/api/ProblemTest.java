package dev.backdrop.api;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {

    @ParameterizedTest
    @ValueSource(ints = {200, 401, 403, 429, 502, 504})
    void theGatewaysStatusesAreNoneOfOurs(int status) {
        assertThatThrownBy(() -> Problem.of(status, "whatever")).isInstanceOf(IllegalArgumentException.class);
    }
}
