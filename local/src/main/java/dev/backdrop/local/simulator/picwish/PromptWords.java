package dev.backdrop.local.simulator.picwish;

import dev.backdrop.local.simulator.Fault;
import dev.backdrop.local.simulator.Json;
import dev.backdrop.local.simulator.PromptWord;
import dev.backdrop.local.simulator.picwish.TaskPlan.Ending;
import java.util.Optional;

/**
 * Words in a generator's prompt that make things go wrong, for people who try it by hand; cutting out takes no prompt:
 *
 * <ul>
 *   <li>{@code [fail:STATE]}: the task ends in that state, such as {@code [fail:-10]} for prohibited content or {@code
 *       [fail:-17]} for an invalid prompt
 *   <li>{@code [hang]}: the task ends in state -8, when the vendor's limit is reached
 *   <li>{@code [takes:SECONDS]}: the task runs for so long
 *   <li>{@code [images:COUNT]}: the task brings so many pictures at most
 *   <li>{@code [http:STATUS]}: creating the task is answered with that status; no task exists
 *   <li>{@code [drop]}: creating the task is answered with a closed connection; no task exists
 *   <li>{@code [lost]}: the task is created, but the connection is closed before the answer
 *   <li>{@code [result:404]}, {@code html}, {@code half}, {@code cut}, {@code large}, {@code type}, {@code redirect},
 *       {@code metadata}: what the download of the results meets
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
                word.value().matches("-[1-9]\\d{0,5}")
                        ? plan.ending(new Ending.Failure(Integer.parseInt(word.value())))
                        : plan;
            case "hang" -> plan.ending(new Ending.Hanging());
            case "takes" -> word.takes().map(plan::taking).orElse(plan);
            case "images" ->
                word.number().isPresent() ? plan.delivering(word.number().getAsInt()) : plan;
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
                ? Optional.of(refusal(word.httpStatus().getAsInt()))
                : word.connection();
    }

    private static Fault refusal(int status) {
        return Fault.status(
                status,
                Json.object()
                        .put("status", status)
                        .put("message", "asked for by the prompt")
                        .toString());
    }
}
