package dev.backdrop.provider.fashn;

import dev.backdrop.http.ScriptedServer;
import dev.backdrop.http.ScriptedServer.Reply;
import dev.backdrop.http.ScriptedServer.Seen;
import dev.backdrop.photo.Photo;
import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.provider.Ready;
import dev.backdrop.provider.Submission;
import dev.backdrop.provider.TaskOrder;
import dev.backdrop.provider.TaskRef;
import dev.backdrop.provider.TaskState;
import dev.backdrop.request.Background;
import dev.backdrop.request.Output;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Request;
import dev.backdrop.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The vendor's calls on this machine, each answering well until a test says otherwise. */
final class FakeFashn implements AutoCloseable {

    static final String KEY = "fa-S3cretKey/of+ours==";
    static final String TASK_ID = "123a87r9-4129-4bb3-be18-9c9fb5bd7fc1-u1";
    static final byte[] PHOTO = {1, 2, 3, 4, 5};
    static final String PHOTO_BASE64 = "AQIDBAU=";

    Function<Seen, Reply> run = seen -> Reply.of(200, "{\"id\":\"" + TASK_ID + "\",\"error\":null}");
    Function<Seen, Reply> status =
            seen -> Reply.of(200, "{\"id\":\"" + TASK_ID + "\",\"status\":\"processing\",\"error\":null}");

    final Map<String, String> environment = new HashMap<>();
    final ScriptedServer server =
            new ScriptedServer(seen -> seen.method().equals("POST") ? run.apply(seen) : status.apply(seen));

    FakeFashn() {
        environment.put("BACKDROP_FASHN_BASE_URL", server.base().toString());
        environment.put("BACKDROP_FASHN_API_KEY", KEY);
    }

    FakeFashn with(String name, String value) {
        environment.put("BACKDROP_FASHN_" + name, value);
        return this;
    }

    FashnProvider provider() {
        return new FashnProvider(FashnSettings.from(Settings.of(environment)));
    }

    /** Makes the billed call, which gets this answer. */
    Submission submit(Reply answer) {
        run = seen -> answer;
        return submit();
    }

    Submission submit() {
        return ((Ready) provider().prepare(order())).billedCall().get();
    }

    /** Asks for the task, and gets this answer. */
    TaskState poll(Reply answer) {
        status = seen -> answer;
        return provider().poll(TaskRef.first(TASK_ID));
    }

    Seen only() {
        if (server.seen().size() != 1) {
            throw new AssertionError(server.seen().size() + " calls were made");
        }
        return server.seen().get(0);
    }

    static TaskOrder order() {
        return order(
                new Background.Prompt("sunlit \"marble\" countertop, é"), null, OutputFormat.PNG, PhotoFormat.JPEG);
    }

    static TaskOrder order(Background background, Long seed, OutputFormat format, PhotoFormat photo) {
        Request request = new Request(background, "fashn", seed, new Output(format, null));
        return new TaskOrder("job-1", 1, new FixedPhoto(photo), Optional.empty(), request, Optional.empty());
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
