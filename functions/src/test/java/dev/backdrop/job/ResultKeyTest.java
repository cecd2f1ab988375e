package dev.backdrop.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResultKeyTest {

    private static final String JOB = "0123456789abcdef0123456789abcdef";

    @Test
    void aResultLiesUnderThePathOfItsPhoto() {
        assertThat(ResultKey.of("uploads/shoes/red shoe+1%41.JPG", JOB, "png"))
                .isEqualTo("results/shoes/red shoe+1%41.JPG/" + JOB + ".png");
    }

    @Test
    void aPathOutsideOfUploadsIsKeptWhole() {
        assertThat(ResultKey.of("batches/a.jpg", JOB, "jpg")).isEqualTo("results/batches/a.jpg/" + JOB + ".jpg");
    }

    @Test
    void aKeyOfAThousandBytesStillTellsItsFileAndStaysWithinTheLimit() {
        String key = "uploads/" + "é".repeat(490) + "/shoe.jpg";
        String result = ResultKey.of(key, JOB, "png");
        assertThat(result.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1024);
        assertThat(result)
                .startsWith("results/~é")
                .endsWith("/shoe.jpg/" + JOB + ".png")
                .doesNotContain("\uFFFD");
    }
}
