package dev.backdrop.local.simulator;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the simulator runs, whatever the vendor.
 *
 * @param clock tells the time for every expiry, window and duration
 * @param seed everything that looks random repeats with it
 * @param painter makes the results
 * @param apiPort the API host's port, 0 for a free one; the other hosts always take free ones
 * @param vendors the vendors that are simulated, each with its own options
 */
public record SimulatorOptions(Clock clock, long seed, Painter painter, int apiPort, List<VendorOptions> vendors) {

    public SimulatorOptions {
        vendors = List.copyOf(vendors);
    }

    /** Real time, free ports, results with a coloured border, no vendor yet. */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(Clock.systemUTC(), 1, new BorderPainter(), 0, List.of());
    }

    public SimulatorOptions withClock(Clock other) {
        return new SimulatorOptions(other, seed, painter, apiPort, vendors);
    }

    public SimulatorOptions withSeed(long other) {
        return new SimulatorOptions(clock, other, painter, apiPort, vendors);
    }

    public SimulatorOptions withPainter(Painter other) {
        return new SimulatorOptions(clock, seed, other, apiPort, vendors);
    }

    public SimulatorOptions withApiPort(int other) {
        return new SimulatorOptions(clock, seed, painter, other, vendors);
    }

    /** With one vendor more. */
    public SimulatorOptions with(VendorOptions vendor) {
        return new SimulatorOptions(
                clock,
                seed,
                painter,
                apiPort,
                Stream.concat(vendors.stream(), Stream.of(vendor)).toList());
    }
}
