package dev.backdrop.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.asl.Execution;
import dev.backdrop.local.asl.ExecutionAlreadyExistsException;
import dev.backdrop.local.asl.InvalidExecutionException;
import dev.backdrop.local.asl.StateMachines;
import dev.backdrop.local.asl.WorkflowEngine;
import dev.backdrop.local.asl.states.StateMachine;
import dev.backdrop.local.cloud.states.ApiException;
import dev.backdrop.local.cloud.states.Executions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The engine's executions, as the Step Functions API shows them. */
final class EngineExecutions implements Executions {

    private final WorkflowEngine engine;
    private final StateMachines machines;
    private final List<String> arns;

    /** @param arns of all the machines */
    EngineExecutions(WorkflowEngine engine, StateMachines machines, List<String> arns) {
        this.engine = engine;
        this.machines = machines;
        this.arns = List.copyOf(arns);
    }

    @Override
    public View start(String stateMachineArn, String name, JsonNode input) {
        try {
            return view(engine.start(machine(stateMachineArn), name, input));
        } catch (ExecutionAlreadyExistsException taken) {
            throw new ApiException("ExecutionAlreadyExists", taken.getMessage());
        } catch (InvalidExecutionException invalid) {
            throw new ApiException("ValidationException", invalid.getMessage());
        }
    }

    private StateMachine machine(String arn) {
        return machines.find(arn)
                .orElseThrow(() ->
                        new ApiException("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'"));
    }

    @Override
    public Optional<View> stop(String executionArn) {
        Optional<Execution> execution = engine.find(executionArn);
        execution.filter(running -> !running.ended()).ifPresent(Execution::abort);
        return execution.map(EngineExecutions::view);
    }

    @Override
    public Optional<View> find(String executionArn) {
        return engine.find(executionArn).map(EngineExecutions::view);
    }

    @Override
    public List<View> list(String stateMachineArn) {
        String arn = machine(stateMachineArn).arn();
        return engine.executions().stream()
                .filter(execution -> execution.stateMachineArn().equals(arn))
                .sorted(Comparator.comparing(Execution::startedAt).reversed())
                .map(EngineExecutions::view)
                .toList();
    }

    @Override
    public List<String> stateMachines() {
        return arns;
    }

    private static View view(Execution execution) {
        return new View(
                execution.arn(),
                execution.stateMachineArn(),
                execution.name(),
                execution.status().name(),
                execution.startedAt(),
                execution.stoppedAt(),
                execution.input(),
                execution.output(),
                execution.error(),
                execution.cause());
    }
}
