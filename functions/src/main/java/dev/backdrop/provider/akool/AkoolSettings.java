package dev.backdrop.provider.akool;

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
 * How Akool is to be used. The address and the price are from Akool's "Background Change" page; it publishes no limit of a
 * photo, no rate and no polling interval, so those defaults are our own choice.
 *
 * @param base scheme, host and port of the API, and a path before its own if there is one
 * @param apiKey sent to {@code base} and nowhere else
 * @param clientId names the account in token mode; nothing when the key itself is sent
 * @param webhook what Akool is asked to call, if anything
 * @param pace polling and price in credits per result
 * @param limits of the photos and background pictures handed over
 */
public record AkoolSettings(
        URI base, String apiKey, Optional<String> clientId, Optional<URI> webhook, Pace pace, PhotoLimits limits) {

    private static final String NAMES = "BACKDROP_AKOOL_";

    /** What calls are let in by. */
    private enum Auth {
        /** The key, as {@code x-api-key}. */
        KEY,
        /** A token that client id and key are exchanged for, as {@code Authorization}. */
        TOKEN
    }

    /** @throws InvalidSettingException naming the setting that is missing or makes no sense */
    public static AkoolSettings from(Settings settings) {
        byAddressOnly(settings);
        VendorSettings vendor = new VendorSettings(settings, NAMES);
        return new AkoolSettings(
                settings.address(NAMES + "BASE_URL", "https://openapi.akool.com"),
                vendor.secret("API_KEY", "an API key from Akool's console"),
                auth(settings) == Auth.TOKEN
                        ? Optional.of(vendor.secret("CLIENT_ID", "the client id that belongs to the API key"))
                        : Optional.empty(),
                webhook(settings),
                vendor.pace(
                        vendor.polling(Duration.ofSeconds(30), Duration.ofMinutes(5)), 4, 2, Duration.ofSeconds(10)),
                new PhotoLimits(
                        settings.number(NAMES + "MAX_BYTES", 20_000_000, 10_000, 50_000_000),
                        (int) settings.number(NAMES + "MAX_SIDE", 4096, 64, 10_000),
                        Set.of(PhotoFormat.JPEG, PhotoFormat.PNG)));
    }

    /** What to do before it can be used; nothing if it can. */
    public static Optional<String> lacking(Settings settings) {
        if (!settings.flag(NAMES + "ENABLED", false)) {
            return Optional.of("the vendor has withdrawn it; set " + NAMES + "ENABLED=true if you have access to it");
        }
        return new VendorSettings(settings, NAMES).lacking("API_KEY").or(() -> lackingClient(settings));
    }

    private static Optional<String> lackingClient(Settings settings) {
        return auth(settings) == Auth.TOKEN
                        && settings.text(NAMES + "CLIENT_ID").isEmpty()
                ? Optional.of("set " + NAMES + "CLIENT_ID, which goes with " + NAMES + "AUTH=token")
                : Optional.empty();
    }

    private static Auth auth(Settings settings) {
        return settings.choice(NAMES + "AUTH", Auth.KEY);
    }

    private static void byAddressOnly(Settings settings) {
        String input = settings.text(NAMES + "INPUT", "url");
        if (!input.equalsIgnoreCase("url")) {
            throw new InvalidSettingException(NAMES + "INPUT must be url, not '" + input
                    + "': Akool takes photos by address and in no other way");
        }
    }

    private static Optional<URI> webhook(Settings settings) {
        String name = NAMES + "WEBHOOK_URL";
        // Not as an address with a default: its last slash matters to whoever listens there.
        String value = settings.text(name, "");
        return value.isEmpty() ? Optional.empty() : Optional.of(webAddress(name, value));
    }

    private static URI webAddress(String name, String value) {
        return VendorAnswer.webAddress(value)
                .orElseThrow(() -> new InvalidSettingException(name + " must be an http or https address"));
    }

    /** Everything but what lets in: the key, the client id, and the webhook's address, which can hold a secret of its own. */
    @Override
    public String toString() {
        return "Akool at " + base + ", by " + (clientId.isPresent() ? "token" : "key") + ", "
                + (webhook.isPresent() ? "with a webhook" : "without webhook") + ", " + pace + ", " + limits;
    }
}
