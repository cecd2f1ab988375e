package dev.backdrop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.asl.integration.ExecutionHost;
import dev.backdrop.local.asl.integration.TaskException;
import dev.backdrop.local.asl.states.StateMachine;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** State machines side by side, each of which can start executions of any of them. Safe for many threads. */
public final class StateMachines implements ExecutionHost {

    private final WorkflowEngine engine;
    private final Map<String, StateMachine> byArn = new ConcurrentHashMap<>();

    public StateMachines(WorkflowEngine engine) {
        this.engine = engine;
    }

    /** Adds a machine, in the place of one with the same ARN. */
    public void add(StateMachine machine) {
        byArn.put(machine.arn(), machine);
    }

    public Optional<StateMachine> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    @Override
    public Started start(String stateMachineArn, Optional<String> name, JsonNode input) {
        StateMachine machine = find(stateMachineArn)
                .orElseThrow(() -> new TaskException(
                        "StepFunctions.StateMachineDoesNotExistException",
                        "There is no state machine " + stateMachineArn + "; there are " + byArn.keySet()));
        try {
            return new StartedExecution(engine.start(machine, name.orElseGet(engine::uuid), input));
        } catch (ExecutionAlreadyExistsException used) {
            throw new TaskException("StepFunctions.ExecutionAlreadyExistsException", used.getMessage());
        } catch (InvalidExecutionException invalid) {
            throw new TaskException("StepFunctions." + invalid.error() + "Exception", invalid.getMessage());
        }
    }

    private record StartedExecution(Execution execution) implements Started {

        @Override
        public String arn() {
            return execution.arn();
        }

        @Override
        public Instant startedAt() {
            return execution.startedAt();
        }

        @Override
        public void onEnd(Consumer<Ended> callback) {
            execution.onEnd(
                    ended -> callback.accept(new Ended(ended.output(), ended.input(), Description.ofNested(ended))));
        }

        @Override
        public void abort() {
            execution.abort();
        }
    }
}
