package dev.backdrop.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobStatusTest {

    private static final Set<JobStatus> ENDS = EnumSet.of(
            JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.REJECTED, JobStatus.CANCELLED, JobStatus.SUBMIT_UNKNOWN);

    @ParameterizedTest
    @EnumSource
    void anEndIsTheEnd(JobStatus status) {
        assertThat(status.isFinal()).isEqualTo(ENDS.contains(status));
        if (status.isFinal()) {
            assertThat(JobStatus.values()).noneMatch(status::mayBecome);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyOpenStatusCanEndBadly(JobStatus status) {
        if (!status.isFinal()) {
            assertThat(EnumSet.complementOf(EnumSet.of(JobStatus.SUCCEEDED)).stream()
                            .filter(JobStatus::isFinal))
                    .allMatch(status::mayBecome);
        }
    }

    @Test
    void onlyAStoredResultIsASuccess() {
        assertThat(Arrays.stream(JobStatus.values())
                        .filter(status -> status.mayBecome(JobStatus.SUCCEEDED))
                        .collect(Collectors.toSet()))
                .containsExactly(JobStatus.STORING);
    }

    @Test
    void onlyAFailedTaskLeadsBack() {
        assertThat(JobStatus.PROCESSING.mayBecome(JobStatus.SUBMITTING)).isTrue();
        assertThat(JobStatus.STORING.mayBecome(JobStatus.SUBMITTING)).isFalse();
        assertThat(JobStatus.SUBMITTING.mayBecome(JobStatus.PREPARING)).isFalse();
    }
}
