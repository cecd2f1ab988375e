package dev.backdrop.provider.fashn;

import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.photo.PhotoLimits;
import dev.backdrop.provider.Capabilities.Input;
import dev.backdrop.provider.Pace;
import dev.backdrop.provider.VendorSettings;
import dev.backdrop.settings.InvalidSettingException;
import dev.backdrop.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How FASHN is to be used. Defaults are from its pages at https://docs.fashn.ai ("Background Change", "API Fundamentals",
 * "Image Preprocessing Best Practices") and, for the limits that these leave out, from its published API description.
 *
 * @param base scheme, host and port of the API, and a path before its own if there is one
 * @param apiKey sent as a bearer token, to {@code base} and nowhere else
 * @param model the vendor's name for it; {@code background-change} is called experimental, so it may be renamed or retired
 * @param input how a photo is handed over: inside the call, or by an address of ours
 * @param returnBase64 whether the result comes inside the answer and isn't kept on the vendor's servers
 * @param pace polling and price in credits per result
 * @param limits of the photos taken; the vendor advises a longer side of 2000 pixels and publishes no number of bytes
 */
public record FashnSettings(
        URI base, String apiKey, String model, Input input, boolean returnBase64, Pace pace, PhotoLimits limits) {

    private static final String NAMES = "BACKDROP_FASHN_";

    /**
     * A photo inside the call grows by a third. An oversized body is answered with a plain 500
     * (https://docs.fashn.ai/guides/troubleshooting-guide) that looks like any other trouble, and no limit is named; 6 million
     * characters stay below what the tightest of the usual hosts take.
     */
    private static final long MOST_BYTES_INLINE = 4_500_000;

    /** @throws InvalidSettingException naming the setting that is missing or makes no sense */
    public static FashnSettings from(Settings settings) {
        VendorSettings vendor = new VendorSettings(settings, NAMES);
        return new FashnSettings(
                settings.address(NAMES + "BASE_URL", "https://api.fashn.ai"),
                vendor.secret("API_KEY", "an API key from FASHN's developer settings"),
                vendor.name("MODEL", "background-change"),
                settings.choice(NAMES + "INPUT", Input.UPLOAD),
                settings.flag(NAMES + "RETURN_BASE64", false),
                // The vendor's own clients ask each second, but 50 status calls in 10 s are all that an account has:
                // six
                // tasks at two seconds take 30 of them. No task is lost for not being polled.
                vendor.pace(
                        vendor.polling(Duration.ofSeconds(10), Duration.ofSeconds(60)), 1, 6, Duration.ofSeconds(12)),
                new PhotoLimits(
                        settings.number(NAMES + "MAX_BYTES", MOST_BYTES_INLINE, 10_000, 20_000_000),
                        (int) settings.number(NAMES + "MAX_SIDE", 2000, 64, 8192),
                        Set.of(PhotoFormat.JPEG, PhotoFormat.PNG)));
    }

    /** What to do before it can be used; nothing if it can. */
    public static Optional<String> lacking(Settings settings) {
        return new VendorSettings(settings, NAMES).lacking("API_KEY");
    }

    /** Everything but the key. */
    @Override
    public String toString() {
        return "FASHN at " + base + ", " + model + ", input " + input + ", result "
                + (returnBase64 ? "inline" : "by address") + ", " + pace + ", " + limits;
    }
}
