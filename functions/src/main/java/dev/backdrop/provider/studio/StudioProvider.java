package dev.backdrop.provider.studio;

import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.ApiClient;
import dev.backdrop.http.ApiOutcome;
import dev.backdrop.http.ApiOutcome.Answer;
import dev.backdrop.http.ApiOutcome.NoAnswer;
import dev.backdrop.http.ApiRequest;
import dev.backdrop.http.HttpLimits;
import dev.backdrop.http.JsonBody;
import dev.backdrop.photo.Photo;
import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.photo.PhotoLimits;
import dev.backdrop.provider.Accepted;
import dev.backdrop.provider.Capabilities;
import dev.backdrop.provider.NotYet;
import dev.backdrop.provider.Pace;
import dev.backdrop.provider.PollingRange;
import dev.backdrop.provider.Preparation;
import dev.backdrop.provider.Provider;
import dev.backdrop.provider.Ready;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.ResultPicture;
import dev.backdrop.provider.Submission;
import dev.backdrop.provider.TaskOrder;
import dev.backdrop.provider.TaskRef;
import dev.backdrop.provider.TaskState;
import dev.backdrop.request.Background;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.settings.Settings;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Speaks to a studio server. Its address is {@code BACKDROP_STUDIO_BASE_URL}; its key, if it wants one, is
 * {@code BACKDROP_STUDIO_API_KEY}.
 *
 * <p>What studio does costs nothing, and it takes a task's creation twice under the same key for the same one. So, unlike
 * with a vendor that bills, no answer to a creation is no reason to stop and ask a person: the call is simply made again,
 * and finds the task that the first one made, if it did.
 */
public final class StudioProvider implements Provider, AutoCloseable {

    public static final String NAME = "studio";

    static final String BASE_URL = "BACKDROP_STUDIO_BASE_URL";
    static final String API_KEY = "BACKDROP_STUDIO_API_KEY";

    private static final PhotoLimits LIMITS =
            new PhotoLimits(64L << 20, 12_000, Set.of(PhotoFormat.JPEG, PhotoFormat.PNG));
    private static final Set<OutputFormat> FORMATS = EnumSet.allOf(OutputFormat.class);
    public static final Capabilities CAPABILITIES = new Capabilities(
            Map.of(
                    Background.Prompt.class, FORMATS,
                    Background.Color.class, FORMATS,
                    Background.Image.class, FORMATS,
                    Background.Transparent.class, Set.of(OutputFormat.PNG)),
            Set.of(Capabilities.Input.UPLOAD),
            false,
            true,
            OptionalLong.empty(),
            true);
    private static final Pace PACE = new Pace(
            new PollingRange(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(30)),
            BigDecimal.ZERO,
            2,
            Duration.ofSeconds(4));
    private static final Duration SOON = Duration.ofSeconds(2);

    private final URI base;
    private final Optional<String> key;
    private final ApiClient client;

    /** @throws dev.backdrop.settings.InvalidSettingException if the address is missing or is none */
    public StudioProvider(Settings settings) {
        this.base = settings.address(BASE_URL, settings.required(BASE_URL));
        this.key = settings.text(API_KEY);
        this.client = ApiClient.to(base, HttpLimits.API);
    }

    /** What to do before it can be used; nothing if it can. */
    public static Optional<String> lacking(Settings settings) {
        return settings.text(BASE_URL).isPresent()
                ? Optional.empty()
                : Optional.of("set " + BASE_URL + " to the address of a studio service");
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
        return LIMITS;
    }

    @Override
    public Pace pace() {
        return PACE;
    }

    /** Uploads the pictures; each under its SHA-256, so that a second time changes nothing. */
    @Override
    public Preparation prepare(TaskOrder order) {
        Background background = order.request().background();
        if (!CAPABILITIES.backgrounds().containsKey(background.getClass())) {
            throw new IllegalArgumentException("studio's client can't ask for " + background);
        }
        List<String> names = new ArrayList<>();
        for (Photo picture : Stream.concat(Stream.of(order.photo()), order.background().stream())
                .toList()) {
            byte[] bytes = picture.bytes();
            String sha256 = StudioTask.sha256(bytes);
            ApiOutcome outcome = send(ApiRequest.put(at("/v1/photos/" + sha256))
                    .body(picture.format().contentType(), bytes));
            if (!(outcome instanceof Answer answer && answer.isSuccess())) {
                StudioFailures.Verdict verdict = verdict(outcome);
                return verdict.again() ? new NotYet(verdict.delay().orElse(SOON), verdict.failure()) : refused(verdict);
            }
            names.add(sha256);
        }
        return new Ready(() -> create(StudioTask.json(names, order.request()), order));
    }

    private Submission create(String task, TaskOrder order) {
        ApiOutcome outcome = send(ApiRequest.post(at("/v1/tasks"))
                .header("Idempotency-Key", order.jobId() + "#" + order.attempt())
                .json(task));
        if (outcome instanceof Answer answer && answer.isSuccess()) {
            Optional<JsonBody> body = JsonBody.object(answer.body());
            Optional<String> taskId = body.flatMap(json -> json.text("taskId"));
            if (taskId.isPresent()) {
                return new Accepted(taskId.get(), interval(body.get()), Optional.empty());
            }
        }
        // Never Unknown: the Idempotency-Key makes the repeated call find the task that this one may have made.
        StudioFailures.Verdict verdict = verdict(outcome);
        return verdict.again() ? new NotYet(verdict.delay().orElse(SOON), verdict.failure()) : refused(verdict);
    }

    private static Refused refused(StudioFailures.Verdict verdict) {
        return new Refused(verdict.failure());
    }

    @Override
    public TaskState poll(TaskRef task) {
        String taskId = task.taskId();
        if (!StudioTask.isId(taskId)) {
            return new TaskState.Failed(
                    StudioFailures.of(FailureCode.TASK_EXPIRED, null, "studio never gave out such a task id", false),
                    true);
        }
        ApiOutcome outcome = send(ApiRequest.get(at("/v1/tasks/" + taskId)));
        if (outcome instanceof Answer answer && answer.status() == 200) {
            Optional<TaskState> state = JsonBody.object(answer.body()).flatMap(this::state);
            if (state.isPresent()) {
                return state.get();
            }
        }
        if (outcome instanceof Answer answer && answer.status() == 404) {
            return new TaskState.Failed(
                    StudioFailures.of(
                            FailureCode.TASK_EXPIRED,
                            "task-unknown",
                            "studio no longer knows the task: it was restarted, or the task was left for too long",
                            true),
                    true);
        }
        StudioFailures.Verdict verdict = verdict(outcome);
        return verdict.again()
                ? new TaskState.Unsettled(verdict.failure(), verdict.delay())
                : new TaskState.Failed(verdict.failure(), false);
    }

    /** What a task's answer says, if it says anything that we understand. */
    private Optional<TaskState> state(JsonBody body) {
        return switch (body.text("status").orElse("")) {
            case "running" -> Optional.of(new TaskState.Running(interval(body), Optional.empty()));
            case "succeeded" ->
                body.text("result", "url")
                        .flatMap(StudioTask::address)
                        .map(url -> new TaskState.Succeeded(
                                new ResultPicture.At(url), Optional.of(BigDecimal.ZERO), notes(body)));
            case "failed" ->
                Optional.of(StudioFailures.ofTask(
                        body.text("error", "code").orElse("unknown"),
                        body.text("error", "message").orElse("studio doesn't say why")));
            default -> Optional.empty();
        };
    }

    private static List<String> notes(JsonBody body) {
        return body.at("notes").elements().stream()
                .flatMap(note -> note.text().stream())
                .toList();
    }

    private static Optional<Duration> interval(JsonBody body) {
        return body.number("pollAfterMillis").map(millis -> Duration.ofMillis(millis.longValue()));
    }

    private StudioFailures.Verdict verdict(ApiOutcome outcome) {
        if (outcome instanceof Answer answer) {
            return StudioFailures.ofAnswer(answer);
        }
        return StudioFailures.ofSilence((NoAnswer) outcome);
    }

    private ApiOutcome send(ApiRequest request) {
        return client.send(key.map(request::bearer).orElse(request));
    }

    private URI at(String path) {
        return URI.create(base + path);
    }

    @Override
    public void close() {
        client.close();
    }
}
