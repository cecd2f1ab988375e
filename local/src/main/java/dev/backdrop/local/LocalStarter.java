package dev.backdrop.local;

import dev.backdrop.local.cli.LocalBackdrop;
import dev.backdrop.local.cli.LocalBackdrops;
import dev.backdrop.local.cli.StartOptions;

/** Gives the command line its application; found through {@link java.util.ServiceLoader}. */
public final class LocalStarter implements LocalBackdrops {

    @Override
    public LocalBackdrop start(StartOptions options) {
        return LocalApplication.start(options);
    }
}
