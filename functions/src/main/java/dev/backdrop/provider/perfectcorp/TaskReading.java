package dev.backdrop.provider.perfectcorp;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.JsonBody;
import dev.backdrop.provider.Meaning;
import dev.backdrop.provider.Meaning.Next;
import dev.backdrop.provider.ResultPicture;
import dev.backdrop.provider.TaskState;
import dev.backdrop.provider.VendorFailures;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads what a good answer says of a task. The declared schema and the samples differ in where things stand, so they are
 * looked for: {@code task_status} in {@code data} or outside, the result at {@code results.url}, in {@code results.output[]}
 * or in a list.
 */
final class TaskReading {

    private static final Meaning NO_STATUS = new Meaning(
            FailureCode.PROVIDER_UNAVAILABLE, Next.SAME_CALL, "doesn't say how the task is doing. Try again later.");

    private static final Meaning NO_RESULT = new Meaning(
            FailureCode.RESULT_UNAVAILABLE,
            Next.SAME_CALL,
            "says that the task succeeded, but not where the result is. Ask its support with the task id.");

    private final VendorFailures failures;
    private final BigDecimal price;

    TaskReading(VendorFailures failures, BigDecimal price) {
        this.failures = failures;
        this.price = price;
    }

    TaskState read(VendorAnswer answer) {
        Optional<String> status = status(answer);
        if (status.isEmpty()) {
            return new TaskState.Unsettled(failures.of(NO_STATUS, answer.said(), Charge.MAYBE), Optional.empty());
        }
        return switch (status.get().strip().toLowerCase(Locale.ROOT)) {
            case "success" -> succeeded(answer);
            case "error" -> failed(answer);
            // "running", and whatever the vendor may come up with: the job's deadline ends it.
            default -> new TaskState.Running(answer.pollingInterval(), Optional.empty());
        };
    }

    /** Version 1 has it in {@code result.status}, where version 2 has a number. */
    private static Optional<String> status(VendorAnswer answer) {
        Optional<String> named = answer.root().everywhere("task_status").stream()
                .flatMap(found -> found.text().stream())
                .findFirst();
        return named.or(
                () -> answer.data().text("status").filter(text -> !text.chars().allMatch(Character::isDigit)));
    }

    private TaskState succeeded(VendorAnswer answer) {
        return results(answer)
                .flatMap(TaskReading::addresses)
                .findFirst()
                .<TaskState>map(address -> new TaskState.Succeeded(new ResultPicture.At(address), Optional.of(price)))
                .orElseGet(() -> new TaskState.Unsettled(
                        failures.of(NO_RESULT, answer.said(Optional.empty(), Optional.empty()), Charge.YES),
                        Optional.empty()));
    }

    private static Stream<JsonBody> results(VendorAnswer answer) {
        JsonBody root = answer.root();
        return Stream.concat(
                root.everywhere("results").stream(), Stream.of(answer.data(), root.at("result"), root.at("output")));
    }

    private static Stream<URI> addresses(JsonBody results) {
        Stream<JsonBody> direct = results.isList() ? results.elements().stream() : Stream.of(results);
        return Stream.concat(direct, results.everywhere("url").stream())
                .flatMap(found -> found.text().stream())
                .flatMap(text -> address(text).stream());
    }

    private static Optional<URI> address(String text) {
        try {
            URI address = URI.create(text.strip());
            boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
            return web && address.getHost() != null ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private TaskState failed(VendorAnswer answer) {
        Optional<String> code = Stream.of(answer.data(), answer.root())
                .flatMap(place -> Stream.of(place.at("error"), place.at("error", "code"), place.at("error_code")))
                .flatMap(found -> found.text().stream())
                .findFirst();
        Optional<String> words = answer.data()
                .text("error_message")
                .or(() -> answer.root().text("error_message"))
                .or(() -> answer.data().text("error", "message"));
        Meaning meaning = EngineErrors.meaning(code.orElse(""));
        return new TaskState.Failed(
                failures.of(meaning, answer.said(code, words), Charge.NO), meaning.next() == Next.FRESH_TASK);
    }
}
