package dev.backdrop.local.simulator.picwish;

import dev.backdrop.local.simulator.Fault;
import dev.backdrop.local.simulator.Json;
import dev.backdrop.local.simulator.picwish.TaskPlan.Ending;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final Pattern WORD = Pattern.compile("\\[([a-z]+)(?::(-?[A-Za-z0-9]+))?]");

    private PromptWords() {}

    /** The plan as the prompt changes it. */
    static TaskPlan change(TaskPlan plan, String prompt) {
        TaskPlan changed = plan;
        for (Matcher word = WORD.matcher(prompt); word.find(); ) {
            changed = change(
                    changed, word.group(1), Optional.ofNullable(word.group(2)).orElse(""));
        }
        return changed;
    }

    private static TaskPlan change(TaskPlan plan, String word, String value) {
        return switch (word) {
            case "fail" ->
                value.matches("-[1-9]\\d{0,5}") ? plan.ending(new Ending.Failure(Integer.parseInt(value))) : plan;
            case "hang" -> plan.ending(new Ending.Hanging());
            case "takes" -> value.matches("\\d{1,6}") ? plan.taking(Duration.ofSeconds(Integer.parseInt(value))) : plan;
            case "images" -> value.matches("\\d{1,3}") ? plan.delivering(Integer.parseInt(value)) : plan;
            case "result" -> download(value).map(plan::downloading).orElse(plan);
            default -> plan;
        };
    }

    private static Optional<Fault> download(String value) {
        return Optional.ofNullable(
                switch (value) {
                    case "404" -> Fault.answer(404, "application/xml", "<Error><Code>NoSuchKey</Code></Error>");
                    case "html" -> Fault.htmlPage();
                    case "half" -> Fault.halfBody();
                    case "cut" -> Fault.truncatedBody();
                    case "large" -> Fault.tooLarge(256);
                    case "type" -> Fault.contentType("application/octet-stream");
                    case "redirect" -> Fault.redirect("https://example.com/elsewhere.jpg");
                    case "metadata" -> Fault.redirect("http://169.254.169.254/latest/meta-data/");
                    default -> null;
                });
    }

    /** What the call that creates the task meets. */
    static Fault onCreate(String prompt) {
        for (Matcher word = WORD.matcher(prompt); word.find(); ) {
            String value = Optional.ofNullable(word.group(2)).orElse("");
            if (word.group(1).equals("http") && value.matches("[2-5]\\d\\d")) {
                return refusal(Integer.parseInt(value));
            }
            if (word.group(1).equals("drop")) {
                return Fault.dropBefore();
            }
            if (word.group(1).equals("lost")) {
                return Fault.dropAfter();
            }
        }
        return Fault.none();
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
