package dev.backdrop.local.studio;

/** There is nothing in the photo that could be put on another background. */
final class NoSubjectException extends RuntimeException {

    NoSubjectException() {
        super("no subject stands out from the background of this photo; take one with a clear subject");
    }
}
