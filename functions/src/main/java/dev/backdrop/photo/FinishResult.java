package dev.backdrop.photo;

/** What became of a vendor's result. */
public sealed interface FinishResult {

    /**
     * The picture that was promised.
     *
     * @param bytes the file; the vendor's own array if it was fine as it was
     * @param width pixels across
     * @param height pixels down
     * @param reencoded whether the bytes are other than the vendor's
     */
    record Finished(byte[] bytes, PhotoFormat format, int width, int height, boolean reencoded)
            implements FinishResult {

        @Override
        public String toString() {
            return format + " " + width + "x" + height + ", " + bytes.length + " bytes"
                    + (reencoded ? ", re-encoded" : "");
        }
    }

    /**
     * Not a picture that anybody can use.
     *
     * @param reason what it is instead, fit to follow "the result is": {@code an HTML page}, {@code truncated: ...}
     */
    record NotAPicture(String reason) implements FinishResult {}

    /**
     * The result is fine, but the picture that was to go behind it can't be used. Only {@link Compositor} says so.
     *
     * @param reason what that picture is instead, fit to follow "the background picture is"
     */
    record BadGround(String reason) implements FinishResult {}
}
