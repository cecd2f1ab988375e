package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.local.openapi.Outcome;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/** The walk through the description leaves nothing out. */
class ApiDriversTest {

    private static final Outcome GONE = new Outcome("POST /jobs", 410, Outcome.PROBLEM);
    private static final ApiDrivers.Entry DRIVER =
            new ApiDrivers.Entry(GONE, "it is over", stage -> stage.api.get("/jobs"));

    @Test
    void anAnswerThatNothingDrivesFailsByItsName() {
        List<DynamicTest> tests = DescribedApiTest.tests(List.of(GONE), List.of());
        assertThat(tests).hasSize(1);
        assertThatThrownBy(() -> tests.get(0).getExecutable().execute())
                .isInstanceOf(AssertionError.class)
                .hasMessage("POST /jobs 410 application/problem+json is documented and nothing drives it");
    }

    @Test
    void aDriverOfAnAnswerThatIsNotDescribedFailsByItsName() {
        List<DynamicTest> tests = DescribedApiTest.tests(List.of(), List.of(DRIVER));
        assertThat(tests).hasSize(1);
        assertThatThrownBy(() -> tests.get(0).getExecutable().execute())
                .isInstanceOf(AssertionError.class)
                .hasMessage("POST /jobs 410 application/problem+json is driven and not documented: it is over");
    }

    @Test
    void eachReasonIsATestOfItsOwn() {
        assertThat(DescribedApiTest.tests(List.of(GONE), List.of(DRIVER, DRIVER)))
                .extracting(DynamicTest::getDisplayName)
                .containsExactly(GONE + ": it is over", GONE + ": it is over");
    }
}
