package dev.backdrop.provider.akool;

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
        return new AkoolSettings(
                settings.address(NAMES + "BASE_URL", "https://openapi.akool.com"),
                secret(settings, "API_KEY", "an API key from Akool's console"),
                auth(settings) == Auth.TOKEN
                        ? Optional.of(secret(settings, "CLIENT_ID", "the client id that belongs to the API key"))
                        : Optional.empty(),
                webhook(settings),
                new Pace(
                        polling(settings),
                        BigDecimal.valueOf(settings.number(NAMES + "PRICE", 4, 0, 10_000)),
                        (int) settings.number(NAMES + "CONCURRENCY", 2, 1, 1000),
                        settings.seconds(
                                NAMES + "USUAL_SECONDS",
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(1),
                                Duration.ofMinutes(10))),
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
        if (settings.text(NAMES + "API_KEY").isEmpty()) {
            return Optional.of("put " + NAMES + "API_KEY into the provider secret");
        }
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

    private static String secret(Settings settings, String name, String meaning) {
        String value = settings.text(NAMES + name)
                .orElseThrow(() -> new InvalidSettingException(
                        NAMES + name + " is not set: set it to " + meaning + ", in the secret or the environment"));
        if (!VendorAnswer.fitsAHeader(value)) {
            throw new InvalidSettingException(
                    NAMES + name + " holds a blank or a character that none of them has: paste it again");
        }
        return value;
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

    private static PollingRange polling(Settings settings) {
        Duration most = Duration.ofMinutes(5);
        Duration least = Duration.ofMillis(1);
        try {
            return new PollingRange(
                    settings.milliseconds(NAMES + "POLL_USUAL_MS", Duration.ofSeconds(2), least, most),
                    settings.milliseconds(NAMES + "POLL_MIN_MS", Duration.ofSeconds(1), least, most),
                    settings.milliseconds(NAMES + "POLL_MAX_MS", Duration.ofSeconds(30), least, most));
        } catch (IllegalArgumentException outOfOrder) {
            throw new InvalidSettingException(NAMES + "POLL_MIN_MS, " + NAMES + "POLL_USUAL_MS and " + NAMES
                    + "POLL_MAX_MS must rise in this order, the first and the last in whole seconds (1000, 2000, ...)");
        }
    }

    /** Everything but what lets in: the key, the client id, and the webhook's address, which can hold a secret of its own. */
    @Override
    public String toString() {
        return "Akool at " + base + ", by " + (clientId.isPresent() ? "token" : "key") + ", "
                + (webhook.isPresent() ? "with a webhook" : "without webhook") + ", " + pace + ", " + limits;
    }
}
