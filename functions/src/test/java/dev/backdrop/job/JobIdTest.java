package dev.backdrop.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.request.Background;
import dev.backdrop.request.Output;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Request;
import org.junit.jupiter.api.Test;

class JobIdTest {

    private static final Request REQUEST =
            new Request(new Background.Prompt("marble"), "auto", null, new Output(OutputFormat.PNG, null));

    private static Source source(String key, String version, String etag) {
        return new Source("in", key, version, etag, 10);
    }

    @Test
    void theSameObjectAndRequestAreTheSameJob() {
        assertThat(JobId.of(source("uploads/a.jpg", "v1", "e"), REQUEST))
                .isEqualTo(JobId.of(source("uploads/a.jpg", "v1", "e"), REQUEST));
    }

    @Test
    void anotherVersionIsAnotherJob() {
        assertThat(JobId.of(source("a", "v1", "e"), REQUEST)).isNotEqualTo(JobId.of(source("a", "v2", "e"), REQUEST));
    }

    @Test
    void withoutVersionsTheEtagTellsThemApart() {
        assertThat(JobId.of(source("a", null, "e1"), REQUEST)).isNotEqualTo(JobId.of(source("a", null, "e2"), REQUEST));
    }

    @Test
    void anotherRequestIsAnotherJob() {
        Request seeded = new Request(REQUEST.background(), "auto", 7L, REQUEST.output());
        assertThat(JobId.of(source("a", "v", "e"), REQUEST)).isNotEqualTo(JobId.of(source("a", "v", "e"), seeded));
        assertThat(JobId.of(source("a", "v", "e"), REQUEST)).isNotEqualTo(JobId.of(source("a", "v", "e"), null));
    }

    @Test
    void partsCannotRunIntoEachOther() {
        assertThat(JobId.of(new Source("in", "ab", "c", "e", 1), REQUEST))
                .isNotEqualTo(JobId.of(new Source("ina", "b", "c", "e", 1), REQUEST));
    }

    @Test
    void fitsAnExecutionName() {
        assertThat(JobId.of(source("ü/" + "x".repeat(1000), "v", "e"), REQUEST).value())
                .matches("[0-9a-f]{32}");
    }
}
