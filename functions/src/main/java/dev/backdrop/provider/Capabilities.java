package dev.backdrop.provider;

import dev.backdrop.request.Background;
import dev.backdrop.request.Output;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Request;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a provider can be asked for.
 *
 * @param backgrounds the kinds of background that it makes itself, each with the formats that it returns them in
 * @param inputs the ways in which it takes a photo
 * @param placement whether it puts a photo where it is told to on a canvas
 * @param seed whether a seed makes it repeat itself
 * @param maxResultPixels width times height of its largest result, if it has a limit
 * @param repeatableSubmit whether the billed call can be made again after a lost answer without a second charge
 */
public record Capabilities(
        Map<Class<? extends Background>, Set<OutputFormat>> backgrounds,
        Set<Input> inputs,
        boolean placement,
        boolean seed,
        OptionalLong maxResultPixels,
        boolean repeatableSubmit) {

    /** How a photo is handed over. */
    public enum Input {
        /** We send the bytes, in the call itself or to where the vendor tells us to put them. */
        UPLOAD,
        /** The vendor fetches it from an address of ours. */
        URL
    }

    /** Who makes the finished picture. */
    public enum Rendering {
        /** The vendor. */
        VENDOR,
        /** The vendor cuts the subject out, and we put it on its background. */
        COMPOSED
    }

    public Capabilities {
        backgrounds = Map.copyOf(backgrounds);
        inputs = Set.copyOf(inputs);
    }

    /** How a request would be served; nothing if it can't be. */
    public Optional<Rendering> rendering(Request request) {
        boolean placed = request.placement() == null || placement;
        Set<OutputFormat> formats = backgrounds.get(request.background().getClass());
        if (cutsOut() && !(request.background() instanceof Background.Prompt)) {
            boolean asIs = placed
                    && formats != null
                    && formats.contains(request.output().format());
            return Optional.of(asIs ? Rendering.VENDOR : Rendering.COMPOSED);
        }
        return formats != null && placed ? Optional.of(Rendering.VENDOR) : Optional.empty();
    }

    /** Whether it returns the subject alone, with which we can do the rest. */
    private boolean cutsOut() {
        return backgrounds.getOrDefault(Background.Transparent.class, Set.of()).contains(OutputFormat.PNG);
    }

    /** What the vendor is to be asked for. */
    public static Request vendorsPart(Request request, Rendering rendering) {
        return switch (rendering) {
            case VENDOR -> request;
            case COMPOSED ->
                new Request(
                        new Background.Transparent(),
                        request.provider(),
                        request.seed(),
                        new Output(OutputFormat.PNG, null));
        };
    }

    /** The kinds of background that it can be asked for, with our help or without, in plain words. */
    public Set<String> kinds() {
        Set<String> kinds = new TreeSet<>();
        backgrounds.keySet().forEach(kind -> kinds.add(Background.word(kind)));
        if (cutsOut()) {
            kinds.add(Background.word(Background.Color.class));
            kinds.add(Background.word(Background.Image.class));
        }
        return kinds;
    }
}
