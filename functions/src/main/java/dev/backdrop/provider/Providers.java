package dev.backdrop.provider;

import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.request.Background;
import dev.backdrop.request.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The providers that are set up here, and the choice among them. */
public final class Providers {

    private final Map<String, Provider> byName = new LinkedHashMap<>();
    private final Map<String, String> missing;
    private final List<String> autoOrder;

    /**
     * @param available the providers that can be used
     * @param missing for each provider that exists but isn't set up, what it lacks
     * @param autoOrder the names that {@code auto} goes through, best first
     */
    public Providers(List<Provider> available, Map<String, String> missing, List<String> autoOrder) {
        available.forEach(provider -> byName.put(provider.name(), provider));
        this.missing = Map.copyOf(missing);
        this.autoOrder = List.copyOf(autoOrder);
    }

    /** Either the provider for a request, or why there is none. */
    public sealed interface Choice {
        record Chosen(Provider provider) implements Choice {}

        record None(Failure failure) implements Choice {}
    }

    public Choice choose(Request request) {
        return Request.AUTO.equals(request.provider()) ? auto(request) : named(request);
    }

    private Choice auto(Request request) {
        return autoOrder.stream()
                .map(byName::get)
                .filter(provider -> provider != null && provider.capabilities().supports(request.background()))
                .findFirst()
                .<Choice>map(Choice.Chosen::new)
                .orElseGet(() -> none("no provider that is set up makes " + kind(request.background()) + " backgrounds."
                        + suggestion(request)));
    }

    private Choice named(Request request) {
        String name = request.provider();
        Provider provider = byName.get(name);
        if (provider == null) {
            String lacking = missing.get(name);
            return none(
                    lacking == null
                            ? "there is no provider '" + name + "'. Known are " + known()
                            : name + " is not set up: " + lacking);
        }
        if (!provider.capabilities().supports(request.background())) {
            return none(name + " makes no " + kind(request.background()) + " backgrounds." + suggestion(request));
        }
        return new Choice.Chosen(provider);
    }

    private static Choice none(String message) {
        return new Choice.None(Failure.ours(FailureCode.UNSUPPORTED_REQUEST, message, false));
    }

    private String suggestion(Request request) {
        String able = byName.values().stream()
                .filter(provider -> provider.capabilities().supports(request.background()))
                .map(Provider::name)
                .collect(Collectors.joining(", "));
        return able.isEmpty() ? " Ask for another background, or set up another provider" : " These do: " + able;
    }

    private String known() {
        return java.util.stream.Stream.concat(byName.keySet().stream(), missing.keySet().stream())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String kind(Background background) {
        return background.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** The provider of a running attempt. */
    public Optional<Provider> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
