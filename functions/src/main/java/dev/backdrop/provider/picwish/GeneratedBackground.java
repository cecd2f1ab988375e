package dev.backdrop.provider.picwish;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.ApiRequest;
import dev.backdrop.http.FetchOutcome;
import dev.backdrop.http.FetchOutcome.Fetched;
import dev.backdrop.http.FetchOutcome.NotFetched;
import dev.backdrop.http.GuardedFetch;
import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.provider.Capabilities.Input;
import dev.backdrop.provider.NotYet;
import dev.backdrop.provider.OnceOnly;
import dev.backdrop.provider.Preparation;
import dev.backdrop.provider.Ready;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.ResultPicture;
import dev.backdrop.provider.TaskRef;
import dev.backdrop.provider.TaskState;
import dev.backdrop.provider.VendorFailures;
import java.net.URI;

/**
 * The second step towards a background from a prompt: the generator
 * (https://picwish.com/new-background-generator-api-doc) takes a cut-out that is transparent already. The vendor keeps that
 * of the first step for an hour; it is asked for once more, which is free.
 */
final class GeneratedBackground {

    private static final String STARTS_OVER =
            " Start the job again: the cut-out, which was paid for, is then made, and charged, anew.";

    private final PicWishSettings settings;
    private final PicWishApi api;
    private final TaskQuestion question;
    private final TaskCreation creation;
    private final GuardedFetch fetch;
    private final VendorFailures failures;

    GeneratedBackground(
            PicWishSettings settings,
            PicWishApi api,
            TaskQuestion question,
            TaskCreation creation,
            GuardedFetch fetch,
            VendorFailures failures) {
        this.settings = settings;
        this.api = api;
        this.question = question;
        this.creation = creation;
        this.fetch = fetch;
        this.failures = failures;
    }

    /** @param cutOut the finished task of the first step */
    Preparation secondStep(TaskRef cutOut, String prompt) {
        TaskState state = question.ask(cutOut);
        if (state instanceof TaskState.Succeeded succeeded) {
            return handOver(succeeded.result(), prompt);
        }
        if (state instanceof TaskState.Failed failed) {
            return failed.failure().code() == FailureCode.TASK_EXPIRED
                    ? gone("no longer knows the cut-out.", failed.failure().providerCode())
                    : new Refused(failed.failure());
        }
        if (state instanceof TaskState.Unsettled unsettled) {
            return unsettled.failure().code() == FailureCode.RESULT_UNAVAILABLE
                    ? gone("no longer has the cut-out.", null)
                    : notYet(unsettled);
        }
        return new NotYet(
                settings.pace().polling().usual(),
                failure(FailureCode.PROVIDER_UNAVAILABLE, "says again that the cut-out isn't finished.", null, true));
    }

    /** Nothing of the second step exists yet, so nothing of it is charged. */
    private static NotYet notYet(TaskState.Unsettled unsettled) {
        Failure asked = unsettled.failure();
        Failure free = new Failure(
                asked.code(), asked.message(), asked.provider(), asked.providerCode(), asked.retryable(), Charge.NO);
        return new NotYet(unsettled.delay().orElse(Waits.of(asked)), free);
    }

    private Preparation handOver(ResultPicture cutOut, String prompt) {
        if (cutOut instanceof ResultPicture.Inline inline) {
            return withFile(inline.bytes(), prompt);
        }
        URI address = ((ResultPicture.At) cutOut).address();
        if (settings.input() == Input.URL) {
            return ready(MultipartForm.EMPTY.text("image_url", address.toString()), prompt);
        }
        FetchOutcome outcome = fetch.fetch(address);
        return outcome instanceof Fetched fetched
                ? withFile(fetched.bytes(), prompt)
                : notFetched((NotFetched) outcome);
    }

    private Preparation withFile(byte[] bytes, String prompt) {
        if (!ResultPictures.isPng(bytes)) {
            return new Refused(
                    failure(FailureCode.RESULT_INVALID, "gave a cut-out that isn't a PNG." + STARTS_OVER, null, true));
        }
        return ready(MultipartForm.EMPTY.file("image_file", "cut-out.png", PhotoFormat.PNG, bytes), prompt);
    }

    private Ready ready(MultipartForm source, String prompt) {
        MultipartForm form = source.text("prompt", prompt).text("batch_size", "1");
        // The newer generator can wait for its result, and which of both it does by itself isn't told.
        boolean canWait = settings.backgroundPath().endsWith("/r-background");
        ApiRequest request = api.creation(settings.backgroundPath(), canWait ? form.text("sync", "0") : form);
        return new Ready(new OnceOnly(() -> creation.create(request)));
    }

    private Preparation notFetched(NotFetched not) {
        return switch (not.kind()) {
            case GONE -> gone("no longer has the cut-out: " + not.message() + ".", null);
            case REFUSED, TOO_LARGE ->
                new Refused(failure(
                        FailureCode.RESULT_INVALID,
                        "gave an address for the cut-out that can't be used: " + not.message() + "." + STARTS_OVER,
                        null,
                        false));
            case TIMED_OUT, UNAVAILABLE ->
                new NotYet(
                        Waits.UNAVAILABLE,
                        failure(
                                FailureCode.RESULT_UNAVAILABLE,
                                "doesn't hand out the cut-out at the moment: " + not.message() + ". Try again later.",
                                null,
                                true));
        };
    }

    private Refused gone(String what, String providerCode) {
        return new Refused(failure(FailureCode.TASK_EXPIRED, what + STARTS_OVER, providerCode, true));
    }

    private static Failure failure(FailureCode code, String what, String providerCode, boolean retryable) {
        return new Failure(code, "PicWish " + what, PicWishProvider.NAME, providerCode, retryable, Charge.NO);
    }
}
