package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.batch.BatchStatus;
import dev.backdrop.batch.JobRecords;
import dev.backdrop.local.asl.ExecutionStatus;
import dev.backdrop.local.asl.LargestPayloads;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A batch through the deployed files with the real handlers, held to the limits of AWS. Small by default;
 * {@code -Dbackdrop.scale=100000} for as many photos, and hours.
 */
class BatchScaleTest {

    private static final int KEYS = Integer.getInteger(BatchScale.PROPERTY, 150);

    /** What S3 lists at once. */
    private static final int PAGE = 1000;

    /** What is kept whatever the number of jobs: a thousand ended executions, two thousand events, pools, classes. */
    private static final long KEPT = 24L << 20;

    /** The names of a planned job and of its execution are some sixteen bytes each, twice that while a table grows. */
    private static final long A_KEY = 128;

    @Test
    void aBatchKeepsToTheLimitsOfAwsAndItsCallsGrowWithItsPhotosOnly(@TempDir Path folder) {
        BatchScale.Measured measured = BatchScale.run(KEYS, folder);
        System.out.println(measured.report());

        assertThat(measured.execution().status())
                .as(measured.execution().toString())
                .isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(measured.batch().status()).isEqualTo(BatchStatus.SUCCEEDED);
        assertThat(measured.batch().plan().counts().planned()).isEqualTo(KEYS);
        assertThat(measured.batch().ending().succeeded()).isEqualTo(KEYS);
        assertThat(measured.tasks()).as("each photo is submitted once").isEqualTo(KEYS);

        assertThat(measured.payloads().state()).isPositive().isLessThan(LargestPayloads.LIMIT / 50);
        assertThat(measured.payloads().childInput()).isPositive().isLessThan(LargestPayloads.LIMIT / 50);

        assertThat(measured.calls("DynamoDb.BatchGetItem"))
                .as("the plan and the report each look up a hundred jobs at a time")
                .isEqualTo(2L * ceiling(KEYS, JobRecords.AT_ONCE));
        assertThat(measured.calls("S3.ListObjectsV2")).isEqualTo(ceiling(KEYS, PAGE));
        assertThat(measured.calls("S3.GetObject")).isLessThanOrEqualTo(2L * KEYS + 220);
        assertThat(measured.calls("S3.PutObject")).isLessThanOrEqualTo(2L * KEYS + 20);
        assertThat(measured.calls("DynamoDb.GetItem")).isLessThanOrEqualTo(10L * KEYS + 30);
        assertThat(measured.calls("DynamoDb.PutItem")).isLessThanOrEqualTo(8L * KEYS + 30);

        assertThat(measured.heapAtTheEnd() - measured.heapBefore()).isLessThan(KEPT + A_KEY * KEYS);
    }

    private static long ceiling(long all, long each) {
        return (all + each - 1) / each;
    }
}
