package dev.backdrop.request;

/** A request that can't be understood; the message names the place and says what to write instead. */
public final class InvalidRequestException extends RuntimeException {

    private final String field;

    /** @param field the path of the field, such as {@code background.color} */
    public InvalidRequestException(String field, String problem) {
        super(field + ": " + problem);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
