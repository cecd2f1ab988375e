package dev.backdrop.provider.akool;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.http.Addresses;
import dev.backdrop.http.ApiClient;
import dev.backdrop.http.ApiRequest;
import dev.backdrop.http.HttpLimits;
import dev.backdrop.http.JsonBody;
import dev.backdrop.photo.PhotoLimits;
import dev.backdrop.provider.Capabilities;
import dev.backdrop.provider.NotYet;
import dev.backdrop.provider.OnceOnly;
import dev.backdrop.provider.Pace;
import dev.backdrop.provider.Preparation;
import dev.backdrop.provider.Provider;
import dev.backdrop.provider.Ready;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.TaskOrder;
import dev.backdrop.provider.TaskRef;
import dev.backdrop.provider.TaskState;
import dev.backdrop.provider.VendorFailures;
import dev.backdrop.request.Background;
import dev.backdrop.request.OutputFormat;
import java.net.URI;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Akool's "Background Change", version 3 of its API: one task per photo, polling (https://docs.akool.com,
 * "ai-tools-suite/background-change"). It removes the photo's background and puts the rest, at a place that we work out, on
 * a canvas with a colour, a picture or nothing behind. The vendor has marked it as withdrawn: it is here for whoever still
 * has access.
 */
public final class AkoolProvider implements Provider {

    public static final String NAME = "akool";

    /** Its sample's result is a PNG, and without a ground it could be nothing else. */
    public static final Capabilities CAPABILITIES = new Capabilities(
            Map.of(
                    Background.Color.class, Set.of(OutputFormat.PNG),
                    Background.Image.class, Set.of(OutputFormat.PNG),
                    Background.Transparent.class, Set.of(OutputFormat.PNG)),
            Set.of(Capabilities.Input.URL),
            true,
            false,
            OptionalLong.empty(),
            false);

    private static final String PATH = "/api/open/v3/content/image/";

    private final AkoolSettings settings;
    private final SignedCalls calls;
    private final VendorFailures failures;
    private final TaskReading reading;
    private final Clock clock;

    public AkoolProvider(AkoolSettings settings) {
        this(settings, ApiClient.to(settings.base(), HttpLimits.API), Clock.systemUTC());
    }

    /** @param api calls the vendor's API */
    public AkoolProvider(AkoolSettings settings, ApiClient api, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.failures = new VendorFailures(NAME, "Akool", secrets(settings));
        this.calls = new SignedCalls(settings, api, failures, clock);
        this.reading = new TaskReading(failures, settings.pace().price());
    }

    private static Set<String> secrets(AkoolSettings settings) {
        Set<String> secrets = new HashSet<>(Set.of(settings.apiKey()));
        settings.clientId().ifPresent(secrets::add);
        return secrets;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public PhotoLimits limits() {
        return settings.limits();
    }

    @Override
    public Pace pace() {
        return settings.pace();
    }

    @Override
    public Preparation prepare(TaskOrder order) {
        if (order.request().background() instanceof Background.Prompt) {
            return new Refused(
                    failures.unsupported("makes no backgrounds from a prompt. Give a color or an image, ask for"
                            + " a transparent one, or use another provider."));
        }
        return calls.open().orElseGet(() -> ready(order));
    }

    private Ready ready(TaskOrder order) {
        ApiRequest request =
                ApiRequest.post(at("bg/replace")).json(JsonBody.write(Composition.of(order, settings.webhook())));
        return new Ready(new OnceOnly(new TaskCreation(calls, request, failures, clock)));
    }

    @Override
    public TaskState poll(TaskRef task) {
        SignedCalls.Reply reply =
                calls.send(ApiRequest.get(at("infobymodelid?image_model_id=" + Addresses.segment(task.taskId()))));
        if (reply instanceof SignedCalls.Reply.Silence silence) {
            return new TaskState.Unsettled(failures.silence(silence.nothing(), Charge.MAYBE), Optional.empty());
        }
        if (reply instanceof SignedCalls.Reply.NoToken none) {
            return unsettled(none.missing());
        }
        VendorAnswer answer = ((SignedCalls.Reply.Answered) reply).answer();
        return answer.isSuccess() ? reading.read(answer) : refusedPoll(answer);
    }

    /** None of the vendor's codes says that a task is gone: a key that is being replaced doesn't end what may be paid for. */
    private TaskState refusedPoll(VendorAnswer answer) {
        Failure failure = failures.of(RequestErrors.meaning(answer), answer.said(), Charge.MAYBE);
        return new TaskState.Unsettled(failure, Waits.asked(failure, answer, clock));
    }

    /** Getting a token is free, but the task that was to be asked for isn't. */
    private static TaskState unsettled(SignedCalls.Missing missing) {
        Failure free = missing.failure();
        Failure failure = new Failure(
                free.code(), free.message(), free.provider(), free.providerCode(), free.retryable(), Charge.MAYBE);
        return new TaskState.Unsettled(
                failure, missing.again() instanceof NotYet later ? Optional.of(later.delay()) : Optional.empty());
    }

    private URI at(String call) {
        return URI.create(settings.base() + PATH + call);
    }
}
