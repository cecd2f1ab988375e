package dev.backdrop.local.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A word in brackets in a prompt, such as {@code [takes:30]}, with which people make things go wrong by hand. What it does is
 * the vendor's to say; some do the same everywhere.
 *
 * @param value what stands after the colon, or nothing
 */
public record PromptWord(String name, String value) {

    private static final Pattern WORD = Pattern.compile("\\[([a-z]+)(?::(-?[A-Za-z0-9_]+))?]");

    /** In the order of the prompt. */
    public static List<PromptWord> in(String prompt) {
        return WORD.matcher(prompt)
                .results()
                .map(word -> new PromptWord(
                        word.group(1), Optional.ofNullable(word.group(2)).orElse("")))
                .toList();
    }

    /** A value of up to six digits. */
    public OptionalInt number() {
        return value.matches("\\d{1,6}") ? OptionalInt.of(Integer.parseInt(value)) : OptionalInt.empty();
    }

    /** The HTTP status that the call which creates the task is to be answered with, if this is {@code [http:STATUS]}. */
    public OptionalInt httpStatus() {
        return name.equals("http") && value.matches("[2-5]\\d\\d") ? number() : OptionalInt.empty();
    }

    /** How long the task is to run, if this is {@code [takes:SECONDS]}. */
    public Optional<Duration> takes() {
        return name.equals("takes") && number().isPresent()
                ? Optional.of(Duration.ofSeconds(number().getAsInt()))
                : Optional.empty();
    }

    /**
     * What the call that creates the task meets on its way, if this is {@code [drop]}, after which no task exists, or {@code
     * [lost]}, after which one does.
     */
    public Optional<Fault> connection() {
        return Optional.ofNullable(
                switch (name) {
                    case "drop" -> Fault.dropBefore();
                    case "lost" -> Fault.dropAfter();
                    default -> null;
                });
    }

    /** What the download of the result meets, if this is {@code [result:...]}. */
    public Optional<Fault> download() {
        return name.equals("result") ? Optional.ofNullable(downloadFault()) : Optional.empty();
    }

    private Fault downloadFault() {
        return switch (value) {
            case "404" -> Fault.answer(404, "application/xml", "<Error><Code>NoSuchKey</Code></Error>");
            case "html" -> Fault.htmlPage();
            case "half" -> Fault.halfBody();
            case "cut" -> Fault.truncatedBody();
            case "large" -> Fault.tooLarge(256);
            case "type" -> Fault.contentType("application/octet-stream");
            case "redirect" -> Fault.redirect("https://example.com/elsewhere.jpg");
            case "metadata" -> Fault.redirect("http://169.254.169.254/latest/meta-data/");
            default -> null;
        };
    }
}
