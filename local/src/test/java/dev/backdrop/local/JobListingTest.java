package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.aws.DynamoJobStore;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobId;
import dev.backdrop.job.JobPage;
import dev.backdrop.job.JobQuery;
import dev.backdrop.job.JobQuery.Position;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.Source;
import dev.backdrop.local.cloud.client.LocalAccount;
import dev.backdrop.local.cloud.client.LocalClients;
import dev.backdrop.local.cloud.dynamodb.DynamoDbServer;
import dev.backdrop.local.cloud.template.StackSettings;
import dev.backdrop.local.cloud.template.Template;
import dev.backdrop.request.Background;
import dev.backdrop.request.Output;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Lists of jobs by the indexes of the template's own table, in AWS's own DynamoDB Local. */
class JobListingTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Request REQUEST =
            new Request(new Background.Transparent(), "auto", null, new Output(OutputFormat.PNG, null));
    private static final String PHOTO = "in/uploads/often.jpg";

    private static DynamoDbServer server;
    private static DynamoDbClient client;
    private static DynamoJobStore jobs;
    private static final List<Job> ALL = new ArrayList<>();

    /** Some of the same moment, in several statuses, with whole seconds and parts of them. */
    @BeforeAll
    static void start() {
        Template template = Template.read(World.home().resolve("template.yaml"), StackSettings.named("backdrop"));
        server = DynamoDbServer.start(Optional.empty(), 0).with(template.tables(), LocalAccount.DEFAULT);
        client = LocalClients.dynamoDb(server.endpoint(), LocalAccount.DEFAULT);
        jobs = new DynamoJobStore(client, template.names().get("JobsTable"), Duration.ofDays(1));
        for (int i = 0; i < 40; i++) {
            Source source = new Source("in", i % 4 == 0 ? "uploads/often.jpg" : "uploads/" + i, "v" + i, "e", 5);
            Instant created = NOON.plusMillis(i / 3 * 250L).plusNanos(i / 10);
            Job job = Job.claimed(JobId.of(source, REQUEST), "arn:" + i, null, source, REQUEST, created);
            jobs.claim(job);
            ALL.add(i % 2 == 0 ? job : jobs.change(job.jobId(), JobListingTest::failed));
        }
        ALL.sort(Comparator.comparing(Position::of, JobQuery.NEWEST_FIRST));
    }

    private static Job failed(Job job) {
        return job.ended(JobStatus.FAILED, Failure.ours(FailureCode.INTERNAL_ERROR, "x", true), NOON);
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    private static List<Job> walk(JobQuery query, int limit) {
        List<Job> walked = new ArrayList<>();
        Optional<Position> next = Optional.empty();
        do {
            JobPage page = jobs.list(query.after(next.orElse(null)), limit);
            assertThat(page.jobs()).hasSizeLessThanOrEqualTo(limit);
            walked.addAll(page.jobs());
            next = page.next();
        } while (next.isPresent());
        return walked;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 39, 40, 41, 100})
    void allStatusesAreMergedNewestFirstWhateverThePage(int limit) {
        assertThat(walk(JobQuery.all(), limit)).isEqualTo(ALL);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 20, 100})
    void oneStatusIsListedByItself(int limit) {
        assertThat(walk(JobQuery.ofStatus(JobStatus.FAILED), limit))
                .isEqualTo(ALL.stream()
                        .filter(job -> job.status() == JobStatus.FAILED)
                        .toList());
        assertThat(walk(JobQuery.ofStatus(JobStatus.STORING), limit)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 10, 100})
    void thePhotosOwnJobsAreListedWithAllThatIsInTheirRecords(int limit) {
        assertThat(walk(JobQuery.ofSource(PHOTO), limit))
                .hasSize(10)
                .isEqualTo(ALL.stream()
                        .filter(job -> job.source().address().equals(PHOTO))
                        .toList());
        assertThat(walk(JobQuery.ofSource("in/uploads/never.jpg"), limit)).isEmpty();
    }

    @Test
    void timesAreComparedAsTimesNotAsTexts() {
        Instant second = NOON.plusSeconds(1);
        assertThat(walk(JobQuery.all().created(NOON, second), 7))
                .isEqualTo(ALL.stream()
                        .filter(job -> job.createdAt().isBefore(second))
                        .toList())
                .isNotEmpty();
        assertThat(walk(JobQuery.all().created(second, null), 7))
                .isEqualTo(ALL.stream()
                        .filter(job -> !job.createdAt().isBefore(second))
                        .toList())
                .isNotEmpty();
        assertThat(walk(JobQuery.ofSource(PHOTO).created(second, NOON), 7)).isEmpty();
    }

    @Test
    void timesBeyondTheCalendarAreItsEnds() {
        assertThat(jobs.list(
                                JobQuery.all()
                                        .created(
                                                Instant.parse("-0001-01-01T00:00:00Z"),
                                                Instant.parse("+10000-01-01T00:00:00Z")),
                                100)
                        .jobs())
                .isEqualTo(ALL);
    }

    @Test
    void aPageThatEndsWithTheListSaysSo() {
        assertThat(jobs.list(JobQuery.all(), 40).next()).isEmpty();
        assertThat(jobs.list(JobQuery.all(), 39).next()).isPresent();
    }
}
