package dev.backdrop.api;

import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.photo.PhotoLimits;
import dev.backdrop.provider.Capabilities;
import dev.backdrop.provider.Pace;
import dev.backdrop.provider.PollingRange;
import dev.backdrop.provider.Preparation;
import dev.backdrop.provider.Provider;
import dev.backdrop.provider.TaskOrder;
import dev.backdrop.provider.TaskRef;
import dev.backdrop.provider.TaskState;
import dev.backdrop.request.Background;
import dev.backdrop.request.OutputFormat;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** A provider for its description; it is never given work. */
final class PaintingProvider implements Provider {

    /** Prompts only. */
    static final Capabilities PROMPTS = new Capabilities(
            Map.of(Background.Prompt.class, Set.of(OutputFormat.JPEG)),
            EnumSet.allOf(Capabilities.Input.class),
            false,
            false,
            OptionalLong.empty(),
            false);

    /** Cut-outs and prompts. */
    static final Capabilities CUT_OUTS = new Capabilities(
            Map.of(
                    Background.Prompt.class, EnumSet.allOf(OutputFormat.class),
                    Background.Transparent.class, Set.of(OutputFormat.PNG)),
            Set.of(Capabilities.Input.UPLOAD),
            false,
            true,
            OptionalLong.empty(),
            true);

    private final String name;
    private final Capabilities capabilities;

    PaintingProvider(String name, Capabilities capabilities) {
        this.name = name;
        this.capabilities = capabilities;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public PhotoLimits limits() {
        return new PhotoLimits(1000, 4096, Set.of(PhotoFormat.JPEG, PhotoFormat.PNG));
    }

    @Override
    public Pace pace() {
        Duration second = Duration.ofSeconds(1);
        return new Pace(new PollingRange(second, second, second), new BigDecimal("2.5"), 3, second);
    }

    @Override
    public Preparation prepare(TaskOrder order) {
        throw new AssertionError("the API submits nothing");
    }

    @Override
    public TaskState poll(TaskRef task) {
        throw new AssertionError("the API polls nothing");
    }
}
