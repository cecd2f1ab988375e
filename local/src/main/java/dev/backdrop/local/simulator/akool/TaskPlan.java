package dev.backdrop.local.simulator.akool;

import dev.backdrop.local.simulator.Fault;
import java.time.Duration;
import java.util.List;

/**
 * What is to become of one task, if its pictures are good.
 *
 * @param takes how long it takes in all, by the simulator's clock
 * @param fails whether it ends with {@code image_status} 4
 * @param reasons what {@code error_reasons} says then
 * @param download what every download of its result meets
 */
record TaskPlan(Duration takes, boolean fails, List<String> reasons, Fault download) {

    TaskPlan taking(Duration other) {
        return new TaskPlan(other, fails, reasons, download);
    }

    TaskPlan failing(List<String> why) {
        return new TaskPlan(takes, true, List.copyOf(why), download);
    }

    TaskPlan succeeding() {
        return new TaskPlan(takes, false, List.of(), download);
    }

    TaskPlan downloading(Fault other) {
        return new TaskPlan(takes, fails, reasons, other);
    }
}
