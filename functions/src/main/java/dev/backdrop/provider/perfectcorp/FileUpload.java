package dev.backdrop.provider.perfectcorp;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.ApiClient;
import dev.backdrop.http.ApiOutcome;
import dev.backdrop.http.ApiOutcome.Answer;
import dev.backdrop.http.ApiOutcome.NoAnswer;
import dev.backdrop.http.ApiRequest;
import dev.backdrop.http.JsonBody;
import dev.backdrop.photo.Photo;
import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.provider.Meaning;
import dev.backdrop.provider.Meaning.Next;
import dev.backdrop.provider.NotYet;
import dev.backdrop.provider.Preparation;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.VendorFailures;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Hands a photo over in two free, repeatable steps: registering a file, which says where to put it, and putting it there
 * with the headers that came along, which are part of that address's signature.
 */
final class FileUpload {

    /** These follow from the address and the body, or are no business of a storage service. */
    private static final Set<String> NOT_COPIED =
            Set.of("host", "content-length", "transfer-encoding", "connection", "authorization", "cookie");

    private static final Meaning NO_PLACE = new Meaning(
            FailureCode.PROVIDER_UNAVAILABLE,
            Next.SAME_CALL,
            "didn't say where to upload the photo to. Try again later; if it lasts, check BACKDROP_PERFECTCORP_FILE_PATH.");

    private final PerfectCorpSettings settings;
    private final ApiClient api;
    private final ApiClient storage;
    private final VendorFailures failures;
    private final Clock clock;

    FileUpload(PerfectCorpSettings settings, ApiClient api, ApiClient storage, VendorFailures failures, Clock clock) {
        this.settings = settings;
        this.api = api;
        this.storage = storage;
        this.failures = failures;
        this.clock = clock;
    }

    /** What the vendor offers: an id for the file and the request that fills it. */
    private record Slot(String fileId, ApiRequest put) {}

    /** Uploads the photo and goes on with its file id. */
    Preparation upload(Photo photo, Function<String, Preparation> then) {
        byte[] bytes = photo.bytes();
        ApiOutcome outcome = api.send(PerfectCorpProvider.signed(
                        ApiRequest.post(URI.create(settings.base() + settings.filePath())), settings)
                .json(JsonBody.write(Map.of(
                        "files",
                        List.of(Map.of(
                                "content_type", contentType(photo.format()),
                                "file_name", photo.fileName(),
                                "file_size", bytes.length))))));
        if (!(outcome instanceof Answer answer)) {
            return notYet((NoAnswer) outcome);
        }
        VendorAnswer registered = new VendorAnswer(answer);
        if (!registered.isSuccess()) {
            return refusedOrNotYet(RequestErrors.meaning(registered), registered);
        }
        Optional<Slot> slot = slot(registered, bytes);
        if (slot.isEmpty()) {
            return refusedOrNotYet(NO_PLACE, registered);
        }
        return put(slot.get(), then);
    }

    /** The vendor's samples call JPEG {@code image/jpg}. */
    private static String contentType(PhotoFormat format) {
        return format == PhotoFormat.JPEG ? "image/jpg" : format.contentType();
    }

    private static Optional<Slot> slot(VendorAnswer registered, byte[] bytes) {
        return registered.data().at("files").elements().stream()
                .findFirst()
                .flatMap(file -> file.text("file_id")
                        .flatMap(id -> file.at("requests").elements().stream()
                                .filter(request ->
                                        request.text("method").orElse("PUT").equalsIgnoreCase("PUT"))
                                .findFirst()
                                .flatMap(request -> request(request, bytes))
                                .map(put -> new Slot(id, put))));
    }

    private static Optional<ApiRequest> request(JsonBody described, byte[] bytes) {
        try {
            Optional<ApiRequest> put = described
                    .text("url")
                    .map(url -> ApiRequest.put(URI.create(url)).body(bytes));
            for (Map.Entry<String, String> header : headers(described.at("headers"))) {
                put = put.map(request -> request.header(header.getKey(), header.getValue()));
            }
            return put;
        } catch (IllegalArgumentException notAnAddressOrHeader) {
            return Optional.empty();
        }
    }

    /** An object of names and values, or, in older contracts, a list of {@code {"key", "value"}}. */
    private static List<Map.Entry<String, String>> headers(JsonBody described) {
        var pairs = described.isList()
                ? described.elements().stream()
                        .map(pair -> Map.entry(
                                pair.text("key").or(() -> pair.text("name")).orElse(""), pair.at("value")))
                : described.fields().entrySet().stream();
        return pairs.filter(pair -> !NOT_COPIED.contains(pair.getKey().toLowerCase(Locale.ROOT)))
                .flatMap(pair -> pair.getValue().text().map(value -> Map.entry(pair.getKey(), value)).stream())
                .toList();
    }

    private Preparation put(Slot slot, Function<String, Preparation> then) {
        ApiOutcome outcome = storage.send(slot.put());
        if (outcome instanceof NoAnswer nothing) {
            return nothing.kind() == ApiOutcome.Kind.REFUSED ? refusedAddress(nothing) : notYet(nothing);
        }
        Answer answer = (Answer) outcome;
        if (answer.isSuccess()) {
            return then.apply(slot.fileId());
        }
        // Storage speaks no JSON of the vendor's, so its status alone counts; a fresh address may do what this one
        // didn't.
        boolean busy = answer.status() == 429;
        Failure failure = new Failure(
                busy ? FailureCode.PROVIDER_THROTTLED : FailureCode.PROVIDER_UNAVAILABLE,
                "Perfect Corp's storage didn't take the photo (HTTP " + answer.status() + "). Try again later.",
                PerfectCorpProvider.NAME,
                "HTTP " + answer.status(),
                true,
                Charge.NO);
        return busy || answer.status() == 408 || answer.status() >= 500
                ? new NotYet(Waits.before(failure, answer.headers(), clock), failure)
                : new Refused(failure);
    }

    private static Refused refusedAddress(NoAnswer nothing) {
        return new Refused(new Failure(
                FailureCode.PROVIDER_UNAVAILABLE,
                "Perfect Corp gave an upload address that we don't connect to: " + nothing.message() + ".",
                PerfectCorpProvider.NAME,
                null,
                false,
                Charge.NO));
    }

    private NotYet notYet(NoAnswer nothing) {
        return new NotYet(Waits.UNAVAILABLE, failures.silence(nothing, Charge.NO));
    }

    private Preparation refusedOrNotYet(Meaning meaning, VendorAnswer answer) {
        Failure failure = failures.of(meaning, answer.said(), Charge.NO);
        return meaning.next() == Next.SAME_CALL || answer.status() >= 500
                ? new NotYet(Waits.before(failure, answer.headers(), clock), failure)
                : new Refused(failure);
    }
}
