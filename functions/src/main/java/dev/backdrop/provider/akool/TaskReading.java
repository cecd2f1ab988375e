package dev.backdrop.provider.akool;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.JsonBody;
import dev.backdrop.provider.Meaning;
import dev.backdrop.provider.Meaning.Next;
import dev.backdrop.provider.ResultPicture;
import dev.backdrop.provider.TaskState;
import dev.backdrop.provider.VendorFailures;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a good answer says of a task: {@code image_status} 1 is queued, 2 in work, 3 done, 4 failed. */
final class TaskReading {

    private static final Meaning NO_STATUS = new Meaning(
            FailureCode.PROVIDER_UNAVAILABLE, Next.SAME_CALL, "doesn't say how the task is doing. Try again later.");

    private static final Meaning NO_RESULT = new Meaning(
            FailureCode.RESULT_UNAVAILABLE,
            Next.SAME_CALL,
            "says that the task succeeded, but not where the result is. Ask its support with the task id.");

    /**
     * Credits are deducted when the task is made ({@code deduction_credit} of that very answer), and no page says that they
     * come back when it fails. A fresh task could pay a second time for a photo that fails again, so a person decides.
     */
    private static final Meaning FAILED = new Meaning(
            FailureCode.TASK_FAILED,
            Next.UNSURE,
            "failed on the task, and may charge for it all the same. Look at the account's credits before starting the job"
                    + " again.");

    private final VendorFailures failures;
    private final BigDecimal price;

    /** @param price taken for what a result costs if the answer doesn't tell */
    TaskReading(VendorFailures failures, BigDecimal price) {
        this.failures = failures;
        this.price = price;
    }

    TaskState read(VendorAnswer answer) {
        JsonBody data = answer.data();
        Optional<String> status = data.number("image_status")
                .map(number -> number.stripTrailingZeros().toPlainString())
                .or(() -> data.text("image_status"));
        if (status.isEmpty()) {
            return new TaskState.Unsettled(failures.of(NO_STATUS, answer.said(), Charge.MAYBE), Optional.empty());
        }
        return switch (status.get()) {
            case "3" -> succeeded(answer);
            case "4" -> failed(answer);
            // 1, 2, and whatever the vendor may come up with: the job's deadline ends it.
            default -> new TaskState.Running(Optional.empty(), Optional.empty());
        };
    }

    private TaskState succeeded(VendorAnswer answer) {
        JsonBody data = answer.data();
        return Stream.of(data.text("image"), data.text("external_img"))
                .flatMap(Optional::stream)
                .flatMap(text -> VendorAnswer.webAddress(text).stream())
                .findFirst()
                .<TaskState>map(address -> new TaskState.Succeeded(new ResultPicture.At(address), credits(data)))
                .orElseGet(() -> new TaskState.Unsettled(
                        failures.of(NO_RESULT, answer.said(Optional.empty(), Optional.empty()), Charge.YES),
                        Optional.empty()));
    }

    private Optional<BigDecimal> credits(JsonBody data) {
        return data.number("deduction_credit")
                .filter(credits -> credits.signum() >= 0)
                .or(() -> Optional.of(price));
    }

    private TaskState failed(VendorAnswer answer) {
        JsonBody reasons = answer.data().at("error_reasons");
        Stream<JsonBody> each = reasons.isList() ? reasons.elements().stream() : Stream.of(reasons);
        String words = each.flatMap(reason -> words(reason).stream()).collect(Collectors.joining("; "));
        Optional<String> code = reasons.everywhere("code").stream()
                .flatMap(found -> found.text().stream())
                .findFirst();
        Optional<String> said = Optional.of(words).filter(text -> !text.isEmpty());
        return new TaskState.Failed(failures.of(FAILED, answer.said(code, said), Charge.MAYBE), false);
    }

    /** The page shows the list empty; whatever stands in it, texts or objects of texts, is quoted. */
    private static Optional<String> words(JsonBody reason) {
        String fields = reason.fields().values().stream()
                .flatMap(value -> value.text().stream())
                .collect(Collectors.joining(" "));
        return reason.text().or(() -> Optional.of(fields).filter(text -> !text.isEmpty()));
    }
}
