package dev.backdrop.api;

import dev.backdrop.batch.EarlierBatch;
import dev.backdrop.job.JobStore;
import dev.backdrop.log.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The HTTP API of {@code openapi.yaml}: takes a gateway's event, answers it, and logs one line about it. */
public final class Api {

    /** When a call that was begun has surely ended: the function's own timeout is shorter, a test of the template holds that. */
    public static final Duration LONGEST_CALL = Duration.ofSeconds(40);

    private final Router router;
    private final Problems problems;
    private final Clock clock;
    private final Log log;

    public Api(ApiPorts ports, Clock clock, Log log) {
        this(new Router(routes(ports, clock, log)), clock, log);
    }

    Api(Router router, Clock clock, Log log) {
        this.router = router;
        this.problems = new Problems(log);
        this.clock = clock;
        this.log = log;
    }

    private static List<Route> routes(ApiPorts ports, Clock clock, Log log) {
        Idempotency idempotency = new Idempotency(ports.idempotency(), ports.ids(), clock, log);
        RequestCheck check = new RequestCheck(ports.requests(), ports.providers());
        List<Route> routes = new ArrayList<>(jobRoutes(ports, check, idempotency, clock, log));
        routes.addAll(batchRoutes(ports, check, idempotency, clock));
        routes.add(new Route(
                "POST", "/backgrounds", new CreateBackground(ports.bucket(), ports.maxPhotoBytes(), ports.ids())));
        routes.add(new Route("GET", "/providers", new ListProviders(ports.providers(), ports.simulated())));
        return routes;
    }

    private static List<Route> jobRoutes(
            ApiPorts ports, RequestCheck check, Idempotency idempotency, Clock clock, Log log) {
        JobStore jobs = ports.jobs();
        JobView view = new JobView(ports.links());
        CreateJob create = new CreateJob(
                jobs, ports.bucket(), ports.maxPhotoBytes(), idempotency, intakes(ports, check, clock), view);
        return List.of(
                new Route("POST", "/jobs", create),
                new Route("GET", "/jobs", new ListJobs(jobs, ports.bucket().name(), view)),
                new Route("GET", "/jobs/{jobId}", new GetJob(jobs, view)),
                new Route("POST", "/jobs/{jobId}/retry", new RetryJob(jobs, ports.executions(), view)),
                new Route("POST", "/jobs/{jobId}/cancel", new CancelJob(jobs, ports.executions(), view, clock, log)));
    }

    private static CreateJob.Intakes intakes(ApiPorts ports, RequestCheck check, Clock clock) {
        AnnouncedPhotos announced = new AnnouncedPhotos(ports.jobs(), ports.bucket(), check, clock);
        return new CreateJob.Intakes(
                new UploadIntake(announced),
                new StoredIntake(ports.jobs(), ports.bucket(), check, ports.executions(), clock),
                new AddressIntake(ports.jobs(), ports.bucket(), announced, ports.fetch()));
    }

    private static List<Route> batchRoutes(
            ApiPorts ports, RequestCheck requests, Idempotency idempotency, Clock clock) {
        ApiPorts.Batches batches = ports.batches();
        BatchView view = new BatchView(batches.jobs(), ports.links());
        BatchCheck check = new BatchCheck(new EarlierBatch(batches.store()), ports.bucket(), requests);
        return List.of(
                new Route("POST", "/batches", new CreateBatch(batches, check, idempotency, view, clock)),
                new Route("GET", "/batches", new ListBatches(batches.store(), view)),
                new Route("GET", "/batches/{batchId}", new GetBatch(batches.store(), view)),
                new Route(
                        "POST",
                        "/batches/{batchId}/cancel",
                        new CancelBatch(batches.store(), batches.executions(), view, clock)));
    }

    /** Never throws: whatever happens is an answer. */
    public GatewayAnswer handle(GatewayEvent event) {
        Instant start = clock.instant();
        Optional<Router.Match> match = Optional.empty();
        Answer answer;
        try {
            Call call = Call.of(event);
            match = router.find(call);
            answer = match.map(found -> found.route().operation().run(found.call()))
                    .orElseThrow(() -> new ProblemException(
                            Problem.notFound("there is no operation " + call.method() + " " + call.path())));
        } catch (RuntimeException thrown) {
            answer = problems.of(thrown, event.requestContext().requestId()).answer(event.rawPath());
        }
        write(event, match, answer, Duration.between(start, clock.instant()));
        // Answers hold links that open photos.
        return new GatewayAnswer(
                answer.status(),
                answer.with("cache-control", "no-store").headers(),
                answer.body().toString());
    }

    /** The route, not the path: and neither query nor headers, which can hold what isn't for a log. */
    private void write(GatewayEvent event, Optional<Router.Match> match, Answer answer, Duration took) {
        log.info("request")
                .with("method", event.requestContext().http().method())
                .with("route", match.map(found -> found.route().template()).orElse("none"))
                .with("status", answer.status())
                .with("jobId", named(match, "jobId", JobPath::isJobId, answer.jobId()))
                .with("batchId", named(match, "batchId", BatchPath::isBatchId, answer.batchId()))
                .with("requestId", event.requestContext().requestId())
                .with("millis", took.toMillis())
                .write();
    }

    private static String named(
            Optional<Router.Match> match, String variable, Predicate<String> isId, String otherwise) {
        return match.map(found -> found.call().variable(variable)).filter(isId).orElse(otherwise);
    }
}
