package dev.backdrop.local.simulator;

import dev.backdrop.local.simulator.Answer.Delivery;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One way for a call to go wrong. A fault either comes instead of the call, which then has no effect at all, or spoils the
 * answer to a call that took effect: the difference decides whether a task exists.
 */
public final class Fault {

    /** Real time, so that nobody waits for long. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

    private static final Fault NONE = new Fault(Duration.ZERO, true, UnaryOperator.identity());

    private final Duration delay;
    private final boolean takesEffect;
    private final UnaryOperator<Answer> change;

    private Fault(Duration delay, boolean takesEffect, UnaryOperator<Answer> change) {
        this.delay = delay;
        this.takesEffect = takesEffect;
        this.change = change;
    }

    private static Fault spoils(UnaryOperator<Answer> change) {
        return new Fault(Duration.ZERO, true, change);
    }

    /** Nothing goes wrong. */
    public static Fault none() {
        return NONE;
    }

    /** This answer instead of the call. */
    public static Fault answer(int status, String contentType, String body) {
        return new Fault(Duration.ZERO, false, ignored -> Answer.text(status, contentType, body));
    }

    /** A status with a body that holds nothing but it, instead of the call. */
    public static Fault status(int status) {
        return status(status, "{\"status\":" + status + ",\"error\":\"simulated fault\"}");
    }

    /** A status with this JSON body, instead of the call. */
    public static Fault status(int status, String json) {
        return answer(status, "application/json", json);
    }

    /** A web page with status 200, as proxies and captive portals send, instead of the call. */
    public static Fault htmlPage() {
        return answer(200, "text/html", "<!doctype html><title>Please wait</title><p>Please wait.");
    }

    /** The way to another address, instead of the call. */
    public static Fault redirect(String location) {
        return new Fault(Duration.ZERO, false, ignored -> Answer.empty(302).with("Location", location));
    }

    /** The connection is closed, and the call has no effect. */
    public static Fault dropBefore() {
        return new Fault(Duration.ZERO, false, ignored -> Answer.empty(200).delivered(Delivery.DROPPED));
    }

    /** The call takes effect, then the connection is closed without an answer. */
    public static Fault dropAfter() {
        return spoils(answer -> answer.delivered(Delivery.DROPPED));
    }

    /** The call takes effect; its answer promises all of its body, brings half, and ends. */
    public static Fault truncatedBody() {
        return spoils(answer -> answer.delivered(Delivery.CUT_SHORT));
    }

    /** The call takes effect; its answer is whole by its length, but holds only the first half of what it should. */
    public static Fault halfBody() {
        return spoils(answer -> answer.withBody(Arrays.copyOf(answer.body(), answer.body().length / 2)));
    }

    /** The call takes effect; its answer is no JSON. */
    public static Fault malformedJson() {
        return spoils(answer -> Answer.text(answer.status(), "application/json", "{\"status\":200,\"data\":{\"task"));
    }

    /** The call takes effect; its answer is followed by so many megabytes of zeros, claimed and sent. */
    public static Fault tooLarge(int megabytes) {
        return spoils(answer -> answer.padded(megabytes * 1024L * 1024L));
    }

    /** The call takes effect; its answer claims another type. */
    public static Fault contentType(String type) {
        return spoils(answer -> answer.with("Content-Type", type));
    }

    /**
     * The call takes effect; its answer comes late.
     *
     * @param delay real time, whatever the simulator's clock; at most 10 s
     */
    public static Fault slow(Duration delay) {
        return NONE.delayed(delay);
    }

    /**
     * The same fault, late.
     *
     * @throws IllegalArgumentException if the delay is negative or over 10 s
     */
    public Fault delayed(Duration longer) {
        if (longer.isNegative() || longer.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("a delay is real time, from 0 to 10 s, not " + longer);
        }
        return new Fault(longer, takesEffect, change);
    }

    /** The same answer, but the call has taken effect: such as a 500 for a task that exists. */
    public Fault afterTakingEffect() {
        return new Fault(delay, true, change);
    }

    /** Answers a call with this fault. */
    public Answer around(Supplier<Answer> call) {
        Answer answer = change.apply(takesEffect ? call.get() : Answer.empty(200));
        if (!delay.isZero()) {
            pause();
        }
        return answer;
    }

    private void pause() {
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException closing) {
            // The simulator is being closed; the answer may as well go now.
            Thread.currentThread().interrupt();
        }
    }
}
