package dev.backdrop.workflow;

import dev.backdrop.http.FetchOutcome;
import dev.backdrop.http.FetchOutcome.Fetched;
import dev.backdrop.http.FetchOutcome.NotFetched;
import dev.backdrop.http.GuardedFetch;
import dev.backdrop.job.PhotoStore;
import dev.backdrop.job.PhotoStore.Reading;
import java.net.URI;

/** Gets the pictures that requests name as backgrounds, from S3 or from the web. */
final class BackgroundPictures {

    private final PhotoStore photos;
    private final GuardedFetch fetch;

    BackgroundPictures(PhotoStore photos, GuardedFetch fetch) {
        this.photos = photos;
        this.fetch = fetch;
    }

    /** What came of it. */
    sealed interface Got {
        record Bytes(byte[] bytes) implements Got {}

        /** @param again whether asking later may help */
        record Nothing(String reason, boolean again) implements Got {}
    }

    /** @param address of an {@code s3} or {@code https} kind, as requests have them */
    Got get(URI address, long maxBytes) {
        return "s3".equals(address.getScheme()) ? fromS3(address, maxBytes) : fromWeb(address);
    }

    private Got fromS3(URI address, long maxBytes) {
        Reading reading =
                photos.readNamed(address.getAuthority(), address.getPath().substring(1), maxBytes);
        return reading instanceof Reading.Bytes found
                ? new Got.Bytes(found.bytes())
                : new Got.Nothing(address + " " + ((Reading.Unreadable) reading).reason(), false);
    }

    private Got fromWeb(URI address) {
        FetchOutcome outcome = fetch.fetch(address);
        if (outcome instanceof Fetched fetched) {
            return new Got.Bytes(fetched.bytes());
        }
        NotFetched not = (NotFetched) outcome;
        return new Got.Nothing(
                not.message(),
                switch (not.kind()) {
                    case TIMED_OUT, UNAVAILABLE -> true;
                    case REFUSED, GONE, TOO_LARGE -> false;
                });
    }
}
