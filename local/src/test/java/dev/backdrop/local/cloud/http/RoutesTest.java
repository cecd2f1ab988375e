package dev.backdrop.local.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.local.cloud.template.HttpRouteView;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {

    private static final List<String> ROUTES = List.of(
            "ANY /files/{path+}",
            "GET /files/{path+}",
            "GET /jobs/{jobId}",
            "ANY /jobs/{jobId}",
            "GET /jobs/newest",
            "GET /jobs/{jobId}/result",
            "GET /jobs/newest/{part}",
            "GET /");

    @ParameterizedTest(name = "{0} {1} takes {2}")
    @CsvSource({
        "GET, /, GET /",
        "GET, /jobs/7, GET /jobs/{jobId}",
        "GET, /jobs/newest, GET /jobs/newest",
        "GET, /jobs/n%65west, GET /jobs/newest",
        "POST, /jobs/newest, ANY /jobs/{jobId}",
        "DELETE, /jobs/7, ANY /jobs/{jobId}",
        "GET, /jobs/7/result, GET /jobs/{jobId}/result",
        "GET, /jobs/newest/result, GET /jobs/newest/{part}",
        "GET, /files/a, GET /files/{path+}",
        "PUT, /files/a/b/c, ANY /files/{path+}",
        "GET, /files/, $default",
        "GET, /jobs/, $default",
        "GET, /jobs, $default",
        "GET, //, $default"
    })
    void theMostSpecificRouteIsTaken(String method, String path, String expected) {
        Routes routes = new Routes(Stream.concat(ROUTES.stream().map(RoutesTest::view), Stream.of(view("ANY $default")))
                .toList());

        assertThat(routes.find(method, path))
                .hasValueSatisfying(match -> assertThat(match.key()).isEqualTo(expected));
    }

    @Test
    void withoutADefaultThereMayBeNone() {
        assertThat(new Routes(ROUTES.stream().map(RoutesTest::view).toList()).find("GET", "/x"))
                .isEmpty();
    }

    @Test
    void aPathThatGoesOnAfterAGreedyVariableIsRefused() {
        assertThatThrownBy(() -> new Routes(List.of(view("GET /{a+}/b")))).hasMessageContaining("/{a+}/b");
    }

    private static HttpRouteView view(String key) {
        String[] parts = key.split(" ");
        return new HttpRouteView("api", parts[0], parts[1], "Fn");
    }
}
