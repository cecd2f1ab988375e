package dev.backdrop.local.asl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.asl.integration.BusEvent;
import dev.backdrop.local.asl.integration.Completion;
import dev.backdrop.local.asl.integration.EventsPutEvents;
import dev.backdrop.local.asl.integration.FunctionHost;
import dev.backdrop.local.asl.integration.FunctionResult;
import dev.backdrop.local.asl.integration.Integration;
import dev.backdrop.local.asl.integration.Integrations;
import dev.backdrop.local.asl.integration.LambdaInvoke;
import dev.backdrop.local.asl.integration.StartExecution;
import dev.backdrop.local.asl.integration.TaskCall;
import dev.backdrop.local.asl.integration.TaskException;
import dev.backdrop.local.asl.states.StateMachine;
import dev.backdrop.local.asl.time.VirtualScheduler;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** An engine in virtual time, with functions, an event bus and a resource whose calls the test ends itself. */
final class Stage {

    static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    static final String MANUAL = "arn:aws:states:::test:manual";
    static final String ARN = "arn:aws:states:us-east-1:000000000000:stateMachine:machine";

    private static final JsonMapper JSON = new JsonMapper();

    record Pending(TaskCall call, Completion completion) {}

    final VirtualScheduler scheduler = new VirtualScheduler(START);
    final WorkflowEngine engine;
    final StateMachines machines;
    final MemoryObjects objects = new MemoryObjects();
    final List<BusEvent> events = new ArrayList<>();
    final List<Pending> pending = new ArrayList<>();
    final List<Instant> calls = new ArrayList<>();
    private final Map<String, UnaryOperator<JsonNode>> functions = new TreeMap<>();
    private int names;

    Stage() {
        this(1);
    }

    Stage(long seed) {
        engine = new WorkflowEngine(scheduler, new Random(seed));
        machines = new StateMachines(engine);
        functions.put("echo", payload -> payload);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException invalid) {
            throw new AssertionError("The test's own JSON is wrong: " + text, invalid);
        }
    }

    /** Throwing a TaskException in it is how the function fails. */
    Stage function(String name, UnaryOperator<JsonNode> body) {
        functions.put(name, body);
        return this;
    }

    Integrations integrations() {
        FunctionHost host = this::invoke;
        Integration manual = (call, completion) -> pending.add(new Pending(call, completion));
        return new Integrations(Map.of(
                        LambdaInvoke.RESOURCE,
                        new LambdaInvoke(host),
                        LambdaInvoke.RESOURCE + ".waitForTaskToken",
                        new LambdaInvoke(host),
                        EventsPutEvents.RESOURCE,
                        new EventsPutEvents(event -> {
                            events.add(event);
                            return "event-" + events.size();
                        }),
                        MANUAL,
                        manual,
                        MANUAL + ".waitForTaskToken",
                        manual,
                        StartExecution.RESOURCE,
                        StartExecution.andGoOn(machines),
                        StartExecution.SYNC_RESOURCE,
                        StartExecution.andWait(machines)))
                .with(objects);
    }

    private FunctionResult invoke(String name, byte[] payload) {
        calls.add(scheduler.clock().instant());
        UnaryOperator<JsonNode> body = functions.get(name);
        if (body == null) {
            throw new TaskException("Lambda.ResourceNotFoundException", "Function not found: " + name);
        }
        try {
            return new FunctionResult.Returned(JSON.writeValueAsBytes(body.apply(JSON.readTree(payload))));
        } catch (TaskException failed) {
            return new FunctionResult.FunctionError(failed.error(), failed.getMessage(), List.of("at " + name));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** A machine of these states, which starts at the first. */
    StateMachine machine(String states) {
        ObjectNode definition = JSON.createObjectNode().put("QueryLanguage", "JSONata");
        JsonNode all = json("{" + states + "}");
        definition.put("StartAt", all.fieldNames().next()).set("States", all);
        return load(definition);
    }

    StateMachine load(JsonNode definition) {
        return StateMachine.load(ARN, definition, Map.of(), integrations());
    }

    /** Another machine beside, that others can start by its ARN. */
    StateMachine beside(String name, String states) {
        ObjectNode definition = JSON.createObjectNode().put("QueryLanguage", "JSONata");
        JsonNode all = json("{" + states + "}");
        definition.put("StartAt", all.fieldNames().next()).set("States", all);
        StateMachine machine = StateMachine.load(
                ARN.substring(0, ARN.lastIndexOf(':') + 1) + name, definition, Map.of(), integrations());
        machines.add(machine);
        return machine;
    }

    Execution start(StateMachine machine, String input) {
        return engine.start(machine, "execution-" + ++names, json(input));
    }

    Execution start(String states, String input) {
        return start(machine(states), input);
    }

    /** Runs these states to their end. */
    Execution run(String states, String input) {
        Execution execution = start(states, input);
        scheduler.runUntilIdle();
        return execution;
    }

    /** A machine of one state that evaluates this expression. */
    Execution evaluate(String expression, String input) {
        ObjectNode state = JSON.createObjectNode().put("Type", "Pass").put("End", true);
        state.put("Output", "{% " + expression + " %}");
        return run("\"Only\": " + state, input);
    }

    Duration elapsed() {
        return Duration.between(START, scheduler.clock().instant());
    }
}
