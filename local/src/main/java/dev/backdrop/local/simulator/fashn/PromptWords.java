package dev.backdrop.local.simulator.fashn;

import dev.backdrop.local.simulator.Fault;
import dev.backdrop.local.simulator.Json;
import dev.backdrop.local.simulator.fashn.TaskPlan.Ending;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final Pattern WORD = Pattern.compile("\\[([a-z]+)(?::([A-Za-z0-9_]+))?]");

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
        for (Matcher word = WORD.matcher(prompt); word.find(); ) {
            changed = change(changed, word.group(1), value(word));
        }
        return changed;
    }

    private static String value(Matcher word) {
        return Optional.ofNullable(word.group(2)).orElse("");
    }

    private static TaskPlan change(TaskPlan plan, String word, String value) {
        return switch (word) {
            case "fail" -> value.isEmpty() ? plan : plan.ending(new Ending.Failure(value, "asked for by the prompt"));
            case "canceled" -> plan.ending(new Ending.Canceled());
            case "timeout" -> plan.ending(new Ending.TimedOut());
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
    static Fault onRun(String prompt) {
        for (Matcher word = WORD.matcher(prompt); word.find(); ) {
            Optional<Fault> fault = onRun(word.group(1), value(word));
            if (fault.isPresent()) {
                return fault.get();
            }
        }
        return Fault.none();
    }

    private static Optional<Fault> onRun(String word, String value) {
        return switch (word) {
            case "error" -> Optional.ofNullable(API_ERRORS.get(value)).map(status -> refusal(status, value));
            case "http" ->
                value.matches("[2-5]\\d\\d")
                        ? Optional.of(Fault.answer(Integer.parseInt(value), "text/html", "<p>not the vendor</p>"))
                        : Optional.empty();
            case "drop" -> Optional.of(Fault.dropBefore());
            case "lost" -> Optional.of(Fault.dropAfter());
            default -> Optional.empty();
        };
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
