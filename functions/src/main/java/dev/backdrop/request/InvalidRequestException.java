package dev.backdrop.request;

/** A request that can't be understood; the message names the place and says what to write instead. */
public final class InvalidRequestException extends RuntimeException {

    private final String field;
    private final String problem;

    /** @param field the path of the field, such as {@code background.color} */
    public InvalidRequestException(String field, String problem) {
        super(field + ": " + problem);
        this.field = field;
        this.problem = problem;
    }

    public String field() {
        return field;
    }

    /** What is wrong with the field, without its name. */
    public String problem() {
        return problem;
    }
}
