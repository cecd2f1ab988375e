package dev.backdrop.local.simulator.perfectcorp;

import dev.backdrop.local.simulator.Fault;
import dev.backdrop.local.simulator.perfectcorp.TaskPlan.Ending;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final Pattern WORD = Pattern.compile("\\[([a-z]+)(?::([A-Za-z0-9_]+))?]");

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
            case "fail" -> value.isEmpty() ? plan : plan.ending(new Ending.Failure(value, "asked for by the prompt"));
            case "timeout" -> plan.ending(new Ending.Timeout());
            case "takes" -> value.matches("\\d{1,6}") ? plan.taking(Duration.ofSeconds(Integer.parseInt(value))) : plan;
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
                return Fault.status(Integer.parseInt(value));
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
}
