package dev.backdrop.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.http.FetchOutcome;
import dev.backdrop.job.Job;
import dev.backdrop.json.Json;
import dev.backdrop.log.Log;
import dev.backdrop.provider.Providers;
import dev.backdrop.settings.Settings;
import dev.backdrop.workflow.RequestResolver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The whole API with nothing behind it but memory. */
final class Desk {

    static final long MAX_PHOTO_BYTES = 1_000_000;
    static final Set<String> SIMULATED = Set.of("cutter");
    static final String UPLOAD =
            "{\"source\":{\"upload\":{\"fileName\":\"shoe.jpg\",\"contentType\":\"image/jpeg\",\"size\":5}}}";
    static final String STORED = "{\"source\":{\"s3\":{\"key\":\"uploads/shoe.jpg\"}}}";
    static final String ADDRESS = "{\"source\":{\"url\":\"https://images.example.com/a/red%20shoe.jpg?sig=s3cret\"}}";

    final ManualClock clock = new ManualClock();
    final Effects effects = new Effects();
    final InMemoryJobs jobs = new InMemoryJobs(effects);
    final InMemoryKeys keys = new InMemoryKeys(effects);
    final InMemoryBucket bucket = new InMemoryBucket(effects, clock);
    final RecordedExecutions executions = new RecordedExecutions(effects);
    final InMemoryBatches batches = new InMemoryBatches(effects);
    final RecordedExecutions batchRuns = new RecordedExecutions(effects);
    final Presets presets = new Presets();
    final Map<URI, FetchOutcome> web = new HashMap<>();
    final List<URI> fetched = new ArrayList<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Api api;
    private int ids;

    /** What came back. */
    record Reply(int status, Map<String, String> headers, JsonNode body) {

        String jobId() {
            return body.at("/job/jobId").asText();
        }

        String batchId() {
            return body.at("/batch/batchId").asText();
        }
    }

    Desk() {
        bucket.put("uploads/shoe.jpg", "photo", Map.of());
        web.put(
                URI.create("https://images.example.com/a/red%20shoe.jpg?sig=s3cret"),
                new FetchOutcome.Fetched(
                        "photo".getBytes(StandardCharsets.UTF_8),
                        Optional.of("image/jpeg"),
                        URI.create("https://images.example.com/a/red%20shoe.jpg")));
        ApiPorts ports = new ApiPorts(
                jobs,
                new ApiPorts.Batches(batches, jobs, batchRuns),
                bucket,
                links(),
                executions,
                keys,
                new RequestResolver(presets, Settings.of(Map.of())),
                providers(),
                SIMULATED,
                this::fetch,
                MAX_PHOTO_BYTES,
                () -> String.format("%032x", ++ids));
        this.api = new Api(ports, clock, new Log(new PrintStream(log, true, StandardCharsets.UTF_8), clock));
    }

    private static Providers providers() {
        return new Providers(
                List.of(
                        new Providers.Listing.Missing(
                                "vendor", PaintingProvider.PROMPTS, "put VENDOR_KEY into the secret"),
                        new Providers.Listing.Available(new PaintingProvider("painter", PaintingProvider.PROMPTS)),
                        new Providers.Listing.Available(new PaintingProvider("cutter", PaintingProvider.CUT_OUTS))),
                List.of("painter", "cutter"));
    }

    private FetchOutcome fetch(URI address) {
        fetched.add(address);
        return web.getOrDefault(
                address, new FetchOutcome.NotFetched(FetchOutcome.Kind.REFUSED, "only https addresses are taken"));
    }

    private DownloadLinks links() {
        return new DownloadLinks() {
            @Override
            public Link photo(dev.backdrop.job.Source source, Duration validity) {
                return link(source.address());
            }

            @Override
            public Link result(dev.backdrop.job.Result result, Duration validity) {
                return link(result.bucket() + "/" + result.key());
            }

            @Override
            public Link report(String reports, String key, Duration validity) {
                return link(reports + "/" + key);
            }

            private Link link(String path) {
                return new Link(URI.create("https://s3.example.com/" + path + "?signature=abc"), later());
            }
        };
    }

    private Instant later() {
        return clock.instant().plus(Duration.ofMinutes(15));
    }

    Log log() {
        return new Log(new PrintStream(log, true, StandardCharsets.UTF_8), clock);
    }

    String logged() {
        return log.toString(StandardCharsets.UTF_8);
    }

    Job put(Job job) {
        jobs.put(job);
        return job;
    }

    Reply get(String path) {
        int query = path.indexOf('?');
        return call(
                "GET",
                query < 0 ? path : path.substring(0, query),
                query < 0 ? "" : path.substring(query + 1),
                Map.of(),
                null);
    }

    Reply post(String path, String body) {
        return call("POST", path, "", Map.of("content-type", "application/json"), body);
    }

    Reply postWithKey(String key, String body) {
        return postWithKey("/jobs", key, body);
    }

    Reply postWithKey(String path, String key, String body) {
        return call("POST", path, "", Map.of("content-type", "application/json", "idempotency-key", key), body);
    }

    Reply call(String method, String path, String query, Map<String, String> headers, String body) {
        return call(new GatewayEvent(
                path,
                query,
                headers,
                new GatewayEvent.RequestContext("req-1", new GatewayEvent.RequestContext.Http(method)),
                body,
                false));
    }

    Reply call(GatewayEvent event) {
        GatewayAnswer answer = api.handle(event);
        try {
            return new Reply(
                    answer.statusCode(), answer.headers(), Json.mapper().readTree(answer.body()));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
