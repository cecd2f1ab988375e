package dev.backdrop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.asl.evaluator.Evaluator;
import dev.backdrop.local.asl.evaluator.Value;
import dev.backdrop.local.asl.states.StateMachine;
import dev.backdrop.local.asl.states.WorkflowType;
import dev.backdrop.local.asl.time.Scheduler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs executions of state machines, as Step Functions' Standard workflows, and the child workflows of their Distributed
 * Maps. Safe for many threads; on a virtual scheduler nothing moves until somebody drives it.
 */
public final class WorkflowEngine {

    private static final Logger LOG = LoggerFactory.getLogger(WorkflowEngine.class);
    private static final Pattern FORBIDDEN_IN_NAME = Pattern.compile("[\\s\\p{Cntrl}<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/]");
    private static final int LONGEST_NAME = 80;

    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final Evaluator evaluator;
    private final TaskTokens tokens;
    private final Map<String, Execution> executions = new ConcurrentHashMap<>();
    private final EndedExecutions ended = new EndedExecutions(executions);
    private final Map<String, Execution> children = new ConcurrentHashMap<>();
    private final List<Consumer<StatusChange>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger largestOfStates = new AtomicInteger();
    private final AtomicInteger largestChildInput = new AtomicInteger();

    /** @param random jitter, tokens and the random functions draw from it; with a seed, virtual runs repeat exactly */
    public WorkflowEngine(Scheduler scheduler, RandomGenerator random) {
        this.scheduler = scheduler;
        this.random = random;
        this.evaluator = new Evaluator(scheduler.clock(), random);
        this.tokens = new TaskTokens(random);
    }

    /**
     * Calls back for every change of every execution's status, child workflows of the type EXPRESS excepted, in order for each execution, on the scheduler's threads.
     */
    public void onStatusChange(Consumer<StatusChange> listener) {
        listeners.add(listener);
    }

    /**
     * Starts an execution, or finds the one that is already running with this name and input.
     *
     * @param name unique among all executions of this machine that run or ended within ninety days, kept or not; 1 to 80
     *     characters
     * @param input at most 256 KiB
     * @throws ExecutionAlreadyExistsException if the name has been used: by an execution that has ended, or with another
     *     input
     * @throws InvalidExecutionException if name or input are not allowed
     */
    public Execution start(StateMachine machine, String name, JsonNode input) {
        checkName(name);
        JsonNode own = input.deepCopy();
        int bytes = Value.of(own).bytes();
        if (bytes > StateRun.MOST_BYTES) {
            throw new InvalidExecutionException(
                    "InvalidExecutionInput",
                    "The input of the execution " + name + " has " + bytes + " bytes; " + StateRun.MOST_BYTES
                            + " are allowed");
        }
        note(bytes);
        String arn = machine.arn().replace(":stateMachine:", ":execution:") + ":" + name;
        ended.forgetBefore(scheduler.clock().instant());
        ExecutionRun[] started = new ExecutionRun[1];
        Execution execution = executions.compute(arn, (key, existing) -> {
            if (existing == null) {
                if (ended.hadName(arn, scheduler.clock().instant())) {
                    throw new ExecutionAlreadyExistsException(arn);
                }
                started[0] = prepare(
                        machine,
                        new Execution.Identity(arn, name, machine.arn(), WorkflowType.STANDARD, Optional.empty()),
                        own);
                return started[0].execution();
            }
            if (existing.ended() || !existing.input().equals(own)) {
                throw new ExecutionAlreadyExistsException(existing);
            }
            return existing;
        });
        if (started[0] != null) {
            execution.onEnd(ended::add);
            started[0].start();
        }
        return execution;
    }

    /** Starts a child workflow of a Distributed Map. It is known here as long as it runs. */
    Execution startChild(
            StateMachine machine, WorkflowType type, String mapRunArn, Value input, Consumer<Execution> onEnd) {
        largestChildInput.accumulateAndGet(input.bytes(), Math::max);
        String name = uuid();
        String arn = type == WorkflowType.STANDARD
                ? machine.arn().replace(":stateMachine:", ":execution:") + ":" + name
                : machine.arn().replace(":stateMachine:", ":express:") + ":" + name + ":" + uuid();
        ExecutionRun run = prepare(
                machine, new Execution.Identity(arn, name, machine.arn(), type, Optional.of(mapRunArn)), input.node());
        Execution child = run.execution();
        children.put(arn, child);
        child.onEnd(gone -> children.remove(arn));
        child.onEnd(onEnd);
        run.start();
        return child;
    }

    private ExecutionRun prepare(StateMachine machine, Execution.Identity identity, JsonNode input) {
        ExecutionRun[] run = new ExecutionRun[1];
        Execution execution = new Execution(identity, input, scheduler.clock().instant(), aborted -> run[0].abort());
        run[0] = new ExecutionRun(this, machine, execution);
        return run[0];
    }

    /** A random UUID, the same in each run with the same seed. */
    String uuid() {
        long high;
        long low;
        synchronized (random) {
            high = random.nextLong();
            low = random.nextLong();
        }
        return new UUID(high & ~0xf000L | 0x4000L, low & ~(0xc0L << 56) | 0x80L << 56).toString();
    }

    private static void checkName(String name) {
        if (name.isEmpty()
                || name.length() > LONGEST_NAME
                || FORBIDDEN_IN_NAME.matcher(name).find()) {
            throw new InvalidExecutionException(
                    "InvalidName",
                    "'" + name + "' can't name an execution: 1 to " + LONGEST_NAME
                            + " characters, no blanks, brackets, wildcards or any of \" # % \\ ^ | ~ ` $ & , ; : /");
        }
    }

    /**
     * An execution by its ARN: one that runs, or is among the newest {@value EndedExecutions#MOST_KEPT} that ended, no longer
     * than ninety days ago; a child workflow of a Distributed Map while it runs.
     */
    public Optional<Execution> find(String arn) {
        ended.forgetBefore(scheduler.clock().instant());
        return Optional.ofNullable(executions.get(arn)).or(() -> Optional.ofNullable(children.get(arn)));
    }

    /**
     * The executions that run, and those that {@link #find} finds of the ones that ended; in no order, without the child
     * workflows of Distributed Maps.
     */
    public List<Execution> executions() {
        ended.forgetBefore(scheduler.clock().instant());
        return List.copyOf(executions.values());
    }

    /** The child workflows of Distributed Maps that run now, in no order. */
    public List<Execution> children() {
        return List.copyOf(children.values());
    }

    /**
     * Ends the task that waits for this token.
     *
     * @throws UnknownTaskTokenException if none does
     */
    public void sendTaskSuccess(String token, JsonNode output) {
        tokens.redeem(token).tokenSucceeded(output.deepCopy());
    }

    /**
     * Fails the task that waits for this token.
     *
     * @param error the name that Retry and Catch match
     * @throws UnknownTaskTokenException if none does
     */
    public void sendTaskFailure(String token, String error, String cause) {
        tokens.redeem(token).tokenFailed(error, cause);
    }

    /**
     * Says that the task that waits for this token is still being worked on.
     *
     * @throws UnknownTaskTokenException if none does
     */
    public void sendTaskHeartbeat(String token) {
        tokens.waiter(token).tokenAlive();
    }

    /** The largest documents so far. */
    public LargestPayloads largestPayloads() {
        return new LargestPayloads(largestOfStates.get(), largestChildInput.get());
    }

    /** A document of so many bytes went through a state. */
    void note(int bytes) {
        if (bytes > largestOfStates.get()) {
            largestOfStates.accumulateAndGet(bytes, Math::max);
        }
    }

    void publish(StatusChange change) {
        listeners.forEach(listener -> tell(listener, change));
    }

    /** Somebody else's code must not decide how an execution goes. */
    <T> void tell(Consumer<T> listener, T news) {
        try {
            listener.accept(news);
        } catch (RuntimeException broken) {
            LOG.error("A listener broke over {}", news, broken);
        }
    }

    Scheduler scheduler() {
        return scheduler;
    }

    RandomGenerator random() {
        return random;
    }

    Evaluator evaluator() {
        return evaluator;
    }

    TaskTokens tokens() {
        return tokens;
    }
}
