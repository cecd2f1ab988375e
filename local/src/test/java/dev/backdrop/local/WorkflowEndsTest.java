package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Attempt;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.local.asl.ExecutionStatus;
import dev.backdrop.local.simulator.Fault;
import dev.backdrop.local.simulator.perfectcorp.KeyState;
import dev.backdrop.local.simulator.perfectcorp.PerfectCorpEndpoint;
import dev.backdrop.local.simulator.perfectcorp.PerfectCorpSimulator;
import dev.backdrop.local.simulator.perfectcorp.PollingInterval;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every end that a job can come to at the vendor's, through the deployed state machine: one final record, one event. */
class WorkflowEndsTest {

    private static final String KEY = "uploads/shoe.jpg";

    /** @param tasks how many tasks the vendor made */
    private record End(
            String name, Consumer<PerfectCorpSimulator> vendor, JobStatus status, FailureCode code, int tasks) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static End success(String name, Consumer<PerfectCorpSimulator> vendor, int tasks) {
        return new End(name, vendor, JobStatus.SUCCEEDED, null, tasks);
    }

    private static End failure(String name, FailureCode code, int tasks, Consumer<PerfectCorpSimulator> vendor) {
        JobStatus status = switch (code) {
            case CONTENT_REJECTED, INVALID_PHOTO, UNSUPPORTED_REQUEST -> JobStatus.REJECTED;
            case SUBMIT_UNKNOWN -> JobStatus.SUBMIT_UNKNOWN;
            default -> JobStatus.FAILED;
        };
        return new End(name, vendor, status, code, tasks);
    }

    static Stream<End> ends() {
        return Stream.of(
                success("all goes well", vendor -> {}, 1),
                failure(
                        "an engine error that is about the photo",
                        FailureCode.INVALID_PHOTO,
                        1,
                        vendor -> vendor.tasks().failWith("exceed_max_filesize")),
                failure(
                        "moderation says no",
                        FailureCode.CONTENT_REJECTED,
                        1,
                        vendor -> vendor.tasks().failWith("error_nsfw_content_detected")),
                failure(
                        "an engine error that may pass, twice",
                        FailureCode.TASK_FAILED,
                        2,
                        vendor -> vendor.tasks().failWith("error_inference")),
                success(
                        "an engine error that may pass, once",
                        vendor -> vendor.tasks().task(1).failsWith("error_inference"),
                        2),
                failure(
                        "an engine error that nobody documented",
                        FailureCode.TASK_FAILED,
                        2,
                        vendor -> vendor.tasks().failWith("error_on_the_moon")),
                failure("the vendor's own timeout, twice", FailureCode.TASK_TIMEOUT, 2, vendor -> {
                    vendor.tasks().task(1).timesOut();
                    vendor.tasks().task(2).timesOut();
                }),
                failure(
                        "a task that never ends",
                        FailureCode.TASK_TIMEOUT,
                        1,
                        vendor -> vendor.tasks().take(Duration.ofHours(5))),
                failure(
                        "a task that the vendor forgets",
                        FailureCode.TASK_EXPIRED,
                        1,
                        vendor -> vendor.faults()
                                .always(
                                        PerfectCorpEndpoint.TASK_STATUS,
                                        Fault.status(
                                                400,
                                                "{\"status\":400,\"error\":\"Invalid task ID\",\"error_code\":\"InvalidTaskId\"}"))),
                failure(
                        "an expired key",
                        FailureCode.PROVIDER_UNAUTHORIZED,
                        0,
                        vendor -> vendor.key("simulator-perfectcorp-key", KeyState.EXPIRED)),
                failure("an empty account", FailureCode.PROVIDER_OUT_OF_CREDIT, 0, vendor -> vendor.balance(3)),
                success(
                        "throttled at each call, then fine",
                        vendor -> vendor.faults()
                                .next(3, PerfectCorpEndpoint.FILE_CREATE, Fault.status(429))
                                .next(3, PerfectCorpEndpoint.TASK_CREATE, Fault.status(429))
                                .next(3, PerfectCorpEndpoint.TASK_STATUS, Fault.status(429)),
                        1),
                failure(
                        "throttled for ever",
                        FailureCode.PROVIDER_THROTTLED,
                        0,
                        vendor -> vendor.faults().always(PerfectCorpEndpoint.FILE_CREATE, Fault.status(429))),
                success(
                        "5xx before the billed call, then fine",
                        vendor -> vendor.faults()
                                .next(2, PerfectCorpEndpoint.FILE_CREATE, Fault.status(503))
                                .next(2, PerfectCorpEndpoint.UPLOAD, Fault.status(500)),
                        1),
                failure(
                        "5xx before the billed call, for ever",
                        FailureCode.PROVIDER_UNAVAILABLE,
                        0,
                        vendor -> vendor.faults().always(PerfectCorpEndpoint.FILE_CREATE, Fault.status(500))),
                failure(
                        "5xx to the billed call",
                        FailureCode.SUBMIT_UNKNOWN,
                        0,
                        vendor -> vendor.faults().next(PerfectCorpEndpoint.TASK_CREATE, Fault.status(502))),
                failure(
                        "the answer to the billed call is lost",
                        FailureCode.SUBMIT_UNKNOWN,
                        1,
                        vendor -> vendor.faults().next(PerfectCorpEndpoint.TASK_CREATE, Fault.dropAfter())),
                failure(
                        "nonsense in answer to the billed call",
                        FailureCode.SUBMIT_UNKNOWN,
                        1,
                        vendor -> vendor.faults()
                                .next(
                                        PerfectCorpEndpoint.TASK_CREATE,
                                        Fault.malformedJson().afterTakingEffect())),
                success(
                        "polls without an answer, then fine",
                        vendor -> vendor.faults()
                                .nth(1, PerfectCorpEndpoint.TASK_STATUS, Fault.status(500))
                                .nth(2, PerfectCorpEndpoint.TASK_STATUS, Fault.malformedJson())
                                .nth(3, PerfectCorpEndpoint.TASK_STATUS, Fault.truncatedBody())
                                .nth(4, PerfectCorpEndpoint.TASK_STATUS, Fault.htmlPage()),
                        1),
                failure(
                        "polls without an answer, for ever",
                        FailureCode.PROVIDER_UNAVAILABLE,
                        1,
                        vendor -> vendor.faults().always(PerfectCorpEndpoint.TASK_STATUS, Fault.status(503))),
                success(
                        "a result's link that is gone once",
                        vendor -> vendor.faults().next(PerfectCorpEndpoint.RESULT, Fault.status(404)),
                        1),
                success(
                        "a result that can't be had for a while",
                        vendor -> vendor.faults().next(6, PerfectCorpEndpoint.RESULT, Fault.status(503)),
                        1),
                failure(
                        "a result that is gone for good",
                        FailureCode.RESULT_UNAVAILABLE,
                        1,
                        vendor -> vendor.tasks().task(1).downloadMeets(Fault.status(404))),
                failure(
                        "a result that is a web page",
                        FailureCode.RESULT_INVALID,
                        1,
                        vendor -> vendor.tasks().task(1).downloadMeets(Fault.htmlPage())),
                failure(
                        "a result that is cut off",
                        FailureCode.RESULT_INVALID,
                        1,
                        vendor -> vendor.tasks().task(1).downloadMeets(Fault.halfBody())),
                failure(
                        "a result that breaks off on its way",
                        FailureCode.RESULT_UNAVAILABLE,
                        1,
                        vendor -> vendor.tasks().task(1).downloadMeets(Fault.truncatedBody())),
                failure(
                        "a result that is too large",
                        FailureCode.RESULT_INVALID,
                        1,
                        vendor -> vendor.tasks().task(1).downloadMeets(Fault.tooLarge(65))),
                failure(
                        "a result that leads to the metadata service",
                        FailureCode.RESULT_INVALID,
                        1,
                        vendor -> vendor.tasks()
                                .task(1)
                                .downloadMeets(Fault.redirect("http://169.254.169.254/latest/meta-data/"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void aJobEndsOnceAndSaysHow(End end) {
        try (World world = World.start()) {
            end.vendor().accept(world.vendor());

            Job job = world.process(KEY, World.jpeg(320, 240));

            assertThat(job.status()).as(String.valueOf(job.failure())).isEqualTo(end.status());
            assertThat(world.records()).isOne();
            assertThat(world.cloud.executions())
                    .singleElement()
                    .satisfies(execution -> assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED));
            assertThat(world.announcements())
                    .containsExactly((end.code() == null ? "JobSucceeded " : "JobFailed ") + end.status());
            assertThat(world.vendor().tasksCreated()).isEqualTo(end.tasks());
            assertThat(world.vendor().earlyPolls()).isZero();
            assertThat(world.simulator.journal().leakedKeys()).isEmpty();
            if (end.code() == null) {
                succeeded(world, job);
            } else {
                failed(job, end.code());
            }
        }
    }

    private static void succeeded(World world, Job job) {
        assertThat(job.failure()).isNull();
        assertThat(job.result().width()).isEqualTo(320);
        assertThat(job.result().height()).isEqualTo(240);
        assertThat(world.result(job)).hasSize((int) job.result().size());
        assertThat(world.vendor().unitsCharged()).isEqualByComparingTo("4");
        assertThat(job.attempts())
                .last()
                .satisfies(
                        attempt -> assertThat(attempt.ending().credits()).isEqualByComparingTo(BigDecimal.valueOf(4)));
    }

    private static void failed(Job job, FailureCode code) {
        assertThat(job.failure().code()).isEqualTo(code);
        assertThat(job.failure().message()).isNotBlank();
        assertThat(job.failure().provider()).isEqualTo("perfectcorp");
        assertThat(job.result()).isNull();
        assertThat(job.attempts())
                .allSatisfy(attempt -> assertThat(attempt.stage()).isIn(Attempt.Stage.ENDED, Attempt.Stage.BILLING));
    }

    @Test
    void aPaidResultThatCannotBeHadSaysThatItIsPaidAndWhereItIs() {
        try (World world = World.start()) {
            world.vendor().tasks().task(1).downloadMeets(Fault.status(404));
            Job job = world.process(KEY, World.jpeg(320, 240));
            assertThat(job.failure().charged()).isEqualTo(Charge.YES);
            assertThat(job.failure().retryable()).isTrue();
            assertThat(job.failure().message())
                    .contains(world.vendor().taskIds().get(0))
                    .doesNotContain("X-Amz-Signature");
        }
    }

    @Test
    void aTaskIsAskedForNoMoreThanSoOften() {
        try (World world = World.start(options -> options, java.util.Map.of("BACKDROP_MAX_POLLS", "7"))) {
            world.vendor().tasks().take(Duration.ofHours(5));
            Job job = world.process(KEY, World.jpeg(320, 240));
            assertThat(job.failure().code()).isEqualTo(FailureCode.TASK_TIMEOUT);
            assertThat(job.attempts())
                    .singleElement()
                    .satisfies(attempt -> assertThat(attempt.polling().polls()).isEqualTo(7));
        }
    }

    @Test
    void aTaskThatIsPolledTooRarelyIsLostAtTheVendorAndEndsAsExpired() {
        try (World world = World.start(options -> options.withPollingWindow(Duration.ofSeconds(3))
                .withPollingInterval(PollingInterval.milliseconds(8000)))) {
            world.vendor().tasks().take(Duration.ofMinutes(1));
            Job job = world.process(KEY, World.jpeg(320, 240));
            assertThat(job.failure().code()).isEqualTo(FailureCode.TASK_EXPIRED);
            assertThat(job.failure().charged()).isEqualTo(Charge.MAYBE);
            assertThat(world.vendor().tasksCreated()).isOne();
        }
    }
}
