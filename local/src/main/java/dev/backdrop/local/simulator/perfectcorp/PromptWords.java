package dev.backdrop.local.simulator.perfectcorp;

import dev.backdrop.local.simulator.Fault;
import dev.backdrop.local.simulator.PromptWord;
import dev.backdrop.local.simulator.perfectcorp.TaskPlan.Ending;
import java.util.Optional;

/**
 * Words in a prompt that make things go wrong, for people who try it by hand:
 *
 * <ul>
 *   <li>{@code [fail:CODE]}: the task ends with that engine error, such as {@code error_nsfw_content_detected}
 *   <li>{@code [timeout]}: the task ends with 500 {@code TaskTimeout}
 *   <li>{@code [takes:SECONDS]}: the task runs for so long
 *   <li>{@code [http:STATUS]}: creating the task is answered with that status; no task exists
 *   <li>{@code [drop]}: creating the task is answered with a closed connection; no task exists
 *   <li>{@code [lost]}: the task is created, but the connection is closed before the answer
 *   <li>{@code [result:404]}, {@code html}, {@code half}, {@code cut}, {@code large}, {@code type}, {@code redirect},
 *       {@code metadata}: what the download of the result meets
 * </ul>
 *
 * Anything else in brackets is part of the scene.
 */
public final class PromptWords {

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
            case "timeout" -> plan.ending(new Ending.Timeout());
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
        return word.httpStatus().isPresent()
                ? Optional.of(Fault.status(word.httpStatus().getAsInt()))
                : word.connection();
    }
}
