package dev.backdrop.local.asl.states;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.asl.integration.Integrations;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads StartAt and States of a machine, a branch or an item processor, and checks that they hang together. */
final class BranchReader {

    private static final int LONGEST_NAME = 80;

    private final StateReader states;
    private final boolean jsonata;
    private final Set<String> names = new HashSet<>();

    /** @param jsonata whether JSONata is the machine's own query language, so that states needn't say it */
    BranchReader(Integrations integrations, boolean jsonata) {
        this.states = new StateReader(integrations, this);
        this.jsonata = jsonata;
    }

    Branch read(Fields fields) {
        String startAt = fields.text("StartAt");
        JsonNode all = fields.require("States");
        if (!all.isObject() || all.isEmpty()) {
            throw fields.refuse("States must be an object with at least one state");
        }
        Visibility visibility = fields.visibility().inside(all, fields.path());
        Map<String, State> read = new LinkedHashMap<>();
        all.properties().forEach(entry -> {
            String path = fields.path() + ".States." + entry.getKey();
            read.put(entry.getKey(), state(entry.getKey(), new Fields(path, entry.getValue(), visibility)));
        });
        checkLinks(fields, startAt, read);
        return new Branch(startAt, read);
    }

    private State state(String name, Fields fields) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw fields.refuse("a state's name has 1 to " + LONGEST_NAME + " characters");
        }
        if (!names.add(name)) {
            throw fields.refuse("the state name " + name + " is used twice in the machine");
        }
        String language = fields.optionalText("QueryLanguage").orElse(jsonata ? "JSONata" : "JSONPath");
        if (!language.equals("JSONata")) {
            throw fields.refuse("the query language " + language
                    + " isn't supported; set \"QueryLanguage\": \"JSONata\", best once for the whole machine");
        }
        return states.read(name, fields);
    }

    private static void checkLinks(Fields fields, String startAt, Map<String, State> states) {
        if (!states.containsKey(startAt)) {
            throw fields.refuse("StartAt names the state " + startAt + ", which doesn't exist");
        }
        Set<String> reached = new HashSet<>(Set.of(startAt));
        Deque<String> todo = new ArrayDeque<>(reached);
        boolean ends = false;
        while (!todo.isEmpty()) {
            State state = states.get(todo.remove());
            for (Optional<String> next : exits(state)) {
                ends |= next.isEmpty();
                if (next.isPresent() && !states.containsKey(next.get())) {
                    throw new InvalidDefinitionException(
                            fields.path() + ".States." + state.name(),
                            "leads to the state " + next.get() + ", which doesn't exist");
                }
                next.filter(reached::add).ifPresent(todo::add);
            }
        }
        Set<String> unreachable = new TreeSet<>(states.keySet());
        unreachable.removeAll(reached);
        for (String name : unreachable) {
            throw new InvalidDefinitionException(fields.path() + ".States." + name, "can't be reached from " + startAt);
        }
        if (!ends) {
            throw fields.refuse("never ends: no state has \"End\": true and none is a Succeed or a Fail");
        }
    }

    /** Where a state can lead; an empty one is the end. */
    private static List<Optional<String>> exits(State state) {
        List<Optional<String>> exits = new ArrayList<>();
        if (state instanceof State.ChoiceState choice) {
            choice.rules().forEach(rule -> exits.add(rule.transition().next()));
            choice.otherwise().ifPresent(transition -> exits.add(transition.next()));
        } else if (state instanceof State.Handling handling) {
            exits.add(handling.transition().next());
            handling.handlers()
                    .catchers()
                    .forEach(catcher -> exits.add(catcher.transition().next()));
        } else if (state instanceof State.PassState pass) {
            exits.add(pass.transition().next());
        } else if (state instanceof State.WaitState waiting) {
            exits.add(waiting.transition().next());
        } else {
            exits.add(Optional.empty());
        }
        return exits;
    }
}
