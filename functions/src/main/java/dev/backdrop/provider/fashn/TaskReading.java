package dev.backdrop.provider.fashn;

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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what a good answer says of a task, by https://docs.fashn.ai/api-overview/api-fundamentals. */
final class TaskReading {

    private static final Meaning NO_RESULT = new Meaning(
            FailureCode.RESULT_UNAVAILABLE,
            Next.SAME_CALL,
            "says that the task is completed, but not where the result is. Ask its support with the task id.");

    private static final Meaning BROKEN_RESULT = new Meaning(
            FailureCode.RESULT_INVALID,
            Next.SAME_CALL,
            "sent a result inside its answer that can't be read. Ask its support with the task id, or set"
                    + " BACKDROP_FASHN_RETURN_BASE64=false.");

    private static final Meaning CANCELED = new Meaning(
            FailureCode.TASK_FAILED,
            Next.STOP,
            "says that the task was cancelled. If nobody did that on purpose, start the job again.");

    private static final Meaning TIMED_OUT =
            new Meaning(FailureCode.TASK_TIMEOUT, Next.FRESH_TASK, "ran out of time on the task. A fresh task may do.");

    private final VendorFailures failures;
    private final RuntimeErrors errors;
    private final BigDecimal price;

    TaskReading(VendorFailures failures, RuntimeErrors errors, BigDecimal price) {
        this.failures = failures;
        this.errors = errors;
        this.price = price;
    }

    /** How the task is doing; nothing if the answer doesn't say. */
    Optional<TaskState> read(VendorAnswer answer) {
        return answer.root().text("status").map(status -> switch (status.strip().toLowerCase(Locale.ROOT)) {
            case "completed" -> completed(answer);
            // Failures are free by the page. The other two ends are named by the vendor's client libraries alone.
            case "failed" -> failed(errors.meaning(answer.errorName()), answer, Charge.NO);
            case "canceled", "cancelled" -> failed(CANCELED, answer, Charge.MAYBE);
            case "time_out" -> failed(TIMED_OUT, answer, Charge.MAYBE);
            // "starting", "in_queue", "processing", and whatever the vendor may come up with: the job's deadline ends
            // it.
            default -> new TaskState.Running(Optional.empty(), Optional.empty());
        });
    }

    private TaskState completed(VendorAnswer answer) {
        List<String> output = output(answer.root().at("output"));
        Optional<ResultPicture> picture =
                output.stream().flatMap(text -> picture(text).stream()).findFirst();
        if (picture.isPresent()) {
            return new TaskState.Succeeded(
                    picture.get(), Optional.of(answer.creditsUsed().orElse(price)));
        }
        Meaning meaning = output.stream().anyMatch(DataUri::isOne) ? BROKEN_RESULT : NO_RESULT;
        return new TaskState.Unsettled(failures.of(meaning, answer.saidOfTask(), Charge.YES), Optional.empty());
    }

    /** A list of addresses or data URIs, as documented; taken as well are one without a list, and objects around them. */
    private static List<String> output(JsonBody output) {
        Stream<JsonBody> items = output.isList() ? output.elements().stream() : Stream.of(output);
        return items.flatMap(item -> item.text().or(() -> item.text("url")).stream())
                .toList();
    }

    private static Optional<ResultPicture> picture(String text) {
        return DataUri.isOne(text)
                ? DataUri.bytes(text).map(ResultPicture.Inline::new)
                : address(text).map(ResultPicture.At::new);
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

    /** What the answer says of the credits counts for more than what the page promises: a paid task isn't made again. */
    private TaskState failed(Meaning meaning, VendorAnswer answer, Charge promised) {
        Charge charge = answer.creditsUsed()
                .map(credits -> credits.signum() > 0 ? Charge.YES : Charge.NO)
                .orElse(promised);
        boolean resubmit = meaning.next() == Next.FRESH_TASK && charge == Charge.NO;
        return new TaskState.Failed(failures.of(meaning, answer.saidOfTask(), charge), resubmit);
    }
}
