package dev.backdrop.photo;

/** A file that isn't a photo we can use; says what it is and what to do about it. */
public final class UnreadablePhotoException extends Exception {

    private final String reason;

    UnreadablePhotoException(String reason, String advice) {
        this(reason, advice, null);
    }

    UnreadablePhotoException(String reason, String advice, Throwable cause) {
        super("The file is " + reason + ". " + advice, cause);
        this.reason = reason;
    }

    /** The file ends before the picture does. */
    static UnreadablePhotoException truncated(PhotoFormat format) {
        return new UnreadablePhotoException(
                "truncated: this " + format + " ends before its picture does",
                "The transfer was probably cut short; send the whole file again.");
    }

    /** The file's structure or data contradicts itself. */
    static UnreadablePhotoException damaged(PhotoFormat format, String how) {
        return damaged(format, how, null);
    }

    static UnreadablePhotoException damaged(PhotoFormat format, String how, Throwable cause) {
        return new UnreadablePhotoException(
                "a damaged " + format + " (" + how + ")",
                "Export it again from the original, or send another copy.",
                cause);
    }

    /** What the file is, fit to follow "the file is": {@code an HTML page}, {@code truncated: ...}. */
    public String reason() {
        return reason;
    }
}
