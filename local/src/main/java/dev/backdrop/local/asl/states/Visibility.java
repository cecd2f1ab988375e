package dev.backdrop.local.asl.states;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.asl.evaluator.Template;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which variables the states of one branch can see: those that any of them assigns, and those of the branches around it.
 *
 * @param own assigned here
 * @param outer assigned around here; may be read, may not be assigned
 * @param hidden assigned in the workflow around a child workflow, which can't see them
 */
record Visibility(Set<String> own, Set<String> outer, Set<String> hidden) {

    /** Which fields of {@code $states} a place offers. */
    enum Place {
        BEFORE("input", "context"),
        AFTER_RESULT("input", "context", "result"),
        AFTER_ERROR("input", "context", "errorOutput");

        private final Set<String> fields;

        Place(String... fields) {
            this.fields = new TreeSet<>(Set.of(fields));
        }
    }

    static Visibility outermost() {
        return new Visibility(Set.of(), Set.of(), Set.of());
    }

    /** For the child workflows of a Distributed Map here: a fresh start. */
    Visibility childWorkflow() {
        Set<String> all = new HashSet<>(hidden);
        all.addAll(outer);
        all.addAll(own);
        return new Visibility(Set.of(), Set.of(), all);
    }

    /** What the given states, inside this, can see. */
    Visibility inside(JsonNode states, String path) {
        Set<String> assigned = new TreeSet<>();
        states.forEach(state -> {
            collect(state, assigned);
            state.path("Choices").forEach(rule -> collect(rule, assigned));
            state.path("Catch").forEach(catcher -> collect(catcher, assigned));
        });
        Set<String> around = new HashSet<>(outer);
        around.addAll(own);
        for (String name : assigned) {
            if (around.contains(name)) {
                throw new InvalidDefinitionException(
                        path,
                        "assigns $" + name + ", which belongs to the states around it; inner states can read it but not"
                                + " set it, so give this one another name");
            }
        }
        return new Visibility(assigned, around, hidden);
    }

    private static void collect(JsonNode holder, Set<String> assigned) {
        holder.path("Assign").fieldNames().forEachRemaining(assigned::add);
    }

    void check(String path, Template template, Place place) {
        template.eachQuery(query -> check(path, query, place));
    }

    private void check(String path, Template.Query query, Place place) {
        for (String variable : query.expression().variables()) {
            if (!variable.equals("states") && !own.contains(variable) && !outer.contains(variable)) {
                throw new InvalidDefinitionException(
                        path,
                        query.field() + " reads the variable $" + variable
                                + (hidden.contains(variable)
                                        ? " of the workflow around it, which a child workflow can't see; hand it over"
                                                + " with ItemSelector or BatchInput"
                                        : ", which no state assigns"));
            }
        }
        for (String field : query.expression().statesFields()) {
            if (!place.fields.contains(field)) {
                throw new InvalidDefinitionException(
                        path, query.field() + " reads $states." + field + "; what it can read here is " + place.fields);
            }
        }
    }
}
