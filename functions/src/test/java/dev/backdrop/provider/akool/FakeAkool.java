package dev.backdrop.provider.akool;

import dev.backdrop.http.ScriptedServer;
import dev.backdrop.http.ScriptedServer.Reply;
import dev.backdrop.http.ScriptedServer.Seen;
import dev.backdrop.photo.Photo;
import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.provider.Preparation;
import dev.backdrop.provider.Ready;
import dev.backdrop.provider.Submission;
import dev.backdrop.provider.TaskOrder;
import dev.backdrop.request.Background;
import dev.backdrop.request.Output;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Placement;
import dev.backdrop.request.Request;
import dev.backdrop.request.Rgb;
import dev.backdrop.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The vendor's calls on this machine, each answering well until a test says otherwise. */
final class FakeAkool implements AutoCloseable {

    static final String KEY = "S3cretKey/of+ours==";
    static final String CLIENT_ID = "client-id-of-ours";
    static final String TASK_ID = "660d15b83ec46e810ca642f5";
    static final Background BLUE = new Background.Color(Rgb.parse("#aafbe3"));

    private final AtomicInteger tokens = new AtomicInteger();

    /** Gives {@code token-1}, {@code token-2} and so on. */
    Function<Seen, Reply> token = seen -> Reply.of(200, "{\"code\":1000,\"token\":\"" + nextToken() + "\"}");

    Function<Seen, Reply> create = seen -> Reply.of(200, """
            {"code":1000,"msg":"OK","data":{"create_time":1712133151184,"uid":1432101,"type":3,"faceswap_quality":2,
             "image_id":"c7ed5294-6783-481e-af77-61a850cd19c7","image_sub_status":1,"image_status":1,"deduction_credit":4,
             "buttons":[],"used_buttons":[],"upscaled_urls":[],"error_reasons":[],"_id":"%s","__v":0}}""".formatted(TASK_ID));
    Function<Seen, Reply> poll = seen ->
            Reply.of(200, "{\"code\":1000,\"msg\":\"OK\",\"data\":{\"_id\":\"" + TASK_ID + "\",\"image_status\":2}}");

    final Map<String, String> environment = new HashMap<>();
    final ScriptedServer server = new ScriptedServer(this::answer);

    FakeAkool() {
        environment.put("BACKDROP_AKOOL_ENABLED", "true");
        environment.put("BACKDROP_AKOOL_BASE_URL", server.base().toString());
        environment.put("BACKDROP_AKOOL_API_KEY", KEY);
    }

    FakeAkool withTokens() {
        environment.put("BACKDROP_AKOOL_AUTH", "token");
        environment.put("BACKDROP_AKOOL_CLIENT_ID", CLIENT_ID);
        return this;
    }

    String nextToken() {
        return "token-" + tokens.incrementAndGet();
    }

    private Reply answer(Seen seen) {
        if (seen.target().equals("/api/open/v3/getToken")) {
            return token.apply(seen);
        }
        return seen.method().equals("POST") ? create.apply(seen) : poll.apply(seen);
    }

    AkoolProvider provider() {
        return new AkoolProvider(AkoolSettings.from(Settings.of(environment)));
    }

    Submission submit() {
        return submit(provider(), order(BLUE, null));
    }

    static Submission submit(AkoolProvider provider, TaskOrder order) {
        Preparation preparation = provider.prepare(order);
        return preparation instanceof Ready ready ? ready.billedCall().get() : (Submission) preparation;
    }

    List<Seen> calls(String path) {
        return server.seen().stream()
                .filter(seen -> seen.target().startsWith("/api/open/v3/" + path))
                .toList();
    }

    Seen only(String path) {
        List<Seen> found = calls(path);
        if (found.size() != 1) {
            throw new AssertionError(path + " was called " + found.size() + " times");
        }
        return found.get(0);
    }

    /** A JPEG of 1001x333 pixels to be placed. */
    static TaskOrder order(Background background, Placement placement) {
        return order(background, placement, Optional.empty());
    }

    static TaskOrder order(Background background, Placement placement, Optional<Photo> picture) {
        Request request = new Request(background, "akool", null, new Output(OutputFormat.PNG, null), placement);
        Photo photo = new FixedPhoto("photo", PhotoFormat.JPEG, 1001, 333);
        return new TaskOrder("job-1", 1, photo, picture, request, Optional.empty());
    }

    /** A photo that is only handed over by address. */
    record FixedPhoto(String name, PhotoFormat format, int width, int height) implements Photo {
        @Override
        public long size() {
            return 12_345;
        }

        @Override
        public String fileName() {
            return name + "." + format.extension();
        }

        @Override
        public byte[] bytes() {
            throw new UnsupportedOperationException("Akool takes photos by address");
        }

        @Override
        public URI address(Duration validity) {
            return URI.create("https://bucket.s3.example.com/" + fileName() + "?X-Amz-Expires=" + validity.toSeconds()
                    + "&X-Amz-Signature=a%2Fb");
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
