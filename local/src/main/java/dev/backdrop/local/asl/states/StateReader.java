package dev.backdrop.local.asl.states;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.asl.evaluator.Template;
import dev.backdrop.local.asl.integration.Integration;
import dev.backdrop.local.asl.integration.Integrations;
import dev.backdrop.local.asl.states.Visibility.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads one state of each type. */
final class StateReader {

    private static final int LONGEST_SECONDS = 99_999_999;
    private static final String TOKEN_SUFFIX = ".waitForTaskToken";
    private static final List<String> DISTRIBUTED_FIELDS = List.of(
            "ItemReader",
            "ItemBatcher",
            "ResultWriter",
            "Label",
            "ToleratedFailureCount",
            "ToleratedFailurePercentage");

    private final Integrations integrations;
    private final BranchReader branches;
    private final DistributedMapReader distributedMaps;

    StateReader(Integrations integrations, BranchReader branches) {
        this.integrations = integrations;
        this.branches = branches;
        this.distributedMaps = new DistributedMapReader(integrations, branches);
    }

    State read(String name, Fields fields) {
        String type = fields.text("Type");
        State state = switch (type) {
            case "Pass" -> new State.PassState(name, transition(fields, Place.BEFORE));
            case "Task" -> task(name, fields);
            case "Choice" -> choice(name, fields);
            case "Wait" -> waiting(name, fields);
            case "Succeed" -> new State.SucceedState(name, fields.template("Output", Place.BEFORE));
            case "Fail" -> new State.FailState(name, text(fields, "Error"), text(fields, "Cause"));
            case "Parallel" -> parallel(name, fields);
            case "Map" -> map(name, fields);
            default -> throw fields.refuse("the state type " + type + " is unknown");
        };
        fields.refuseRest("a " + type + " state");
        return state;
    }

    static Transition transition(Fields fields, Place place) {
        Optional<String> next = fields.optionalText("Next");
        Optional<JsonNode> end = fields.take("End");
        if (end.isPresent() && !end.get().isBoolean()) {
            throw fields.refuse("End must be true, not " + end.get());
        }
        boolean ends = end.map(JsonNode::booleanValue).orElse(false);
        if (ends == next.isPresent()) {
            throw fields.refuse("needs exactly one of Next and \"End\": true");
        }
        return new Transition(fields.template("Output", place), fields.assign(place), next);
    }

    private State task(String name, Fields fields) {
        String resource = fields.text("Resource");
        Integration integration = integrations
                .find(resource)
                .orElseThrow(() -> fields.refuse(
                        "the Resource " + resource + " is unknown; known are " + integrations.resources()));
        Optional<Template> arguments = fields.template("Arguments", Place.BEFORE);
        arguments.ifPresent(
                given -> checkArguments(fields, given, integration.requiredArguments(), integration.argumentNames()));
        Optional<Template> timeout = fields.number("TimeoutSeconds", 1, LONGEST_SECONDS);
        Optional<Template> heartbeat = fields.number("HeartbeatSeconds", 1, LONGEST_SECONDS);
        if (timeout.orElse(null) instanceof Template.Constant most
                && heartbeat.orElse(null) instanceof Template.Constant beat
                && beat.value().node().intValue() >= most.value().node().intValue()) {
            throw fields.refuse("HeartbeatSeconds must be smaller than TimeoutSeconds");
        }
        return new State.TaskState(
                name,
                resource,
                integration,
                resource.endsWith(TOKEN_SUFFIX),
                arguments,
                timeout,
                heartbeat,
                transition(fields, Place.AFTER_RESULT),
                HandlersReader.read(fields));
    }

    /** Only what is written as an object can be checked; an expression shows its names when it runs. */
    static void checkArguments(Fields fields, Template arguments, Set<String> required, Optional<Set<String>> known) {
        Set<String> given = new TreeSet<>();
        if (arguments instanceof Template.Entries object) {
            given.addAll(object.entries().keySet());
        } else if (arguments instanceof Template.Constant constant) {
            constant.value().node().fieldNames().forEachRemaining(given::add);
        } else {
            return;
        }
        for (String name : required) {
            if (!given.contains(name)) {
                throw fields.refuse("Arguments lack " + name);
            }
        }
        known.ifPresent(names -> given.stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw fields.refuse("Arguments have the unknown " + name + "; known are " + new TreeSet<>(names));
                }));
    }

    private static State choice(String name, Fields fields) {
        JsonNode choices = fields.require("Choices");
        if (!choices.isArray() || choices.isEmpty()) {
            throw fields.refuse("Choices must be an array with at least one rule");
        }
        List<State.Rule> rules = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            rules.add(rule(new Fields(fields.path() + ".Choices[" + i + "]", choices.get(i), fields.visibility())));
        }
        // A Choice's own Output and Assign are those of its Default; its rules have their own.
        Optional<String> next = fields.optionalText("Default");
        Transition otherwise =
                new Transition(fields.template("Output", Place.BEFORE), fields.assign(Place.BEFORE), next);
        return new State.ChoiceState(name, List.copyOf(rules), next.map(known -> otherwise));
    }

    private static State.Rule rule(Fields fields) {
        fields.require("Condition");
        Template condition = fields.template("Condition", Place.BEFORE).orElseThrow();
        boolean literal = condition instanceof Template.Constant constant
                && constant.value().node().isBoolean();
        if (!(condition instanceof Template.Query) && !literal) {
            throw fields.refuse("Condition must be true, false or one expression");
        }
        Transition transition = new Transition(
                fields.template("Output", Place.BEFORE), fields.assign(Place.BEFORE), Optional.of(fields.text("Next")));
        fields.refuseRest("a choice rule");
        return new State.Rule(condition, transition);
    }

    private static State waiting(String name, Fields fields) {
        Optional<Template> seconds = fields.number("Seconds", 0, LONGEST_SECONDS);
        Optional<Template> timestamp = text(fields, "Timestamp");
        if (seconds.isPresent() == timestamp.isPresent()) {
            throw fields.refuse("needs exactly one of Seconds and Timestamp");
        }
        if (timestamp.orElse(null) instanceof Template.Constant constant
                && !Timestamps.valid(constant.value().node().textValue())) {
            throw fields.refuse("Timestamp must look like 2026-01-31T18:00:00Z, not "
                    + constant.value().node());
        }
        return new State.WaitState(name, seconds, timestamp, transition(fields, Place.BEFORE));
    }

    private State parallel(String name, Fields fields) {
        JsonNode all = fields.require("Branches");
        if (!all.isArray() || all.isEmpty()) {
            throw fields.refuse("Branches must be an array with at least one branch");
        }
        List<Branch> read = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            String path = fields.path() + ".Branches[" + i + "]";
            Fields branch = new Fields(path, all.get(i), fields.visibility());
            read.add(branches.read(branch));
            branch.refuseRest("a branch");
        }
        return new State.ParallelState(
                name,
                List.copyOf(read),
                fields.template("Arguments", Place.BEFORE),
                transition(fields, Place.AFTER_RESULT),
                HandlersReader.read(fields));
    }

    private State map(String name, Fields fields) {
        JsonNode processorNode = fields.require("ItemProcessor");
        Fields processor = new Fields(fields.path() + ".ItemProcessor", processorNode, fields.visibility());
        Optional<Fields> config = processor
                .take("ProcessorConfig")
                .map(node -> new Fields(processor.path() + ".ProcessorConfig", node, fields.visibility()));
        String mode = config.flatMap(given -> given.optionalText("Mode")).orElse("INLINE");
        if (mode.equals("DISTRIBUTED")) {
            return distributedMaps.read(name, fields, config.get(), processorNode);
        }
        config.ifPresent(given -> {
            if (!mode.equals("INLINE")) {
                throw given.refuse("the Mode " + mode + " is unknown");
            }
            given.refuseRest("an inline Map");
        });
        return inlineMap(name, fields, processor);
    }

    private State inlineMap(String name, Fields fields, Fields processor) {
        for (String distributed : DISTRIBUTED_FIELDS) {
            if (fields.has(distributed)) {
                throw fields.refuse("the field " + distributed
                        + " belongs to a Distributed Map; set the Mode of its ProcessorConfig to DISTRIBUTED");
            }
        }
        Branch branch = branches.read(processor);
        processor.refuseRest("an item processor");
        Optional<Template> items = fields.template("Items", Place.BEFORE);
        DistributedMapReader.refuseOtherThanArray(fields, items);
        return new State.MapState(
                name,
                items,
                fields.template("ItemSelector", Place.BEFORE),
                branch,
                fields.number("MaxConcurrency", 0, LONGEST_SECONDS),
                transition(fields, Place.AFTER_RESULT),
                HandlersReader.read(fields));
    }

    /** Text, or an expression that gives text. */
    private static Optional<Template> text(Fields fields, String name) {
        Optional<Template> template = fields.template(name, Place.BEFORE);
        boolean valid = template.isEmpty()
                || template.get() instanceof Template.Query
                || template.get() instanceof Template.Constant constant
                        && constant.value().node().isTextual();
        if (!valid) {
            throw fields.refuse(name + " must be text or one expression");
        }
        return template;
    }
}
