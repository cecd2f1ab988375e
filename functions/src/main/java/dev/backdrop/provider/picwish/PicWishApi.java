package dev.backdrop.provider.picwish;

import dev.backdrop.http.Addresses;
import dev.backdrop.http.ApiClient;
import dev.backdrop.http.ApiOutcome;
import dev.backdrop.http.ApiRequest;
import dev.backdrop.http.HttpLimits;
import java.net.URI;
import java.time.Duration;

/**
 * The calls of the API, and how long each may take. A submission has 150 s in all, so what it may do one after the other
 * fits into that: one call that waits for its result; or asking for the cut-out, fetching it and creating the next task.
 */
final class PicWishApi {

    static final String SEGMENTATION = "/api/tasks/visual/segmentation";

    /** For a call that waits for its result. The vendor may take 180 s (state -8): what comes later isn't heard. */
    static final Duration SYNC_TIME = Duration.ofSeconds(125);

    /** For a call that creates a task, with the upload in it. */
    static final Duration CREATE_TIME = Duration.ofSeconds(70);

    /** For asking how a task is doing. */
    static final Duration ASK_TIME = Duration.ofSeconds(30);

    /** For fetching a cut-out. */
    static final Duration FETCH_TIME = Duration.ofSeconds(40);

    /** Of an answer that holds a picture, in base64 or as it is. */
    private static final int LARGEST_PICTURE = 48 << 20;

    private final PicWishSettings settings;
    private final ApiClient waiting;
    private final ApiClient creating;
    private final ApiClient asking;

    PicWishApi(PicWishSettings settings) {
        this(settings, SYNC_TIME);
    }

    /** @param syncTime for a call that waits for its result */
    PicWishApi(PicWishSettings settings, Duration syncTime) {
        this.settings = settings;
        this.waiting = client(settings, syncTime);
        this.creating = client(settings, CREATE_TIME);
        this.asking = client(settings, ASK_TIME);
    }

    private static ApiClient client(PicWishSettings settings, Duration time) {
        HttpLimits limits = HttpLimits.API.withSilence(time).withOverall(time);
        boolean pictures = settings.returnType() != PicWishSettings.ReturnType.URL;
        return ApiClient.to(settings.base(), pictures ? limits.withMaxBytes(LARGEST_PICTURE) : limits);
    }

    /** A request that creates a task. */
    ApiRequest creation(String path, MultipartForm form) {
        return form.in(signed(ApiRequest.post(at(path))));
    }

    /**
     * Makes the billed call.
     *
     * @param sync whether the vendor answers with the result
     */
    ApiOutcome create(ApiRequest creation, boolean sync) {
        return (sync ? waiting : creating).send(creation);
    }

    /** Asks for a task that was created under this path. */
    ApiOutcome ask(String path, String taskId) {
        return asking.send(signed(ApiRequest.get(at(path + "/" + Addresses.segment(taskId)))));
    }

    private URI at(String path) {
        return URI.create(settings.base() + path);
    }

    private ApiRequest signed(ApiRequest request) {
        return request.header("X-API-KEY", settings.apiKey()).header("Accept", "application/json, image/*");
    }
}
