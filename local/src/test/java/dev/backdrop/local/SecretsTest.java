package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.local.simulator.Fault;
import dev.backdrop.local.simulator.HostRole;
import dev.backdrop.local.simulator.JournalEntry;
import dev.backdrop.local.simulator.perfectcorp.PerfectCorpEndpoint;
import dev.backdrop.local.simulator.perfectcorp.PerfectCorpOptions;
import org.junit.jupiter.api.Test;

class SecretsTest {

    private static final String KEY = PerfectCorpOptions.defaults().apiKey();

    @Test
    void theVendorsKeyGoesToTheVendorsApiAndNowhereElse() {
        try (World world = World.start()) {
            world.vendor()
                    .faults()
                    .next(PerfectCorpEndpoint.RESULT, Fault.redirect(world.simulator.apiBase() + "/s2s/v2.0/steal"))
                    .next(PerfectCorpEndpoint.TASK_STATUS, Fault.redirect(world.simulator.resultBase() + "/steal"));
            Job job = world.process("uploads/shoe.jpg", World.jpeg(320, 240));

            assertThat(job.status()).as(job + world.logged()).isEqualTo(JobStatus.SUCCEEDED);
            assertThat(world.simulator.journal().leakedKeys()).isEmpty();
            assertThat(world.simulator.journal().to(HostRole.API))
                    .filteredOn(entry -> entry.path().startsWith("/s2s/v2.0/task"))
                    .allMatch(JournalEntry::carriedKey);
            assertThat(world.logged()).isNotEmpty().doesNotContain(KEY).doesNotContain("Signature");
            assertThat(world.cloud
                            .clients()
                            .dynamoDb()
                            .scan(scan -> scan.tableName(world.cloud.name("JobsTable")))
                            .items())
                    .asString()
                    .doesNotContain(KEY);
            assertThat(world.cloud.executions())
                    .allSatisfy(execution -> assertThat(execution.history() + " " + execution.output())
                            .doesNotContain(KEY)
                            .doesNotContain("Signature"));
            assertThat(world.s3()
                            .headObject(head -> head.bucket(job.result().bucket())
                                    .key(job.result().key()))
                            .metadata()
                            .values())
                    .noneMatch(value -> value.contains(KEY));
        }
    }
}
