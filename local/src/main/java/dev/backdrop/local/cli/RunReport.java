package dev.backdrop.local.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How a run has come out.
 *
 * @param photos in the order of the command line
 * @param startUp until the application was ready
 * @param total of the whole command, start-up included
 */
record RunReport(List<PhotoReport> photos, Duration startUp, Duration total) {

    RunReport {
        photos = List.copyOf(photos);
    }

    long succeeded() {
        return photos.stream().filter(PhotoReport::succeeded).count();
    }

    long failed() {
        return photos.size() - succeeded();
    }

    /** By provider, because a credit of one isn't a credit of another. */
    Map<String, BigDecimal> credits() {
        Map<String, BigDecimal> credits = new TreeMap<>();
        photos.forEach(photo ->
                photo.credits().ifPresent(cost -> credits.merge(photo.job().provider(), cost, BigDecimal::add)));
        return credits;
    }

    /** What Backdrop itself took for each job that has ended, shortest first. */
    List<Duration> overheads() {
        return photos.stream()
                .flatMap(photo -> photo.times().stream())
                .map(JobTimes::overhead)
                .sorted()
                .toList();
    }

    /** The providers that were used and have something to be known about. */
    List<ProviderNote> notes() {
        return photos.stream()
                .map(PhotoReport::provider)
                .filter(Objects::nonNull)
                .filter(provider -> !provider.note().isEmpty())
                .distinct()
                .toList();
    }
}
