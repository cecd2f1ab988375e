package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Executions that do nothing but be there; names are as Step Functions handles them. */
final class RecordedExecutions implements Executions {

    static final String ARN = "arn:aws:states:eu-central-1:123456789012:execution:job:";

    private final Map<String, ObjectNode> started = new LinkedHashMap<>();
    private final Set<String> ended = new HashSet<>();
    private final List<String> stopped = new ArrayList<>();
    private final Effects effects;
    private Runnable meanwhile = () -> {};

    RecordedExecutions(Effects effects) {
        this.effects = effects;
    }

    Map<String, ObjectNode> started() {
        return started;
    }

    List<String> stopped() {
        return stopped;
    }

    /** An execution of this name has been there and is over. */
    void end(String name) {
        ended.add(name);
    }

    /** What others do just before an execution is asked for. */
    void whenAsked(Runnable others) {
        meanwhile = others;
    }

    @Override
    public Start start(String name, ObjectNode input) {
        meanwhile.run();
        return effects.pass(() -> {
            if (ended.contains(name)
                    || started.containsKey(name) && !started.get(name).equals(input)) {
                return new Start.NameUsed();
            }
            started.put(name, input.deepCopy());
            return new Start.Running(ARN + name);
        });
    }

    @Override
    public void stop(String execution, String cause) {
        effects.pass(() -> stopped.add(execution));
    }
}
