package dev.backdrop.provider.perfectcorp;

import dev.backdrop.http.ScriptedServer;
import dev.backdrop.http.ScriptedServer.Reply;
import dev.backdrop.http.ScriptedServer.Seen;
import dev.backdrop.photo.Photo;
import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.provider.TaskOrder;
import dev.backdrop.request.Background;
import dev.backdrop.request.Output;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Request;
import dev.backdrop.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The vendor's calls on this machine, each answering well until a test says otherwise. */
final class FakePerfectCorp implements AutoCloseable {

    static final String KEY = "sk-S3cretKey/of+ours==";
    static final String FILE_ID = "b64/file+id==";
    static final String TASK_ID = "b64/task+id==";
    static final byte[] PHOTO = {1, 2, 3, 4, 5};

    Function<Seen, Reply> register = seen -> registered("{\"Content-Type\":\"image/jpg\",\"Content-Length\":\"5\"}");
    Function<Seen, Reply> put = seen -> Reply.of(200, "");
    Function<Seen, Reply> create = seen -> Reply.of(200, "{\"status\":200,\"data\":{\"task_id\":\"" + TASK_ID + "\"}}")
            .with("x-request-id", "req-1");
    Function<Seen, Reply> poll = seen -> Reply.of(200, "{\"status\":200,\"data\":{\"task_status\":\"running\"}}");

    final Map<String, String> environment = new HashMap<>();
    final ScriptedServer server = new ScriptedServer(this::answer);

    FakePerfectCorp() {
        environment.put("BACKDROP_PERFECTCORP_BASE_URL", server.base().toString());
        environment.put("BACKDROP_PERFECTCORP_API_KEY", KEY);
    }

    private Reply answer(Seen seen) {
        if (seen.method().equals("PUT")) {
            return put.apply(seen);
        }
        if (seen.target().startsWith("/s2s/v2.0/file")) {
            return register.apply(seen);
        }
        return seen.method().equals("POST") ? create.apply(seen) : poll.apply(seen);
    }

    /** An answer to a registration that offers one slot with these headers, in JSON. */
    Reply registered(String headers) {
        return Reply.of(
                200, registration("data", server.at("/bucket/a%20b?sig=a%2Bb").toString(), headers));
    }

    static String registration(String wrapper, String address, String headers) {
        return """
                {"status":200,"%s":{"files":[{"content_type":"image/jpg","file_name":"a.jpg","file_id":"%s",
                 "requests":[{"method":"PUT","url":"%s","headers":%s}]}]}}""".formatted(wrapper, FILE_ID, address, headers);
    }

    PerfectCorpProvider provider() {
        return new PerfectCorpProvider(PerfectCorpSettings.from(Settings.of(environment)));
    }

    Seen only(String method, String path) {
        List<Seen> found = server.seen().stream()
                .filter(seen -> seen.method().equals(method) && seen.target().startsWith(path))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(method + " " + path + " was called " + found.size() + " times");
        }
        return found.get(0);
    }

    static TaskOrder order() {
        return order(new Background.Prompt("sunlit \"marble\" countertop, é"), PhotoFormat.JPEG);
    }

    static TaskOrder order(Background background, PhotoFormat format) {
        Request request = new Request(background, "perfectcorp", null, new Output(OutputFormat.PNG, null));
        return new TaskOrder("job-1", 1, new FixedPhoto(format), Optional.empty(), request, Optional.empty());
    }

    private record FixedPhoto(PhotoFormat format) implements Photo {
        @Override
        public int width() {
            return 10;
        }

        @Override
        public int height() {
            return 10;
        }

        @Override
        public long size() {
            return PHOTO.length;
        }

        @Override
        public String fileName() {
            return "photo." + format.extension();
        }

        @Override
        public byte[] bytes() {
            return PHOTO.clone();
        }

        @Override
        public URI address(Duration validity) {
            return URI.create("https://bucket.s3.example.com/photo.jpg?X-Amz-Expires=" + validity.toSeconds());
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
