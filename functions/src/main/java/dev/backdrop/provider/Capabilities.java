package dev.backdrop.provider;

import dev.backdrop.request.Background;
import java.util.Set;

/**
 * What a provider can be asked for.
 *
 * @param backgrounds the kinds of background
 * @param repeatableSubmit whether the billed call can be made again after a lost answer without a second charge
 */
public record Capabilities(Set<Class<? extends Background>> backgrounds, boolean repeatableSubmit) {

    public Capabilities {
        backgrounds = Set.copyOf(backgrounds);
    }

    /** Of a vendor that has no way to recognise a repeated call, as all but our own have none. */
    public Capabilities(Set<Class<? extends Background>> backgrounds) {
        this(backgrounds, false);
    }

    public boolean supports(Background background) {
        return backgrounds.contains(background.getClass());
    }
}
