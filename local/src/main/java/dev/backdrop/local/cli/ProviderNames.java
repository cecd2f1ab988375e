package dev.backdrop.local.cli;

import dev.backdrop.request.Request;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names of providers as they are given with {@code --provider}. */
final class ProviderNames {

    private ProviderNames() {}

    /** @throws UsageException if a name is given that nobody has */
    static void check(Optional<String> given, List<ProviderNote> providers) {
        given.ifPresent(name -> {
            boolean known =
                    providers.stream().anyMatch(provider -> provider.name().equalsIgnoreCase(name.strip()));
            if (!known && !Request.AUTO.equalsIgnoreCase(name.strip())) {
                String names =
                        providers.stream().map(ProviderNote::name).sorted().collect(Collectors.joining(", "));
                throw new UsageException("--provider: there is no provider '" + name + "'; known are auto, " + names);
            }
        });
    }
}
