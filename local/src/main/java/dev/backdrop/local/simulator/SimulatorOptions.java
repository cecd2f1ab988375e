package dev.backdrop.local.simulator;

import dev.backdrop.local.simulator.perfectcorp.PerfectCorpOptions;
import dev.backdrop.request.OutputFormat;
import java.time.Clock;

/**
 * How the simulator runs, whatever the vendor.
 *
 * @param clock tells the time for every expiry, window and duration
 * @param seed everything that looks random repeats with it
 * @param painter makes the results
 * @param apiPort the API host's port, 0 for a free one; the other hosts always take free ones
 * @param perfectcorp Perfect Corp's own options
 */
public record SimulatorOptions(Clock clock, long seed, Painter painter, int apiPort, PerfectCorpOptions perfectcorp) {

    /** Real time, free ports, JPEG results with a coloured border. */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(
                Clock.systemUTC(), 1, new BorderPainter(OutputFormat.JPEG), 0, PerfectCorpOptions.defaults());
    }

    public SimulatorOptions withClock(Clock other) {
        return new SimulatorOptions(other, seed, painter, apiPort, perfectcorp);
    }

    public SimulatorOptions withSeed(long other) {
        return new SimulatorOptions(clock, other, painter, apiPort, perfectcorp);
    }

    public SimulatorOptions withPainter(Painter other) {
        return new SimulatorOptions(clock, seed, other, apiPort, perfectcorp);
    }

    public SimulatorOptions withApiPort(int other) {
        return new SimulatorOptions(clock, seed, painter, other, perfectcorp);
    }

    public SimulatorOptions withPerfectCorp(PerfectCorpOptions other) {
        return new SimulatorOptions(clock, seed, painter, apiPort, other);
    }
}
