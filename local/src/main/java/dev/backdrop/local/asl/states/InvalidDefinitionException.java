package dev.backdrop.local.asl.states;

/** A definition that can't be run here; the message names the place and the matter. */
public final class InvalidDefinitionException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public InvalidDefinitionException(String path, String problem) {
        super(path + ": " + problem);
    }

    public InvalidDefinitionException(String path, String problem, Throwable cause) {
        super(path + ": " + problem, cause);
    }
}
