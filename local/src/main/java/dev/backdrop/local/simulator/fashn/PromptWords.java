package dev.backdrop.local.simulator.fashn;

import dev.backdrop.local.simulator.Fault;
import dev.backdrop.local.simulator.Json;
import dev.backdrop.local.simulator.PromptWord;
import dev.backdrop.local.simulator.fashn.TaskPlan.Ending;
import java.util.Map;
import java.util.Optional;

/**
 * Words in a prompt that make things go wrong, for people who try it by hand:
 *
 * <ul>
 *   <li>{@code [fail:NAME]}: the task ends with that runtime error, such as {@code ContentModerationError}
 *   <li>{@code [canceled]}, {@code [timeout]}: the task ends as {@code canceled} or {@code time_out}
 *   <li>{@code [takes:SECONDS]}: the task runs for so long
 *   <li>{@code [error:NAME]}: the call is refused with that API error, such as {@code OutOfCredits}; no task exists
 *   <li>{@code [http:STATUS]}: the call is answered with that status by something in between; no task exists
 *   <li>{@code [drop]}: the connection is closed; no task exists
 *   <li>{@code [lost]}: the task is created, but the connection is closed before the answer
 *   <li>{@code [result:404]}, {@code html}, {@code half}, {@code cut}, {@code large}, {@code type}, {@code redirect},
 *       {@code metadata}: what the download of the result meets
 * </ul>
 *
 * Anything else in brackets is part of the scene.
 */
public final class PromptWords {

    private static final Map<String, Integer> API_ERRORS = Map.of(
            "BadRequest", 400,
            "UnauthorizedAccess", 401,
            "NotFound", 404,
            "RateLimitExceeded", 429,
            "ConcurrencyLimitExceeded", 429,
            "OutOfCredits", 429,
            "InternalServerError", 500);

    private PromptWords() {}

    /** The plan as the prompt changes it. */
    static TaskPlan change(TaskPlan plan, String prompt) {
        TaskPlan changed = plan;
        for (PromptWord word : PromptWord.in(prompt)) {
            changed = change(changed, word);
        }
        return changed;
    }

    private static TaskPlan change(TaskPlan plan, PromptWord word) {
        return switch (word.name()) {
            case "fail" ->
                word.value().isEmpty()
                        ? plan
                        : plan.ending(new Ending.Failure(word.value(), "asked for by the prompt"));
            case "canceled" -> plan.ending(new Ending.Canceled());
            case "timeout" -> plan.ending(new Ending.TimedOut());
            case "takes" -> word.takes().map(plan::taking).orElse(plan);
            case "result" -> word.download().map(plan::downloading).orElse(plan);
            default -> plan;
        };
    }

    /** What the call that creates the task meets. */
    static Fault onCreate(String prompt) {
        return PromptWord.in(prompt).stream()
                .flatMap(word -> onCreate(word).stream())
                .findFirst()
                .orElse(Fault.none());
    }

    private static Optional<Fault> onCreate(PromptWord word) {
        if (word.name().equals("error") && API_ERRORS.containsKey(word.value())) {
            return Optional.of(refusal(API_ERRORS.get(word.value()), word.value()));
        }
        return word.httpStatus().isPresent()
                ? Optional.of(Fault.answer(word.httpStatus().getAsInt(), "text/html", "<p>not the vendor</p>"))
                : word.connection();
    }

    private static Fault refusal(int status, String name) {
        return Fault.status(
                status,
                Json.object()
                        .put("error", name)
                        .put("message", "asked for by the prompt")
                        .toString());
    }
}
