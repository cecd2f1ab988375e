package dev.backdrop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.backdrop.local.asl.evaluator.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Strands that one state has started and that end together: when all have succeeded, or when one fails. */
final class StrandGroup {

    private final StateRun state;
    private final JsonNode[] results;
    private final Consumer<JsonNode> whenDone;
    private final Consumer<StateFailure> whenBroken;
    private final List<Strand> strands = new ArrayList<>();
    private int missing;
    private boolean over;

    /** @param size how many strands will be added in all */
    StrandGroup(StateRun state, int size, Consumer<JsonNode> whenDone, Consumer<StateFailure> whenBroken) {
        this.state = state;
        this.results = new JsonNode[size];
        this.missing = size;
        this.whenDone = whenDone;
        this.whenBroken = whenBroken;
    }

    /** Adds the next strand, whose result takes the next place. */
    Strand add(Function<Strand.Owner, Strand> maker) {
        Strand strand = maker.apply(new Member(strands.size()));
        strands.add(strand);
        return strand;
    }

    int added() {
        return strands.size();
    }

    boolean over() {
        return over;
    }

    void cancel() {
        over = true;
        strands.forEach(Strand::cancel);
    }

    private final class Member implements Strand.Owner {

        private final int place;

        Member(int place) {
            this.place = place;
        }

        /** Back in the state's own strand, so that a failure there is that strand's. */
        @Override
        public void succeeded(Value output) {
            results[place] = output.node();
            if (--missing == 0 && !over) {
                over = true;
                state.strand().guarded(() -> {
                    ArrayNode all = JsonNodeFactory.instance.arrayNode(results.length);
                    all.addAll(List.of(results));
                    whenDone.accept(all);
                });
            }
        }

        @Override
        public void failed(StateFailure failure) {
            if (!over) {
                cancel();
                state.strand().guarded(() -> whenBroken.accept(failure));
            }
        }
    }
}
