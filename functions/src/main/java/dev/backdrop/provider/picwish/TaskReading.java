package dev.backdrop.provider.picwish;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.provider.Meaning;
import dev.backdrop.provider.Meaning.Next;
import dev.backdrop.provider.ResultPicture;
import dev.backdrop.provider.TaskState;
import dev.backdrop.provider.VendorFailures;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Reads what a good answer says of a task. The page's own recipe takes what is greater than 1 for unfinished, which leaves
 * out 0, queued: here everything but 1 and what is below zero is.
 */
final class TaskReading {

    private static final Meaning NO_STATE = new Meaning(
            FailureCode.PROVIDER_UNAVAILABLE, Next.SAME_CALL, "doesn't say how the task is doing. Try again later.");

    private static final Meaning NO_RESULT = new Meaning(
            FailureCode.RESULT_UNAVAILABLE,
            Next.SAME_CALL,
            "says that the task succeeded, but not where the result is. Ask its support with the task id.");

    private static final Meaning BAD_RESULT = new Meaning(
            FailureCode.RESULT_INVALID,
            Next.SAME_CALL,
            "says that the task succeeded, but its result is neither an address nor a picture. Ask its support with the"
                    + " task id.");

    private final VendorFailures failures;

    TaskReading(VendorFailures failures) {
        this.failures = failures;
    }

    /** @param price of the task in credits, if it succeeded */
    TaskState read(VendorAnswer answer, BigDecimal price) {
        Optional<BigDecimal> state = answer.state();
        if (state.isEmpty()) {
            return unsettled(NO_STATE, answer, Charge.MAYBE);
        }
        if (state.get().signum() < 0) {
            Meaning meaning =
                    StateErrors.meaning(state.get().stripTrailingZeros().toPlainString());
            return new TaskState.Failed(
                    failures.of(meaning, answer.saidOfTask(), Charge.NO), meaning.next() == Next.FRESH_TASK);
        }
        return state.get().compareTo(BigDecimal.ONE) == 0
                ? succeeded(answer, price)
                : new TaskState.Running(Optional.empty(), progress(answer));
    }

    private TaskState succeeded(VendorAnswer answer, BigDecimal price) {
        ResultPictures pictures = new ResultPictures(answer.data());
        Optional<ResultPicture> picture = pictures.first();
        if (picture.isPresent()) {
            return new TaskState.Succeeded(picture.get(), Optional.of(price));
        }
        return unsettled(pictures.isEmpty() ? NO_RESULT : BAD_RESULT, answer, Charge.YES);
    }

    private TaskState unsettled(Meaning meaning, VendorAnswer answer, Charge charged) {
        return new TaskState.Unsettled(failures.of(meaning, answer.saidOfTask(), charged), Optional.empty());
    }

    private static Optional<Integer> progress(VendorAnswer answer) {
        return answer.data()
                .number("progress")
                .filter(percent -> percent.signum() >= 0 && percent.compareTo(BigDecimal.valueOf(100)) <= 0)
                .map(BigDecimal::intValue);
    }
}
