package dev.backdrop.local.asl.states;

import java.util.List;

/** What a state does about errors: in both lists the first that matches acts. */
public record Handlers(List<Retrier> retriers, List<Catcher> catchers) {}
