package dev.backdrop.provider.picwish;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.http.ApiOutcome;
import dev.backdrop.http.ApiOutcome.Answer;
import dev.backdrop.http.ApiOutcome.NoAnswer;
import dev.backdrop.http.RetryAfter;
import dev.backdrop.provider.Meaning;
import dev.backdrop.provider.Meaning.Next;
import dev.backdrop.provider.TaskRef;
import dev.backdrop.provider.TaskState;
import dev.backdrop.provider.VendorFailures;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Optional;

/** Asks once how a task is doing: of an attempt's tasks the first is a cut-out, the second a generated background. */
final class TaskQuestion {

    private final PicWishSettings settings;
    private final PicWishApi api;
    private final VendorFailures failures;
    private final TaskReading reading;
    private final Clock clock;

    TaskQuestion(PicWishSettings settings, PicWishApi api, VendorFailures failures, TaskReading reading, Clock clock) {
        this.settings = settings;
        this.api = api;
        this.failures = failures;
        this.reading = reading;
        this.clock = clock;
    }

    TaskState ask(TaskRef task) {
        boolean cutOut = task.step() == 1;
        String path = cutOut ? PicWishApi.SEGMENTATION : settings.backgroundPath();
        BigDecimal price = cutOut ? settings.pace().price() : settings.promptPrice();
        ApiOutcome outcome = api.ask(path, task.taskId());
        if (outcome instanceof NoAnswer nothing) {
            return new TaskState.Unsettled(failures.silence(nothing, Charge.MAYBE), Optional.empty());
        }
        VendorAnswer answer = new VendorAnswer((Answer) outcome);
        return answer.isSuccess() ? reading.read(answer, price) : refused(answer);
    }

    private TaskState refused(VendorAnswer answer) {
        Meaning meaning = CallErrors.ofQuestion(answer);
        Failure failure = failures.of(meaning, answer.said(), Charge.MAYBE);
        // Only a task that the vendor doesn't know has ended. A key that is being replaced, or a redirect, ends
        // nothing: it
        // may be paid for.
        return meaning.next() == Next.UNSURE
                ? new TaskState.Failed(failure, false)
                : new TaskState.Unsettled(failure, RetryAfter.of(answer.headers(), clock.instant()));
    }
}
