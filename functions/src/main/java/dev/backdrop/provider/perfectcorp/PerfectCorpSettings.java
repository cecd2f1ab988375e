package dev.backdrop.provider.perfectcorp;

import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.photo.PhotoLimits;
import dev.backdrop.provider.Pace;
import dev.backdrop.provider.PollingRange;
import dev.backdrop.settings.InvalidSettingException;
import dev.backdrop.settings.Settings;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How Perfect Corp is to be used. Defaults are from https://docs.perfectcorp.com/reference/ai_photo_background_change.
 *
 * @param base scheme, host and port of the API, and a path before its own if there is one
 * @param apiKey sent as a bearer token, to {@code base} and nowhere else
 * @param feature the product's name in paths; the vendor has used {@code bg-replace} and {@code bg-replace-v2}
 * @param filePath the path of the call that registers a file; newer contracts have {@code /s2s/v2.0/file} for all products
 * @param input how a photo is handed over
 * @param pace polling and price in units per result
 * @param limits of the photos taken: less than 10 MB, 4096 pixels, JPEG and PNG
 */
public record PerfectCorpSettings(
        URI base, String apiKey, String feature, String filePath, Input input, Pace pace, PhotoLimits limits) {

    private static final String NAMES = "BACKDROP_PERFECTCORP_";

    /** How a photo is handed over. */
    public enum Input {
        /** We put the bytes where the vendor tells us to. */
        UPLOAD,
        /** The vendor fetches the photo from an address of ours. */
        URL
    }

    /** @throws InvalidSettingException naming the setting that is missing or makes no sense */
    public static PerfectCorpSettings from(Settings settings) {
        String feature = settings.text(NAMES + "FEATURE", "bg-replace-v2");
        return new PerfectCorpSettings(
                settings.address(NAMES + "BASE_URL", "https://yce-api-01.makeupar.com"),
                key(settings),
                checked("FEATURE", feature, "[A-Za-z0-9._-]+", "a name such as bg-replace-v2"),
                checked(
                        "FILE_PATH",
                        settings.text(NAMES + "FILE_PATH", "/s2s/v2.0/file/" + feature),
                        "(/[A-Za-z0-9._-]+)+",
                        "a path such as /s2s/v2.0/file"),
                settings.choice(NAMES + "INPUT", Input.UPLOAD),
                new Pace(
                        polling(settings),
                        BigDecimal.valueOf(settings.number(NAMES + "PRICE", 4, 0, 10_000)),
                        (int) settings.number(NAMES + "CONCURRENCY", 2, 1, 1000),
                        settings.seconds(
                                NAMES + "USUAL_SECONDS",
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(1),
                                Duration.ofMinutes(10))),
                // Whether a megabyte is 10^6 or 2^20 bytes isn't said; the smaller one is right either way.
                new PhotoLimits(
                        settings.number(NAMES + "MAX_BYTES", 9_999_999, 10_000, 9_999_999),
                        (int) settings.number(NAMES + "MAX_SIDE", 4096, 64, 4096),
                        Set.of(PhotoFormat.JPEG, PhotoFormat.PNG)));
    }

    /** What to do before it can be used; nothing if it can. */
    public static Optional<String> lacking(Settings settings) {
        return settings.text(NAMES + "API_KEY").isPresent()
                ? Optional.empty()
                : Optional.of("put " + NAMES + "API_KEY into the provider secret");
    }

    private static String key(Settings settings) {
        String key = settings.text(NAMES + "API_KEY")
                .orElseThrow(() -> new InvalidSettingException(NAMES
                        + "API_KEY is not set: set it to an API key from Perfect Corp's API console, in the secret or the"
                        + " environment"));
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new InvalidSettingException(
                    NAMES + "API_KEY holds a blank or a character that no key has: paste it again");
        }
        return key;
    }

    private static String checked(String name, String value, String pattern, String meaning) {
        if (!value.matches(pattern)) {
            throw new InvalidSettingException(NAMES + name + " must be " + meaning + ", not '" + value + "'");
        }
        return value;
    }

    /** Tasks that aren't polled for 10 s were lost in version 1 of the API; version 2 has a window too but names no number. */
    private static PollingRange polling(Settings settings) {
        Duration most = Duration.ofSeconds(9);
        Duration least = Duration.ofMillis(1);
        try {
            return new PollingRange(
                    settings.milliseconds(NAMES + "POLL_USUAL_MS", Duration.ofSeconds(2), least, most),
                    settings.milliseconds(NAMES + "POLL_MIN_MS", Duration.ofSeconds(1), least, most),
                    settings.milliseconds(NAMES + "POLL_MAX_MS", Duration.ofSeconds(8), least, most));
        } catch (IllegalArgumentException outOfOrder) {
            throw new InvalidSettingException(NAMES + "POLL_MIN_MS, " + NAMES + "POLL_USUAL_MS and " + NAMES
                    + "POLL_MAX_MS must rise in this order, the first and the last in whole seconds (1000, 2000, ...)");
        }
    }

    /** Everything but the key. */
    @Override
    public String toString() {
        return "Perfect Corp at " + base + ", " + feature + ", files by " + filePath + ", input " + input + ", " + pace
                + ", " + limits;
    }
}
