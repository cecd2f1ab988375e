package dev.backdrop.local.cli;

/** Starts the whole application on this machine. */
@FunctionalInterface
public interface LocalBackdrops {

    /** @throws CannotStartException if it can't start, saying what to do about it; nothing is left running then */
    LocalBackdrop start(StartOptions options);
}
