package dev.backdrop.local.simulator.perfectcorp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;

/**
 * The {@code polling_interval} of a task's answers. The vendor's prose promises one, its schemas declare none, so a
 * client must live with all of these.
 */
@FunctionalInterface
public interface PollingInterval {

    /**
     * What one answer says.
     *
     * @param answer 0 for the reply that the task was created by, n for the n-th status while it runs
     * @return the value, or empty if the answer has no such field
     */
    Optional<JsonNode> in(int answer);

    /** No answer has one, as in the schemas. */
    static PollingInterval absent() {
        return answer -> Optional.empty();
    }

    /** Every answer asks for so many milliseconds: any number at all, such as 0 or a negative one. */
    static PollingInterval milliseconds(long milliseconds) {
        return answer -> Optional.of(LongNode.valueOf(milliseconds));
    }

    /** Every answer has this text. */
    static PollingInterval text(String text) {
        return answer -> Optional.of(TextNode.valueOf(text));
    }

    /** The n-th answer asks for the n-th of these, from creation on; the last one stays. */
    static PollingInterval script(List<PollingInterval> answers) {
        List<PollingInterval> script = List.copyOf(answers);
        if (script.isEmpty()) {
            throw new IllegalArgumentException("a script needs at least one answer");
        }
        return answer -> script.get(Math.min(answer, script.size() - 1)).in(answer);
    }

    /** Only the reply that the task was created by has it. */
    default PollingInterval onCreateOnly() {
        return answer -> answer == 0 ? in(answer) : Optional.empty();
    }

    /** Only the statuses have it. */
    default PollingInterval onStatusOnly() {
        return answer -> answer == 0 ? Optional.empty() : in(answer);
    }
}
