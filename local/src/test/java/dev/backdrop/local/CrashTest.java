package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.aws.DynamoJobStore;
import dev.backdrop.aws.S3PhotoStore;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.AddressGuard;
import dev.backdrop.http.GuardedFetch;
import dev.backdrop.http.HttpLimits;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobPage;
import dev.backdrop.job.JobQuery;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.JobStore;
import dev.backdrop.job.PhotoStore;
import dev.backdrop.job.StoreUnavailableException;
import dev.backdrop.log.Log;
import dev.backdrop.photo.GatePolicy;
import dev.backdrop.provider.Provider;
import dev.backdrop.provider.Providers;
import dev.backdrop.provider.perfectcorp.PerfectCorpProvider;
import dev.backdrop.provider.perfectcorp.PerfectCorpSettings;
import dev.backdrop.settings.Settings;
import dev.backdrop.workflow.Admission;
import dev.backdrop.workflow.Limits;
import dev.backdrop.workflow.Outcome;
import dev.backdrop.workflow.Poll;
import dev.backdrop.workflow.Prepare;
import dev.backdrop.workflow.PrepareInput;
import dev.backdrop.workflow.RecordFailure;
import dev.backdrop.workflow.RecordFailureInput;
import dev.backdrop.workflow.RequestResolver;
import dev.backdrop.workflow.StepInput;
import dev.backdrop.workflow.StepOutput;
import dev.backdrop.workflow.Store;
import dev.backdrop.workflow.Submit;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each step dies at each of its writes, before and after it, and is started again as Step Functions would: nothing is
 * submitted twice, and the job ends once.
 */
class CrashTest {

    private static final String KEY = "uploads/shoe.jpg";
    private static final String EXECUTION = "execution-1";

    private World world;
    private CrashingStore jobs;
    private PhotoStore photos;
    private Providers providers;
    private Settings settings;
    private Log log;

    @BeforeEach
    void start() {
        world = World.start();
        world.upload(KEY, World.jpeg(320, 240), World.PROMPT);
        settings = Settings.of(Map.of(
                "BACKDROP_PERFECTCORP_BASE_URL",
                world.simulator.apiBase().toString(),
                "BACKDROP_PERFECTCORP_API_KEY",
                "simulator-perfectcorp-key"));
        jobs = new CrashingStore(new DynamoJobStore(
                world.cloud.clients().dynamoDb(), world.cloud.name("JobsTable"), Duration.ofDays(1)));
        photos = new S3PhotoStore(world.s3(), world.cloud.clients().presigner(), world.cloud.name("OutputBucket"));
        providers = new Providers(
                List.of(new Providers.Listing.Available(new PerfectCorpProvider(PerfectCorpSettings.from(settings)))),
                List.of("perfectcorp"));
        log = new Log(new java.io.PrintStream(world.log, true), world.time.clock());
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private enum Moment {
        BEFORE,
        AFTER
    }

    /** The n-th write fails: before it happens, or after. */
    private static final class CrashingStore implements JobStore {

        private final JobStore real;
        private int left = Integer.MAX_VALUE;
        private Moment moment = Moment.BEFORE;
        private int untilInterruption = Integer.MAX_VALUE;
        private Runnable interruption = () -> {};

        CrashingStore(JobStore real) {
            this.real = real;
        }

        void crashAt(int write, Moment when) {
            left = write;
            moment = when;
        }

        /** Somebody else gets in between, just before that write. */
        void interruptAt(int write, Runnable somebodyElse) {
            untilInterruption = write;
            interruption = somebodyElse;
        }

        boolean crashed() {
            return left < 1;
        }

        private <T> T write(java.util.function.Supplier<T> effect) {
            if (--untilInterruption == 0) {
                interruption.run();
            }
            if (--left == 0 && moment == Moment.BEFORE) {
                throw new StoreUnavailableException("crash before the write", null);
            }
            T done = effect.get();
            if (left == 0) {
                throw new StoreUnavailableException("crash after the write", null);
            }
            return done;
        }

        @Override
        public Job claim(Job job) {
            return write(() -> real.claim(job));
        }

        @Override
        public Optional<Job> find(String jobId) {
            return real.find(jobId);
        }

        @Override
        public Optional<Job> findNewest(String sourceAddress) {
            return real.findNewest(sourceAddress);
        }

        @Override
        public JobPage list(JobQuery query, int limit) {
            return real.list(query, limit);
        }

        @Override
        public Optional<Job> findByExecution(String execution) {
            return real.findByExecution(execution);
        }

        @Override
        public Job change(String jobId, UnaryOperator<Job> change) {
            return write(() -> real.change(jobId, change));
        }
    }

    private Limits limits() {
        return Limits.from(settings);
    }

    private StepOutput prepare() {
        return new Prepare(
                        jobs,
                        photos,
                        new RequestResolver(photos, settings),
                        new Admission(
                                jobs,
                                photos,
                                new GuardedFetch(AddressGuard.strict(), HttpLimits.PICTURE),
                                providers,
                                GatePolicy.DEFAULT,
                                limits(),
                                world.time.clock(),
                                log),
                        world.time.clock(),
                        log)
                .run(new PrepareInput(
                        EXECUTION, new PrepareInput.Arrival(world.inputBucket(), KEY, null, null, 0), null));
    }

    private StepOutput submit(StepInput input) {
        return new Submit(jobs, photos, providers, limits(), world.time.clock(), log).run(input);
    }

    private StepOutput poll(StepInput input) {
        return new Poll(jobs, providers, limits(), world.time.clock(), log).run(input);
    }

    private StepOutput store(StepInput input) {
        return new Store(
                        jobs,
                        photos,
                        providers,
                        new GuardedFetch(AddressGuard.allowingLoopback(), HttpLimits.PICTURE),
                        limits(),
                        world.time.clock(),
                        log)
                .run(input);
    }

    private Job recordFailure(StepInput input, StepOutput output) {
        return new RecordFailure(jobs, world.time.clock(), log)
                .run(new RecordFailureInput(input.jobId(), EXECUTION, null, output.failure(), null));
    }

    /** What the state machine does from Submit on, repeating a step whose store stayed away. */
    private Job seeThrough(StepInput first) {
        StepInput input = first;
        StepOutput output = repeated(input, this::submit);
        while (output.outcome() == Outcome.NOT_YET) {
            world.time.advance(Duration.ofSeconds(output.waitSeconds()));
            input = new StepInput(input.jobId(), EXECUTION, output.task());
            output = repeated(input, this::submit);
        }
        while (output.outcome() == Outcome.SUBMITTED || output.outcome() == Outcome.RUNNING) {
            world.time.advance(Duration.ofSeconds(output.waitSeconds()));
            output = repeated(input, this::poll);
        }
        if (output.outcome() == Outcome.SUCCEEDED) {
            output = repeated(input, this::store);
        }
        if (output.outcome() == Outcome.FAILED) {
            return recordFailure(input, output);
        }
        return jobs.find(input.jobId()).orElseThrow();
    }

    private static StepOutput repeated(StepInput input, java.util.function.Function<StepInput, StepOutput> step) {
        try {
            return step.apply(input);
        } catch (StoreUnavailableException away) {
            return step.apply(input);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void noCrashBeforeAWriteSubmitsTwiceOrLosesTheJob(int write) {
        noCrashSubmitsTwice(write, Moment.BEFORE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void noCrashAfterAWriteSubmitsTwiceOrLosesTheJob(int write) {
        noCrashSubmitsTwice(write, Moment.AFTER);
    }

    private void noCrashSubmitsTwice(int write, Moment moment) {
        jobs.crashAt(write, moment);
        StepOutput prepared;
        try {
            prepared = prepare();
        } catch (StoreUnavailableException away) {
            prepared = prepare();
        }
        assertThat(prepared.outcome()).isEqualTo(Outcome.READY);

        Job job = seeThrough(new StepInput(prepared.jobId(), EXECUTION));

        assertThat(jobs.crashed()).isTrue();
        assertThat(world.vendor().tasksCreated()).isLessThanOrEqualTo(1);
        assertThat(world.records()).isOne();
        boolean markWasWrittenButCallNotMade = write == 4 && moment == Moment.AFTER;
        assertThat(job.status())
                .as(String.valueOf(job.failure()))
                .isEqualTo(markWasWrittenButCallNotMade ? JobStatus.SUBMIT_UNKNOWN : JobStatus.SUCCEEDED);
    }

    @Test
    void aPollThatIsOvertakenLeavesTheNextTaskAlone() {
        world.vendor().tasks().task(1).failsWith("error_inference");
        StepInput input = new StepInput(prepare().jobId(), EXECUTION);
        submit(input);
        world.time.advance(Duration.ofSeconds(9));
        Providers real = providers;
        Provider vendor = real.find("perfectcorp").orElseThrow();
        Provider slow = (Provider) Proxy.newProxyInstance(
                Provider.class.getClassLoader(), new Class<?>[] {Provider.class}, (proxy, method, arguments) -> {
                    Object answer = method.invoke(vendor, arguments);
                    if (method.getName().equals("poll") && providers != real) {
                        providers = real;
                        assertThat(poll(input).outcome()).isEqualTo(Outcome.RESUBMIT);
                        assertThat(submit(input).outcome()).isEqualTo(Outcome.SUBMITTED);
                    }
                    return answer;
                });
        providers = new Providers(List.of(new Providers.Listing.Available(slow)), List.of("perfectcorp"));

        assertThat(poll(input).outcome()).isEqualTo(Outcome.RUNNING);

        Job job = jobs.find(input.jobId()).orElseThrow();
        assertThat(job.attempts()).hasSize(2);
        assertThat(job.openAttempt()).isPresent();
        assertThat(world.vendor().tasksCreated()).isEqualTo(2);
    }

    @Test
    void anInstanceThatDiesInTheBilledCallEndsAsUnknownAndNeverCallsAgain() {
        StepInput input = new StepInput(prepare().jobId(), EXECUTION);
        submit(input);
        // As the record stood when the call was made: the answer never got into it.
        jobs.change(input.jobId(), Job::nextVersion);
        jobs.change(
                input.jobId(),
                job -> new Job(
                        job.jobId(),
                        JobStatus.SUBMITTING,
                        job.version(),
                        job.execution(),
                        job.run(),
                        job.batchId(),
                        job.source(),
                        job.request(),
                        job.provider(),
                        job.photo(),
                        job.background(),
                        job.composed(),
                        List.of(new dev.backdrop.job.Attempt(
                                1,
                                "perfectcorp",
                                dev.backdrop.job.Attempt.Stage.BILLING,
                                job.createdAt(),
                                null,
                                job.attempts().get(0).polling(),
                                0,
                                null,
                                List.of())),
                        null,
                        null,
                        job.createdAt(),
                        job.updatedAt()));

        assertThat(submit(input).outcome())
                .as("the other invocation may be alive")
                .isEqualTo(Outcome.NOT_YET);
        world.time.advance(Submit.LONGEST_INVOCATION);
        StepOutput again = submit(input);

        assertThat(again.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(again.failure().code()).isEqualTo(FailureCode.SUBMIT_UNKNOWN);
        assertThat(recordFailure(input, again).status()).isEqualTo(JobStatus.SUBMIT_UNKNOWN);
        assertThat(world.vendor().tasksCreated()).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void ofTwoInvocationsAtOnceOnlyOneMakesTheBilledCall(int write) {
        StepInput input = new StepInput(prepare().jobId(), EXECUTION);
        jobs.interruptAt(write, () -> submit(input));
        submit(input);

        Job job = seeThrough(input);

        assertThat(world.vendor().tasksCreated()).isOne();
        assertThat(job.status()).as(String.valueOf(job.failure())).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void aTaskThatCannotBeRecordedTravelsInTheStateUntilItCan() {
        StepInput input = new StepInput(prepare().jobId(), EXECUTION);
        jobs.crashAt(3, Moment.BEFORE);
        StepOutput unrecorded = submit(input);

        assertThat(unrecorded.outcome()).isEqualTo(Outcome.NOT_YET);
        assertThat(unrecorded.task().taskId())
                .isEqualTo(world.vendor().taskIds().get(0));

        jobs.crashAt(1, Moment.BEFORE);
        StepOutput still = submit(new StepInput(input.jobId(), EXECUTION, unrecorded.task()));
        assertThat(still.outcome()).isEqualTo(Outcome.NOT_YET);
        assertThat(still.task()).isEqualTo(unrecorded.task());

        StepOutput recorded = submit(new StepInput(input.jobId(), EXECUTION, still.task()));
        assertThat(recorded.outcome()).isEqualTo(Outcome.SUBMITTED);
        assertThat(world.vendor().tasksCreated()).isOne();
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void aSecondExecutionNeverMovesTheJobOfTheFirst(Moment moment) {
        StepInput input = new StepInput(prepare().jobId(), EXECUTION);
        if (moment == Moment.AFTER) {
            submit(input);
        }
        StepInput intruder = new StepInput(input.jobId(), "execution-2");
        assertThatThrownBy(() -> submit(intruder)).isInstanceOf(dev.backdrop.job.NotOurJobException.class);
        assertThatThrownBy(() -> poll(intruder)).isInstanceOf(dev.backdrop.job.NotOurJobException.class);
        Job before = jobs.find(input.jobId()).orElseThrow();
        new RecordFailure(jobs, world.time.clock(), log)
                .run(new RecordFailureInput(
                        input.jobId(), "execution-2", null, null, new RecordFailureInput.StepError("x", null)));
        assertThat(jobs.find(input.jobId())).contains(before);
    }

    @Test
    void writingAFailureTwiceLeavesTheFirst() {
        StepInput input = new StepInput(prepare().jobId(), EXECUTION);
        Job first = new RecordFailure(jobs, world.time.clock(), log)
                .run(new RecordFailureInput(
                        input.jobId(), EXECUTION, null, null, new RecordFailureInput.StepError("first", null)));
        Job second = new RecordFailure(jobs, world.time.clock(), log)
                .run(new RecordFailureInput(
                        input.jobId(), EXECUTION, null, null, new RecordFailureInput.StepError("second", null)));
        assertThat(first.status()).isEqualTo(JobStatus.FAILED);
        assertThat(first.failure().code()).isEqualTo(FailureCode.INTERNAL_ERROR);
        assertThat(second).isEqualTo(first);
    }
}
