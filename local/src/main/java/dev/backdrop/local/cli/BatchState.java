package dev.backdrop.local.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/**
 * A batch at one moment.
 *
 * @param phase in a word or two, such as {@code planning}
 * @param done jobs that have ended, well or badly
 * @param failed those that have ended badly
 * @param total jobs that were planned; 0 before that is known
 * @param running since the first job began
 */
record BatchState(String phase, long done, long failed, long total, Duration running) {

    private static final int MILLIS = 1000;
    private static final int SECONDS = 60;

    /** Nothing before anything is done. */
    Optional<Duration> left() {
        return done == 0 || total == 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(running.toMillis() * (total - done) / done));
    }

    String text() {
        if (total == 0) {
            return phase;
        }
        return phase + ": " + done + " of " + total + " done" + (failed == 0 ? "" : ", " + failed + " failed")
                + (done == 0 || running.isZero() ? "" : ", " + rate(done, running))
                + left().filter(time -> done < total)
                        .map(time -> ", about " + time(time) + " left")
                        .orElse("");
    }

    /** The same for narrow screens. */
    String shortText() {
        if (total == 0) {
            return phase;
        }
        return done + "/" + total + (failed == 0 ? "" : ", " + failed + " failed")
                + (done == 0 || running.isZero()
                        ? ""
                        : ", " + rate(done, running).replace(" a second", "/s").replace(" a minute", "/min"))
                + left().filter(time -> done < total)
                        .map(time -> ", " + time(time) + " left")
                        .orElse("");
    }

    /** By the second or by the minute, whichever reads better. */
    static String rate(long jobs, Duration time) {
        BigDecimal perSecond = BigDecimal.valueOf(jobs * MILLIS)
                .divide(BigDecimal.valueOf(Math.max(1, time.toMillis())), 4, RoundingMode.HALF_UP);
        return perSecond.compareTo(BigDecimal.ONE) >= 0
                ? perSecond.setScale(1, RoundingMode.HALF_UP) + " a second"
                : perSecond.multiply(BigDecimal.valueOf(SECONDS)).setScale(1, RoundingMode.HALF_UP) + " a minute";
    }

    /** Such as {@code 45 s}, {@code 3 min 20 s} or {@code 2 h 5 min}. */
    static String time(Duration time) {
        if (time.toMinutes() == 0) {
            return time.toSeconds() + " s";
        }
        return time.toHours() == 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toHours() + " h " + time.toMinutesPart() + " min";
    }
}
