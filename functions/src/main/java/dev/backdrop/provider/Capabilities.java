package dev.backdrop.provider;

import dev.backdrop.request.Background;
import java.util.Set;

/**
 * What a provider can be asked for.
 *
 * @param backgrounds the kinds of background
 */
public record Capabilities(Set<Class<? extends Background>> backgrounds) {

    public Capabilities {
        backgrounds = Set.copyOf(backgrounds);
    }

    public boolean supports(Background background) {
        return backgrounds.contains(background.getClass());
    }
}
