package dev.backdrop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.asl.dataset.Dataset;
import dev.backdrop.local.asl.evaluator.Value;
import dev.backdrop.local.asl.states.ErrorName;
import dev.backdrop.local.asl.states.StateMachine;
import dev.backdrop.local.asl.states.WorkflowType;
import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Map Run: starts child workflows as room becomes free, gathers their results, and stops them all when too many items
 * have failed. It has a queue of its own and so can clean up after its parent has ended. Holds no more than the running
 * children and an item or two.
 */
final class ChildWorkflows {

    private static final Logger LOG = LoggerFactory.getLogger(ChildWorkflows.class);

    /** Finds the items. Blocks. */
    interface Opener {
        Dataset open() throws IOException;
    }

    /**
     * What a Map Run does.
     *
     * @param machine what each child runs
     * @param selector makes an input of {@code $states.context.Map.Item}
     * @param atOnce children that run at once, at least 1
     */
    record Plan(
            String mapRunArn,
            StateMachine machine,
            WorkflowType type,
            Opener dataset,
            Function<ObjectNode, Value> selector,
            Optional<ChildInputs.Batching> batching,
            int atOnce,
            Threshold threshold,
            Results results) {}

    /** Who started the Map Run. Is told once, when nothing runs any more, and not at all if it has called the run off. */
    interface Owner {
        void done(JsonNode result);

        void broke(StateFailure failure);
    }

    private record Running(Execution execution, int index, int items) {}

    private final WorkflowEngine engine;
    private final Plan plan;
    private final Owner owner;
    private final StepQueue queue;
    private final Map<String, Running> running = new LinkedHashMap<>();
    private Dataset dataset;
    private ChildInputs inputs;
    private int started;
    private long failedItems;
    private StateFailure failure;
    private boolean finishing;
    private volatile boolean cancelled;

    ChildWorkflows(WorkflowEngine engine, Plan plan, Owner owner) {
        this.engine = engine;
        this.plan = plan;
        this.owner = owner;
        this.queue = new StepQueue(engine.scheduler());
    }

    void start() {
        engine.scheduler().runBlocking(this::open);
    }

    /** Stops all children. What they have done so far is still written where results go. */
    void cancel() {
        cancelled = true;
        step(() -> fail(new StateFailure(null, "The Map Run was aborted")));
    }

    private void open() {
        try {
            Dataset opened = plan.dataset().open();
            step(() -> opened(opened));
        } catch (IOException | RuntimeException unreadable) {
            step(() -> fail(new StateFailure(ErrorName.ITEM_READER_FAILED, message(unreadable))));
        }
    }

    private static String message(Exception exception) {
        return exception.getMessage() == null ? exception.toString() : exception.getMessage();
    }

    private void opened(Dataset opened) {
        dataset = opened;
        inputs = new ChildInputs(opened, plan.selector(), plan.batching());
        if (finishing) {
            close(opened);
        } else {
            fill();
        }
    }

    private void step(Runnable step) {
        queue.post(() -> {
            try {
                step.run();
            } catch (StateFailure failed) {
                fail(failed);
            } catch (RuntimeException | StackOverflowError broken) {
                LOG.error("The interpreter broke in {}", plan.mapRunArn(), broken);
                fail(new StateFailure(ErrorName.RUNTIME, "The interpreter broke: " + broken));
            }
        });
    }

    private void fill() {
        while (failure == null && running.size() < plan.atOnce()) {
            Optional<ChildInputs.ChildInput> next = inputs.next();
            if (next.isEmpty()) {
                break;
            }
            start(next.get());
        }
        if (running.isEmpty()) {
            finish();
        }
    }

    private void start(ChildInputs.ChildInput input) {
        Execution child = engine.startChild(
                plan.machine(), plan.type(), plan.mapRunArn(), input.value(), ended -> step(() -> ended(ended)));
        running.put(child.arn(), new Running(child, started++, input.items()));
    }

    private void ended(Execution child) {
        Running known = running.remove(child.arn());
        if (child.status() != ExecutionStatus.SUCCEEDED) {
            failedItems += known.items();
        }
        try {
            plan.results().ended(known.index(), child);
        } catch (IOException full) {
            fail(new StateFailure(ErrorName.RESULT_WRITER_FAILED, message(full)));
        }
        if (failure == null && plan.threshold().exceededBy(failedItems, dataset.size())) {
            fail(new StateFailure(
                    ErrorName.EXCEED_TOLERATED_FAILURE_THRESHOLD,
                    "The specified tolerated failure threshold was exceeded"));
        }
        fill();
    }

    /** The first failure counts. */
    private void fail(StateFailure failed) {
        if (failure == null) {
            failure = failed;
            List.copyOf(running.values()).forEach(child -> child.execution().abort());
        }
        if (running.isEmpty()) {
            finish();
        }
    }

    private void finish() {
        if (!finishing) {
            finishing = true;
            engine.scheduler().runBlocking(this::complete);
        }
    }

    /** Beside the queue, in which nothing happens any more. */
    private void complete() {
        JsonNode result = null;
        StateFailure end = failure;
        try {
            if (end != null && inputs != null && plan.results().wantsPending()) {
                writePending();
            }
            if (inputs != null) {
                result = plan.results().complete(plan.mapRunArn());
            }
        } catch (StateFailure tooMuch) {
            end = end == null ? tooMuch : end;
        } catch (IOException | RuntimeException unwritable) {
            end = unwritten(end, message(unwritable));
        }
        close(plan.results());
        if (dataset != null) {
            close(dataset);
        }
        tell(result, end);
    }

    private void tell(JsonNode result, StateFailure end) {
        if (cancelled) {
            return;
        }
        if (end == null) {
            owner.done(result);
        } else {
            owner.broke(end);
        }
    }

    private StateFailure unwritten(StateFailure before, String why) {
        if (cancelled) {
            LOG.error("The results of {} could not be written: {}", plan.mapRunArn(), why);
        }
        return before == null
                ? new StateFailure(ErrorName.RESULT_WRITER_FAILED, why)
                : new StateFailure(before.error(), before.cause() + "; and its results could not be written: " + why);
    }

    /** Up to the first item that nothing can be made of. */
    private void writePending() throws IOException {
        try {
            for (var next = inputs.next(); next.isPresent(); next = inputs.next()) {
                plan.results().pending(next.get().value().node());
            }
        } catch (StateFailure unusable) {
            LOG.debug("The pending items of {} end early: {}", plan.mapRunArn(), unusable.cause());
        }
    }

    private void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException left) {
            LOG.warn("A temporary file of {} could not be closed", plan.mapRunArn(), left);
        }
    }
}
