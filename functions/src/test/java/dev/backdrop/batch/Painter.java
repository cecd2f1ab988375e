package dev.backdrop.batch;

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
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** A provider of prompts that batches can be planned with, and nothing else. */
final class Painter implements Provider {

    @Override
    public String name() {
        return "painter";
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                Map.of(Background.Prompt.class, Set.of(OutputFormat.PNG, OutputFormat.JPEG)),
                Set.of(Capabilities.Input.UPLOAD),
                false,
                true,
                OptionalLong.empty(),
                false);
    }

    @Override
    public PhotoLimits limits() {
        return new PhotoLimits(1 << 20, 4096, Set.of(PhotoFormat.JPEG));
    }

    @Override
    public Pace pace() {
        return new Pace(
                new PollingRange(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(9)),
                new BigDecimal("2.5"),
                4,
                Duration.ofSeconds(10));
    }

    @Override
    public Preparation prepare(TaskOrder order) {
        throw new UnsupportedOperationException("nothing is submitted by a plan");
    }

    @Override
    public TaskState poll(TaskRef task) {
        throw new UnsupportedOperationException("nothing is polled by a plan");
    }
}
