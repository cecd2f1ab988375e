package dev.backdrop.local.simulator.picwish;

/** A task can't go on; carries the state in which it ends. */
final class ProcessingException extends Exception {

    private final int state;

    /** @param state one of {@link States}, negative */
    ProcessingException(int state) {
        super("state " + state);
        this.state = state;
    }

    int state() {
        return state;
    }
}
