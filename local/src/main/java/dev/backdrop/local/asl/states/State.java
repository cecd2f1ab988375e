package dev.backdrop.local.asl.states;

import dev.backdrop.local.asl.evaluator.Template;
import dev.backdrop.local.asl.integration.Integration;
import java.util.List;
import java.util.Optional;

/** One state of a machine, read and checked. Times are templates: a number, or an expression that gives one. */
public sealed interface State {

    String name();

    /** Its Type, as the definition spells it. */
    default String type() {
        String simple = getClass().getSimpleName();
        return simple.substring(0, simple.length() - "State".length());
    }

    /** A state that can fail and try again. */
    sealed interface Handling extends State {
        Transition transition();

        Handlers handlers();
    }

    record PassState(String name, Transition transition) implements State {}

    /**
     * @param waitsForToken whether a token ends it instead of the call
     * @param timeout seconds
     * @param heartbeat seconds
     */
    record TaskState(
            String name,
            String resource,
            Integration integration,
            boolean waitsForToken,
            Optional<Template> arguments,
            Optional<Template> timeout,
            Optional<Template> heartbeat,
            Transition transition,
            Handlers handlers)
            implements Handling {}

    /** @param otherwise where Default leads, if there is one */
    record ChoiceState(String name, List<Rule> rules, Optional<Transition> otherwise) implements State {}

    /** One of a Choice's rules: the first whose condition is true acts. */
    record Rule(Template condition, Transition transition) {}

    /** Exactly one of the two is there. */
    record WaitState(String name, Optional<Template> seconds, Optional<Template> timestamp, Transition transition)
            implements State {}

    record SucceedState(String name, Optional<Template> output) implements State {}

    record FailState(String name, Optional<Template> error, Optional<Template> cause) implements State {}

    record ParallelState(
            String name, List<Branch> branches, Optional<Template> arguments, Transition transition, Handlers handlers)
            implements Handling {}

    /** An inline Map. */
    record MapState(
            String name,
            Optional<Template> items,
            Optional<Template> itemSelector,
            Branch processor,
            Optional<Template> maxConcurrency,
            Transition transition,
            Handlers handlers)
            implements Handling {}

    /**
     * A Map whose items each have an execution of their own.
     *
     * @param workflowType of the child workflows
     * @param label stands in the child workflows' ARNs; made up if empty
     * @param reader where the items come from; from {@code items} if empty
     * @param items what the items are; the state's input if empty
     * @param maxConcurrency child workflows at once, 0 for as many as Step Functions allows
     */
    record DistributedMapState(
            String name,
            WorkflowType workflowType,
            Optional<String> label,
            Optional<ItemReader> reader,
            Optional<Template> items,
            Optional<Template> itemSelector,
            Optional<ItemBatcher> batcher,
            Branch processor,
            Optional<Template> maxConcurrency,
            Tolerance tolerance,
            ResultWriter writer,
            Transition transition,
            Handlers handlers)
            implements Handling {

        @Override
        public String type() {
            return "Map";
        }
    }
}
