package dev.backdrop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.asl.evaluator.Value;
import dev.backdrop.local.asl.states.ErrorName;
import dev.backdrop.local.asl.states.State;
import java.util.Map;
import java.util.Optional;

/** States that take no time: Pass, Choice, Succeed, Fail. */
final class InstantRun extends StateRun {

    InstantRun(Strand strand, State state, Value input) {
        super(strand, state, input);
    }

    @Override
    void begin() {
        if (state() instanceof State.PassState pass) {
            leave(pass.transition(), input(), Map.of());
        } else if (state() instanceof State.ChoiceState choice) {
            choose(choice);
        } else if (state() instanceof State.SucceedState succeed) {
            Value output = succeed.output()
                    .map(template -> evaluate(template, bindings()))
                    .orElse(input());
            strand().leave(succeed, limited("output", output), Optional.empty());
        } else if (state() instanceof State.FailState fail) {
            throw new StateFailure(
                    fail.error().map(template -> text("Error", template)).orElse(null),
                    fail.cause().map(template -> text("Cause", template)).orElse(null));
        } else {
            throw new IllegalStateException("Not an instant state: " + state().type());
        }
    }

    private void choose(State.ChoiceState choice) {
        for (State.Rule rule : choice.rules()) {
            JsonNode holds = evaluate(rule.condition(), bindings()).node();
            if (!holds.isBoolean()) {
                throw new StateFailure(
                        ErrorName.QUERY_EVALUATION_ERROR, "Condition must be true or false, but came to " + holds);
            }
            if (holds.booleanValue()) {
                leave(rule.transition(), input(), Map.of());
                return;
            }
        }
        leave(
                choice.otherwise()
                        .orElseThrow(() -> new StateFailure(
                                ErrorName.NO_CHOICE_MATCHED,
                                "No rule of the state '" + choice.name() + "' holds, and it has no Default")),
                input(),
                Map.of());
    }
}
