package dev.backdrop.local.cloud.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.cloud.client.LocalAccount;
import dev.backdrop.local.cloud.events.Target;
import dev.backdrop.local.cloud.template.ScheduleView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that is to happen at certain times.
 *
 * @param start nothing happens before; from when the schedule is added if empty
 * @param end nothing happens after
 * @param payload what the target is sent each time
 * @param retries how often a failed delivery is tried again
 * @param oldest how long after its time it is still tried
 * @param deadLetterArn the queue for what couldn't be delivered
 */
public record Schedule(
        String name,
        ScheduleExpression expression,
        Optional<Instant> start,
        Optional<Instant> end,
        Payload payload,
        Target target,
        int retries,
        Duration oldest,
        Optional<String> deadLetterArn) {

    /**
     * A schedule of the template.
     *
     * @throws ScheduleException if AWS wouldn't take it, naming the resource
     */
    public static Schedule of(ScheduleView view, Target target, LocalAccount account) {
        boolean rule = view.kind() == ScheduleView.Kind.RULE;
        Payload payload = view.target()
                .input()
                .map(input -> rule ? Payloads.constant(input) : Payloads.withAttributes(input, view.arn()))
                .orElseGet(() ->
                        rule ? Payloads.ruleEvent(view.arn(), account) : Payloads.schedulerEvent(view.arn(), account));
        return new Schedule(
                view.name(),
                expression(view),
                view.start(),
                view.end(),
                payload,
                target,
                view.target().attempts(),
                view.target().oldest(),
                view.target().deadLetterArn());
    }

    private static ScheduleExpression expression(ScheduleView view) {
        try {
            return view.kind() == ScheduleView.Kind.RULE
                    ? ScheduleExpression.ofRule(view.expression())
                    : ScheduleExpression.ofScheduler(
                            view.expression(), view.timeZone().orElse("UTC"));
        } catch (ScheduleException e) {
            throw new ScheduleException("the schedule of " + view.logicalId() + ": " + e.getMessage(), e);
        }
    }

    /** What a target is sent. */
    @FunctionalInterface
    public interface Payload {

        /**
         * @param time what the schedule says, not what the clock shows
         * @param executionId of this attempt
         * @param attempt from 1
         */
        JsonNode at(Instant time, String executionId, int attempt);
    }
}
