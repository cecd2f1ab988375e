package dev.backdrop.provider.picwish;

import dev.backdrop.http.ScriptedServer;
import dev.backdrop.http.ScriptedServer.Reply;
import dev.backdrop.http.ScriptedServer.Seen;
import dev.backdrop.photo.Photo;
import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.provider.Ready;
import dev.backdrop.provider.Submission;
import dev.backdrop.provider.TaskOrder;
import dev.backdrop.provider.TaskRef;
import dev.backdrop.request.Background;
import dev.backdrop.request.Output;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Request;
import dev.backdrop.request.Rgb;
import dev.backdrop.settings.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The vendor's calls on this machine, each answering well until a test says otherwise, none taking a form that is off. */
final class FakePicWish implements AutoCloseable {

    static final String KEY = "wx-S3cretKey/of+ours==";
    static final String TASK_ID = "b64/task+id==";
    static final String SEGMENTATION = "/api/tasks/visual/segmentation";
    static final String BACKGROUND = "/api/tasks/visual/background";
    static final byte[] PHOTO = {1, 2, 3, '\r', '\n', '-', '-', 4, 5};
    static final byte[] SCENE = {9, 8, 7};
    static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 1, 2, (byte) 0xff};

    Function<Seen, Reply> create = seen -> created(TASK_ID);
    Function<Seen, Reply> poll = seen -> state(4);
    Function<Seen, Reply> generate = seen -> created("generated-1");
    Function<Seen, Reply> pollGenerated = seen -> state(4);
    Function<Seen, Reply> file = seen -> Reply.of(200, PNG);

    final Map<String, String> environment = new HashMap<>();
    final ScriptedServer server = new ScriptedServer(this::answer);

    FakePicWish() {
        environment.put("BACKDROP_PICWISH_BASE_URL", server.base().toString());
        environment.put("BACKDROP_PICWISH_API_KEY", KEY);
    }

    void set(String name, String value) {
        environment.put("BACKDROP_PICWISH_" + name, value);
    }

    private Reply answer(Seen seen) {
        boolean cutOut = seen.target().startsWith(SEGMENTATION);
        if (seen.method().equals("POST")) {
            try {
                StrictForm.of(seen);
            } catch (IllegalArgumentException off) {
                return Reply.of(400, "{\"status\":400,\"message\":\"" + off.getMessage() + "\"}");
            }
            return (cutOut ? create : generate).apply(seen);
        }
        if (seen.target().startsWith("/files/")) {
            return file.apply(seen);
        }
        return (cutOut ? poll : pollGenerated).apply(seen);
    }

    static Reply created(String taskId) {
        return json("{\"status\":200,\"message\":\"success\",\"data\":{\"task_id\":\"" + taskId + "\"}}");
    }

    static Reply state(int state) {
        return json("{\"status\":200,\"message\":\"success\",\"data\":{\"task_id\":\"t\",\"state\":" + state + "}}");
    }

    /** A finished cut-out whose link leads back here. */
    Reply cutOutReady() {
        return json("{\"status\":200,\"message\":\"success\",\"data\":{\"task_id\":\"t\",\"state\":1,\"image\":\""
                + server.at("/files/cut.png?OSSAccessKeyId=a&Signature=b%2Bc") + "\"}}");
    }

    static Reply json(String body) {
        return Reply.of(200, body).with("Content-Type", "application/json");
    }

    PicWishSettings settings() {
        return PicWishSettings.from(Settings.of(environment));
    }

    PicWishProvider provider() {
        return new PicWishProvider(settings());
    }

    /** One that waits no longer than this for a result. */
    PicWishProvider provider(Duration syncTime) {
        return new PicWishProvider(settings(), new PicWishApi(settings(), syncTime), Clock.systemUTC());
    }

    Submission submit(TaskOrder order) {
        return ((Ready) provider().prepare(order)).billedCall().get();
    }

    Submission submit() {
        return submit(transparent());
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

    static TaskOrder transparent() {
        return order(new Background.Transparent(), OutputFormat.PNG);
    }

    static TaskOrder color(String hex) {
        return order(new Background.Color(Rgb.parse(hex)), OutputFormat.JPEG);
    }

    static TaskOrder image(OutputFormat format) {
        return order(new Background.Image(URI.create("https://a.example/scene.png")), format);
    }

    static TaskOrder prompt(String text) {
        return order(new Background.Prompt(text), OutputFormat.JPEG);
    }

    /** The second step of a prompt. */
    static TaskOrder second(String text) {
        TaskOrder first = prompt(text);
        return new TaskOrder(
                first.jobId(),
                first.attempt(),
                first.photo(),
                first.background(),
                first.request(),
                Optional.of(TaskRef.first(TASK_ID)));
    }

    static TaskOrder order(Background background, OutputFormat format) {
        Request request = new Request(background, "picwish", null, new Output(format, null));
        Optional<Photo> behind = background instanceof Background.Image
                ? Optional.of(new FixedPhoto(PhotoFormat.PNG, "scene.png", SCENE))
                : Optional.empty();
        return new TaskOrder(
                "job-1", 1, new FixedPhoto(PhotoFormat.JPEG, "photo.jpg", PHOTO), behind, request, Optional.empty());
    }

    private record FixedPhoto(PhotoFormat format, String fileName, byte[] content) implements Photo {
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
            return content.length;
        }

        @Override
        public byte[] bytes() {
            return content.clone();
        }

        @Override
        public URI address(Duration validity) {
            return URI.create(
                    "https://bucket.s3.example.com/" + fileName + "?X-Amz-Expires=" + validity.toSeconds() + "&b=%2B");
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
