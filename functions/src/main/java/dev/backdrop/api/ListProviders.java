package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.photo.PhotoLimits;
import dev.backdrop.provider.Capabilities;
import dev.backdrop.provider.Provider;
import dev.backdrop.provider.Providers;
import dev.backdrop.request.Anchor;
import dev.backdrop.request.Background;
import dev.backdrop.request.Output;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Placement;
import dev.backdrop.request.Request;
import dev.backdrop.request.Rgb;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code GET /providers}. */
final class ListProviders implements Route.Operation {

    /** One background of each kind: what a provider can do with it, it can do with any. */
    private static final List<Background> KINDS = List.of(
            new Background.Color(new Rgb(255, 255, 255)),
            new Background.Image(URI.create("https://example.com/background.jpg")),
            new Background.Prompt("a table"),
            new Background.Transparent());

    private final Providers providers;
    private final Set<String> simulated;

    /** @param simulated names of providers that a stand-in answers for */
    ListProviders(Providers providers, Set<String> simulated) {
        this.providers = providers;
        this.simulated = Set.copyOf(simulated);
    }

    @Override
    public Answer run(Call call) {
        Query.read(call.query(), Set.of());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("providers");
        providers.all().forEach(listing -> list.add(view(listing)));
        return Answer.of(200, json);
    }

    private ObjectNode view(Providers.Listing listing) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", listing.name()).put("ready", listing instanceof Providers.Listing.Available);
        if (listing instanceof Providers.Listing.Missing missing) {
            json.put("lacks", missing.lacks());
        }
        if (simulated.contains(listing.name())) {
            json.put("simulated", true);
        }
        Capabilities can = listing.capabilities();
        put(json, "backgrounds", can.kinds());
        put(json, "placement", placed(can));
        json.put("seed", can.seed());
        put(json, "inputs", words(can.inputs()));
        if (listing instanceof Providers.Listing.Available available) {
            add(json, available.provider());
        }
        return json;
    }

    private static void add(ObjectNode json, Provider provider) {
        PhotoLimits limits = provider.limits();
        ObjectNode taken = json.putObject("limits");
        taken.put("maxBytes", limits.maxBytes()).put("maxSide", limits.maxSide());
        put(taken, "formats", words(limits.formats()));
        json.put("price", provider.pace().price())
                .put("concurrency", provider.pace().concurrency());
    }

    private static List<String> placed(Capabilities can) {
        Placement centred = new Placement(null, 1, Anchor.CENTER);
        return KINDS.stream()
                .filter(kind -> can.rendering(
                                new Request(kind, Request.AUTO, null, new Output(OutputFormat.PNG, null), centred))
                        .isPresent())
                .map(kind -> Background.word(kind.getClass()))
                .toList();
    }

    private static List<String> words(Collection<? extends Enum<?>> constants) {
        return constants.stream()
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
    }

    private static void put(ObjectNode json, String field, Collection<String> words) {
        ArrayNode list = json.putArray(field);
        words.forEach(list::add);
    }
}
