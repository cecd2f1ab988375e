package dev.backdrop.provider;

import dev.backdrop.settings.InvalidSettingException;
import dev.backdrop.settings.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** What the settings of every vendor have in common. Names are given without the vendor's prefix. */
public final class VendorSettings {

    private static final Duration LEAST_WAIT = Duration.ofMillis(1);
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final long HIGHEST_PRICE = 10_000;
    private static final int MOST_JOBS = 1000;

    private final Settings settings;
    private final String prefix;

    /** @param prefix of the vendor's settings, such as {@code BACKDROP_FASHN_} */
    public VendorSettings(Settings settings, String prefix) {
        this.settings = settings;
        this.prefix = prefix;
    }

    /** The advice to set a key or the like; nothing if it is set. */
    public Optional<String> lacking(String name) {
        return settings.text(prefix + name).isPresent()
                ? Optional.empty()
                : Optional.of("put " + prefix + name + " into the provider secret");
    }

    /**
     * A key, or what else lets in.
     *
     * @param meaning completes "set it to"
     * @throws InvalidSettingException if it isn't set, or couldn't stand in a header
     */
    public String secret(String name, String meaning) {
        String value = settings.text(prefix + name)
                .orElseThrow(() -> new InvalidSettingException(
                        prefix + name + " is not set: set it to " + meaning + ", in the secret or the environment"));
        if (!value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new InvalidSettingException(
                    prefix + name + " holds a blank or a character that none of them has: paste it again");
        }
        return value;
    }

    /** A name of the vendor's that becomes part of a path, such as {@code background-change}. */
    public String name(String name, String otherwise) {
        return checked(name, otherwise, "[A-Za-z0-9._-]+", "a name");
    }

    /** A path of the vendor's, such as {@code /s2s/v2.0/file}. */
    public String path(String name, String otherwise) {
        return checked(name, otherwise, "(/[A-Za-z0-9._-]+)+", "a path");
    }

    private String checked(String name, String otherwise, String pattern, String what) {
        String value = settings.text(prefix + name, otherwise);
        if (!value.matches(pattern)) {
            throw new InvalidSettingException(
                    prefix + name + " must be " + what + " such as " + otherwise + ", not '" + value + "'");
        }
        return value;
    }

    /** In the vendor's own units. */
    public BigDecimal price(String name, long otherwise) {
        return BigDecimal.valueOf(settings.number(prefix + name, otherwise, 0, HIGHEST_PRICE));
    }

    /** @param usualTime of one job, from submission to result */
    public Pace pace(PollingRange polling, long price, int concurrency, Duration usualTime) {
        return new Pace(
                polling,
                price("PRICE", price),
                (int) settings.number(prefix + "CONCURRENCY", concurrency, 1, MOST_JOBS),
                settings.seconds(prefix + "USUAL_SECONDS", usualTime, Duration.ofSeconds(1), Duration.ofMinutes(10)));
    }

    /**
     * One second at least, and two usually, unless set otherwise: what these vendors ask for, or bear.
     *
     * @param longest unless set otherwise
     * @param most that any of them may be set to, less than the vendor's window
     */
    public PollingRange polling(Duration longest, Duration most) {
        try {
            return new PollingRange(
                    settings.milliseconds(prefix + "POLL_USUAL_MS", Duration.ofSeconds(2), LEAST_WAIT, most),
                    settings.milliseconds(prefix + "POLL_MIN_MS", SHORTEST_WAIT, LEAST_WAIT, most),
                    settings.milliseconds(prefix + "POLL_MAX_MS", longest, LEAST_WAIT, most));
        } catch (IllegalArgumentException outOfOrder) {
            throw new InvalidSettingException(prefix + "POLL_MIN_MS, " + prefix + "POLL_USUAL_MS and " + prefix
                    + "POLL_MAX_MS must rise in this order, the first and the last in whole seconds (1000, 2000, ...)");
        }
    }
}
