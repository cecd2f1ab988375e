package dev.backdrop.local.cli;

import java.util.Optional;

/** Asks whoever sits at the terminal. */
@FunctionalInterface
interface Question {

    /** @return what was answered; nothing if nobody is there to answer, or the command was told to stop */
    Optional<String> ask(String text);
}
