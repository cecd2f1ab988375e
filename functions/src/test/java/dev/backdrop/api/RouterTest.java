package dev.backdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {

    private static final Route.Operation NONE = call -> Answer.of(200, null);
    private final Router router = new Router(List.of(
            new Route("GET", "/jobs", NONE),
            new Route("GET", "/jobs/{jobId}", NONE),
            new Route("POST", "/jobs/{jobId}/retry", NONE)));

    private static Call call(String method, String path) {
        return new Call(method, path, Map.of(), "", Map.of(), new byte[0], "r");
    }

    @Test
    void aVariableTakesOneSegment() {
        Router.Match match = router.find(call("POST", "/jobs/abc/retry")).orElseThrow();
        assertThat(match.route().template()).isEqualTo("/jobs/{jobId}/retry");
        assertThat(match.call().variable("jobId")).isEqualTo("abc");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /",
        "GET, ''",
        "GET, /jobs/",
        "GET, //jobs",
        "GET, /jobs/a/b",
        "GET, /jobs//retry",
        "GET, /Jobs",
        "GET, jobs",
        "POST, /jobs",
        "DELETE, /jobs/a",
        "HEAD, /jobs",
        "GET, /jobs/a/retry",
        "POST, /jobs//retry",
        "POST, /jobs/a/retry/"
    })
    void otherPathsAndMethodsAreNobodys(String method, String path) {
        assertThat(router.find(call(method, path))).isEmpty();
    }
}
