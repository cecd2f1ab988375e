package dev.backdrop.local.asl;

import dev.backdrop.local.asl.evaluator.Template;
import dev.backdrop.local.asl.evaluator.Value;
import dev.backdrop.local.asl.states.ErrorName;
import dev.backdrop.local.asl.states.State;
import dev.backdrop.local.asl.states.Timestamps;
import dev.backdrop.local.asl.time.Cancellable;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/** A Wait state. */
final class WaitRun extends StateRun {

    private static final int LONGEST_SECONDS = 99_999_999;

    private final State.WaitState waiting;
    private Cancellable alarm = () -> {};

    WaitRun(Strand strand, State.WaitState waiting, Value input) {
        super(strand, waiting, input);
        this.waiting = waiting;
    }

    @Override
    void begin() {
        Instant until = waiting.seconds()
                .map(seconds -> run().now().plusSeconds(wholeNumber("Seconds", seconds, 0, LONGEST_SECONDS)))
                .orElseGet(() -> timestamp(waiting.timestamp().orElseThrow()));
        alarm = run().schedule(until, () -> strand().later(() -> leave(waiting.transition(), input(), Map.of())));
    }

    private Instant timestamp(Template template) {
        String text = text("Timestamp", template);
        try {
            return Timestamps.parse(text);
        } catch (DateTimeException invalid) {
            throw new StateFailure(
                    ErrorName.QUERY_EVALUATION_ERROR,
                    "Timestamp must look like 2026-01-31T18:00:00Z, but came to " + text);
        }
    }

    @Override
    void cancel() {
        alarm.cancel();
    }
}
