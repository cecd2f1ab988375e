package dev.backdrop.provider;

import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.provider.Capabilities.Rendering;
import dev.backdrop.request.Background;
import dev.backdrop.request.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The providers that there are, and the choice among those that are set up. */
public final class Providers {

    private final Map<String, Listing> byName = new LinkedHashMap<>();
    private final List<String> autoOrder;

    /** A provider that there is. */
    public sealed interface Listing {

        String name();

        Capabilities capabilities();

        /** It can be used. */
        record Available(Provider provider) implements Listing {

            @Override
            public String name() {
                return provider.name();
            }

            @Override
            public Capabilities capabilities() {
                return provider.capabilities();
            }
        }

        /**
         * It isn't set up here.
         *
         * @param capabilities what it could do
         * @param lacks what to do about it, as an order
         */
        record Missing(String name, Capabilities capabilities, String lacks) implements Listing {}
    }

    /** Either the provider for a request, or why there is none. */
    public sealed interface Choice {
        record Chosen(Provider provider, Rendering rendering) implements Choice {}

        record None(Failure failure) implements Choice {}
    }

    /** @param autoOrder the names that {@code auto} goes through, best first */
    public Providers(List<Listing> listings, List<String> autoOrder) {
        listings.forEach(listing -> byName.put(listing.name(), listing));
        this.autoOrder = List.copyOf(autoOrder);
    }

    public Choice choose(Request request) {
        return Request.AUTO.equals(request.provider()) ? auto(request) : named(request);
    }

    private Choice auto(Request request) {
        return autoOrder.stream()
                .flatMap(name -> find(name).stream())
                .flatMap(provider -> chosen(provider, request).stream())
                .findFirst()
                .orElseGet(() -> none("no provider that 'auto' may choose, " + autoOrder + ", makes " + wish(request)
                        + "." + advice(request)));
    }

    private Choice named(Request request) {
        Listing listing = byName.get(request.provider());
        if (listing == null) {
            return none("there is no provider '" + request.provider() + "'. Known are "
                    + byName.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        if (listing instanceof Listing.Available available) {
            return chosen(available.provider(), request)
                    .orElseGet(
                            () -> none(request.provider() + " doesn't make " + wish(request) + "." + advice(request)));
        }
        return none(request.provider() + " is not set up: " + ((Listing.Missing) listing).lacks());
    }

    private static Optional<Choice> chosen(Provider provider, Request request) {
        return provider.capabilities().rendering(request).map(rendering -> new Choice.Chosen(provider, rendering));
    }

    private static Choice none(String message) {
        return new Choice.None(Failure.ours(FailureCode.UNSUPPORTED_REQUEST, message, false));
    }

    /** Who could do it, set up or not. */
    private String advice(Request request) {
        List<Listing> able = byName.values().stream()
                .filter(listing -> listing.capabilities().rendering(request).isPresent())
                .toList();
        List<String> ready = able.stream()
                .filter(Listing.Available.class::isInstance)
                .map(Listing::name)
                .toList();
        if (!ready.isEmpty()) {
            return " These do: " + String.join(", ", ready);
        }
        String others = able.stream().map(Listing::name).collect(Collectors.joining(", "));
        return others.isEmpty() ? " Nobody does: ask for something else" : " These would, once set up: " + others;
    }

    private static String wish(Request request) {
        String kind = Background.word(request.background().getClass()) + " backgrounds";
        return request.placement() == null ? kind : kind + " with a placement";
    }

    /** The provider of a running attempt. */
    public Optional<Provider> find(String name) {
        return byName.get(name) instanceof Listing.Available available
                ? Optional.of(available.provider())
                : Optional.empty();
    }

    /** Every provider that there is, in the order of registration. */
    public List<Listing> all() {
        return List.copyOf(byName.values());
    }
}
