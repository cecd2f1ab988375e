package dev.backdrop.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.asl.StateMachines;
import dev.backdrop.local.asl.WorkflowEngine;
import dev.backdrop.local.asl.integration.BusEvent;
import dev.backdrop.local.asl.states.StateMachine;
import dev.backdrop.local.cloud.client.LocalAccount;
import dev.backdrop.local.cloud.events.EventBus;
import dev.backdrop.local.cloud.events.EventPattern;
import dev.backdrop.local.cloud.events.Rule;
import dev.backdrop.local.cloud.events.Target;
import dev.backdrop.local.cloud.functions.FunctionHost;
import dev.backdrop.local.cloud.template.RuleView;
import dev.backdrop.local.cloud.template.TargetView;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** What is put on the event bus, and where the template's rules and schedules send it. */
final class CloudEvents {

    /**
     * Events are in Lambda's hands once it has taken them, and it calls a function that fails twice again, whatever a rule says.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">Error handling</a>
     */
    private static final int FUNCTION_ATTEMPTS = 2;

    private final EventBus bus;
    private final WorkflowEngine engine;
    private final StateMachines machines;
    private final Supplier<FunctionHost> functions;
    private final Clock clock;

    /** @param functions asked when the first event is delivered */
    CloudEvents(
            EventBus bus,
            WorkflowEngine engine,
            StateMachines machines,
            Supplier<FunctionHost> functions,
            Clock clock) {
        this.bus = bus;
        this.engine = engine;
        this.machines = machines;
        this.functions = functions;
        this.clock = clock;
    }

    Rule rule(RuleView view) {
        List<Rule.Delivery> deliveries = view.targets().stream()
                .map(target -> new Rule.Delivery(
                        target.id(),
                        target(target),
                        target.input(),
                        target.inputPath(),
                        target.kind() == TargetView.Kind.FUNCTION ? FUNCTION_ATTEMPTS : target.attempts(),
                        target.oldest()))
                .toList();
        return new Rule(view.name(), view.bus(), EventPattern.of(view.pattern()), deliveries);
    }

    /** Where events go that a rule or a schedule sends there. */
    Target target(TargetView view) {
        return switch (view.kind()) {
            case STATE_MACHINE ->
                event -> engine.start(machine(view.arn()), UUID.randomUUID().toString(), event);
            case FUNCTION ->
                event -> new Handlers(functions.get()).target(view.arn()).deliver(event);
            case QUEUE ->
                throw new IllegalArgumentException(
                        "a queue as the target of a rule or a schedule is not known here: " + view.logicalId());
        };
    }

    /** @throws IllegalArgumentException if there is none */
    StateMachine machine(String arn) {
        return machines.find(arn).orElseThrow(() -> new IllegalArgumentException("there is no state machine " + arn));
    }

    /** @return the event's id */
    String put(BusEvent event) {
        ObjectNode envelope = envelope(event.source(), event.detailType(), event.detail());
        event.resources().forEach(envelope.putArray("resources")::add);
        bus.put(event.busName(), envelope);
        return envelope.path("id").textValue();
    }

    /** Step Functions' own event of an execution. */
    void putStatus(JsonNode detail) {
        bus.put(envelope("aws.states", "Step Functions Execution Status Change", detail));
    }

    private ObjectNode envelope(String source, String detailType, JsonNode detail) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", detailType)
                .put("source", source)
                .put("account", LocalAccount.DEFAULT.accountId())
                .put("time", clock.instant().toString())
                .put("region", LocalAccount.DEFAULT.region());
        event.set("detail", detail);
        return event;
    }
}
