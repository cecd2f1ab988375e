package dev.backdrop.api;

import java.net.URI;

/** Where a new job's photo comes from. */
sealed interface PhotoOrigin {

    /** The caller sends it next. */
    record Upload(AnnouncedPicture picture) implements PhotoOrigin {}

    /**
     * It is in the input bucket.
     *
     * @param versionId null for the newest
     */
    record Stored(String key, String versionId) implements PhotoOrigin {}

    /** It is to be fetched. */
    record Address(URI address) implements PhotoOrigin {}
}
