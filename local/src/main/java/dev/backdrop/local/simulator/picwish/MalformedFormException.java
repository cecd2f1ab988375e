package dev.backdrop.local.simulator.picwish;

/** A body that isn't the form that it claims to be; the message says where it goes wrong. */
final class MalformedFormException extends Exception {

    MalformedFormException(String what) {
        super(what);
    }
}
