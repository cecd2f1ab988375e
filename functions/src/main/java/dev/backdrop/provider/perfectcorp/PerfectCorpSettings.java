package dev.backdrop.provider.perfectcorp;

import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.photo.PhotoLimits;
import dev.backdrop.provider.Pace;
import dev.backdrop.provider.VendorSettings;
import dev.backdrop.settings.InvalidSettingException;
import dev.backdrop.settings.Settings;
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
        VendorSettings vendor = new VendorSettings(settings, NAMES);
        String feature = vendor.name("FEATURE", "bg-replace-v2");
        return new PerfectCorpSettings(
                settings.address(NAMES + "BASE_URL", "https://yce-api-01.makeupar.com"),
                vendor.secret("API_KEY", "an API key from Perfect Corp's API console"),
                feature,
                vendor.path("FILE_PATH", "/s2s/v2.0/file/" + feature),
                settings.choice(NAMES + "INPUT", Input.UPLOAD),
                // Tasks that aren't polled for 10 s were lost in version 1 of the API; version 2 has a window too but
                // names
                // no number.
                vendor.pace(vendor.polling(Duration.ofSeconds(8), Duration.ofSeconds(9)), 4, 2, Duration.ofSeconds(20)),
                // Whether a megabyte is 10^6 or 2^20 bytes isn't said; the smaller one is right either way.
                new PhotoLimits(
                        settings.number(NAMES + "MAX_BYTES", 9_999_999, 10_000, 9_999_999),
                        (int) settings.number(NAMES + "MAX_SIDE", 4096, 64, 4096),
                        Set.of(PhotoFormat.JPEG, PhotoFormat.PNG)));
    }

    /** What to do before it can be used; nothing if it can. */
    public static Optional<String> lacking(Settings settings) {
        return new VendorSettings(settings, NAMES).lacking("API_KEY");
    }

    /** Everything but the key. */
    @Override
    public String toString() {
        return "Perfect Corp at " + base + ", " + feature + ", files by " + filePath + ", input " + input + ", " + pace
                + ", " + limits;
    }
}
