package dev.backdrop.provider.perfectcorp;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.http.AddressGuard;
import dev.backdrop.http.Addresses;
import dev.backdrop.http.ApiClient;
import dev.backdrop.http.ApiOutcome;
import dev.backdrop.http.ApiOutcome.Answer;
import dev.backdrop.http.ApiOutcome.NoAnswer;
import dev.backdrop.http.ApiRequest;
import dev.backdrop.http.HttpLimits;
import dev.backdrop.http.JsonBody;
import dev.backdrop.http.RetryAfter;
import dev.backdrop.photo.PhotoLimits;
import dev.backdrop.provider.Capabilities;
import dev.backdrop.provider.Meaning;
import dev.backdrop.provider.Meaning.Next;
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
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Perfect Corp's "AI Photo Background Change", version 2 of its API: upload, one task per photo, polling
 * (https://docs.perfectcorp.com/reference/ai_photo_background_change). It takes a prompt and nothing else; it knows no seed
 * and no output format, so both are left to what follows.
 */
public final class PerfectCorpProvider implements Provider {

    public static final String NAME = "perfectcorp";

    /** What its page promises; the format of its results isn't told, JPEG is what was seen. */
    public static final Capabilities CAPABILITIES = new Capabilities(
            Map.of(Background.Prompt.class, Set.of(OutputFormat.JPEG)),
            EnumSet.allOf(Capabilities.Input.class),
            false,
            false,
            OptionalLong.empty(),
            false);

    /** The vendor may queue a task before it fetches the photo. */
    private static final Duration ADDRESS_VALIDITY = Duration.ofHours(1);

    private final PerfectCorpSettings settings;
    private final ApiClient api;
    private final VendorFailures failures;
    private final FileUpload upload;
    private final TaskReading reading;
    private final Clock clock;

    public PerfectCorpProvider(PerfectCorpSettings settings) {
        this(
                settings,
                ApiClient.to(settings.base(), HttpLimits.API),
                ApiClient.toForeign(AddressGuard.alongside(settings.base()), HttpLimits.API),
                Clock.systemUTC());
    }

    /**
     * @param api calls the vendor's API
     * @param storage uploads to addresses that the vendor gives
     */
    public PerfectCorpProvider(PerfectCorpSettings settings, ApiClient api, ApiClient storage, Clock clock) {
        this.settings = settings;
        this.api = api;
        this.clock = clock;
        this.failures = new VendorFailures(NAME, "Perfect Corp", Set.of(settings.apiKey()));
        this.upload = new FileUpload(settings, api, storage, failures, clock);
        this.reading = new TaskReading(failures, settings.pace().price());
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
        if (!(order.request().background() instanceof Background.Prompt prompt)) {
            return new Refused(failures.unsupported(
                    "makes backgrounds from a prompt only. Give a prompt, or use another provider."));
        }
        return switch (settings.input()) {
            case UPLOAD -> upload.upload(order.photo(), fileId -> ready("src_file_id", fileId, prompt));
            case URL ->
                ready("src_file_url", order.photo().address(ADDRESS_VALIDITY).toString(), prompt);
        };
    }

    private Ready ready(String sourceField, String source, Background.Prompt prompt) {
        ApiRequest request = signed(ApiRequest.post(taskPath("")), settings)
                .json(JsonBody.write(Map.of(sourceField, source, "prompt", prompt.text())));
        return new Ready(new OnceOnly(new TaskCreation(api, request, failures, clock)));
    }

    @Override
    public TaskState poll(TaskRef task) {
        ApiOutcome outcome =
                api.send(signed(ApiRequest.get(taskPath("/" + Addresses.segment(task.taskId()))), settings));
        if (outcome instanceof NoAnswer nothing) {
            return new TaskState.Unsettled(failures.silence(nothing, Charge.MAYBE), Optional.empty());
        }
        VendorAnswer answer = new VendorAnswer((Answer) outcome);
        return answer.isSuccess() ? reading.read(answer) : refusedPoll(answer);
    }

    private TaskState refusedPoll(VendorAnswer answer) {
        Meaning meaning = RequestErrors.meaning(answer);
        // The task goes on, and is charged, whether or not we can ask for it; unless the vendor itself gave it up.
        boolean dead = meaning.next() == Next.FRESH_TASK;
        Failure failure = failures.of(meaning, answer.said(), dead ? Charge.NO : Charge.MAYBE);
        // Only the vendor giving the task up ends it. A key that is being replaced, or a redirect, doesn't: it may be
        // paid for.
        return dead || meaning.next() == Next.UNSURE
                ? new TaskState.Failed(failure, dead)
                : new TaskState.Unsettled(failure, RetryAfter.of(answer.headers(), clock.instant()));
    }

    private URI taskPath(String rest) {
        return URI.create(settings.base() + "/s2s/v2.0/task/" + settings.feature() + rest);
    }

    static ApiRequest signed(ApiRequest request, PerfectCorpSettings settings) {
        return request.bearer(settings.apiKey()).header("Accept", "application/json");
    }
}
