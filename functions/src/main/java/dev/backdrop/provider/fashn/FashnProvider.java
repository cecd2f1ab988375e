package dev.backdrop.provider.fashn;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.Addresses;
import dev.backdrop.http.ApiClient;
import dev.backdrop.http.ApiOutcome;
import dev.backdrop.http.ApiOutcome.Answer;
import dev.backdrop.http.ApiOutcome.NoAnswer;
import dev.backdrop.http.ApiRequest;
import dev.backdrop.http.HttpLimits;
import dev.backdrop.http.JsonBody;
import dev.backdrop.http.RetryAfter;
import dev.backdrop.photo.Photo;
import dev.backdrop.photo.PhotoLimits;
import dev.backdrop.provider.Capabilities;
import dev.backdrop.provider.Meaning;
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
import dev.backdrop.request.Request;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * FASHN's "Background Change" (https://docs.fashn.ai, model {@code background-change}): one call that carries the photo or
 * its address, then polling. It takes a prompt and nothing else, knows a seed, and returns PNG or JPEG of 1.05 megapixels at
 * most.
 */
public final class FashnProvider implements Provider {

    public static final String NAME = "fashn";

    /** What its page promises. No idempotency key is known, so a billed call is never made twice. */
    public static final Capabilities CAPABILITIES = new Capabilities(
            Map.of(Background.Prompt.class, EnumSet.allOf(OutputFormat.class)),
            EnumSet.allOf(Capabilities.Input.class),
            false,
            true,
            OptionalLong.of(1_050_000),
            false);

    /** The vendor may queue a task before it fetches the photo. */
    private static final Duration ADDRESS_VALIDITY = Duration.ofHours(1);

    private final FashnSettings settings;
    private final ApiClient api;
    private final VendorFailures failures;
    private final RuntimeErrors runtimeErrors;
    private final TaskReading reading;
    private final Clock clock;

    public FashnProvider(FashnSettings settings) {
        // A result inside the answer is a PNG of 1.05 megapixels, so at most some 5.6 MB of text: within the usual
        // limits.
        this(settings, ApiClient.to(settings.base(), HttpLimits.API), Clock.systemUTC());
    }

    /** @param api calls the vendor's API */
    public FashnProvider(FashnSettings settings, ApiClient api, Clock clock) {
        this.settings = settings;
        this.api = api;
        this.clock = clock;
        this.failures = new VendorFailures(NAME, "FASHN", Set.of(settings.apiKey()));
        this.runtimeErrors = new RuntimeErrors(settings.input());
        this.reading = new TaskReading(failures, runtimeErrors, settings.pace().price());
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
        Request request = order.request();
        if (!(request.background() instanceof Background.Prompt prompt)) {
            return new Refused(failures.unsupported(
                    "makes backgrounds from a prompt only. Give a prompt, or use another provider."));
        }
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("image", image(order.photo()));
        inputs.put("prompt", prompt.text());
        if (request.seed() != null) {
            inputs.put("seed", request.seed());
        }
        inputs.put("output_format", format(request.output().format()));
        inputs.put("return_base64", settings.returnBase64());
        ApiRequest call = signed(ApiRequest.post(at("/v1/run")))
                .json(JsonBody.write(Map.of("model_name", settings.model(), "inputs", inputs)));
        return new Ready(new OnceOnly(new TaskCreation(api, call, runtimeErrors, failures, clock)));
    }

    private String image(Photo photo) {
        return switch (settings.input()) {
            case UPLOAD -> DataUri.of(photo.format().contentType(), photo.bytes());
            case URL -> photo.address(ADDRESS_VALIDITY).toString();
        };
    }

    private static String format(OutputFormat format) {
        return switch (format) {
            case PNG -> "png";
            case JPEG -> "jpeg";
        };
    }

    @Override
    public TaskState poll(TaskRef task) {
        ApiOutcome outcome = api.send(signed(ApiRequest.get(at("/v1/status/" + Addresses.segment(task.taskId())))));
        if (outcome instanceof NoAnswer nothing) {
            return new TaskState.Unsettled(failures.silence(nothing, Charge.MAYBE), Optional.empty());
        }
        VendorAnswer answer = new VendorAnswer((Answer) outcome);
        Optional<TaskState> state = answer.isSuccess() ? reading.read(answer) : Optional.empty();
        return state.orElseGet(() -> refusedPoll(answer));
    }

    private TaskState refusedPoll(VendorAnswer answer) {
        // Only the vendor's own word ends a task that may be paid for: a proxy's 404, a key that is being replaced, or
        // an
        // account that can't pay for the next task, says nothing of this one.
        if (ApiErrors.isNotFound(answer)) {
            return new TaskState.Failed(failures.of(ApiErrors.UNKNOWN_TASK, answer.saidOfCall(), Charge.MAYBE), false);
        }
        Meaning meaning = ApiErrors.meaning(answer);
        Failure failure = failures.of(meaning, answer.saidOfCall(), Charge.MAYBE);
        Optional<Duration> asked = RetryAfter.of(answer.headers(), clock.instant());
        boolean throttled = meaning.code() == FailureCode.PROVIDER_THROTTLED;
        return new TaskState.Unsettled(failure, throttled ? asked.or(() -> Optional.of(Waits.THROTTLED)) : asked);
    }

    private URI at(String path) {
        return URI.create(settings.base() + path);
    }

    private ApiRequest signed(ApiRequest request) {
        return request.bearer(settings.apiKey()).header("Accept", "application/json");
    }
}
