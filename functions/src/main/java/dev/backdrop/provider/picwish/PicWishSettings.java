package dev.backdrop.provider.picwish;

import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.photo.PhotoLimits;
import dev.backdrop.provider.Capabilities.Input;
import dev.backdrop.provider.Pace;
import dev.backdrop.provider.VendorSettings;
import dev.backdrop.settings.InvalidSettingException;
import dev.backdrop.settings.Settings;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How PicWish is to be used. Defaults are from https://picwish.com/new-background-removal-api-doc, prices from
 * https://picwish.com/credit-cost.
 *
 * @param base scheme, host and port of the API, and a path before its own if there is one
 * @param apiKey sent as {@code X-API-KEY}, to {@code base} and nowhere else
 * @param input how pictures are handed over: in the form ({@code image_file}) or by address ({@code image_url})
 * @param sync whether the call that creates a task waits for its result. The vendor takes up to 180 s for one, a submission
 *     has less: after 125 s its end is unknown. A prompt's tasks never wait
 * @param type what the subject is
 * @param returnType how a result comes back
 * @param crop whether results are cut to the subject's edges
 * @param backgroundPath of the generator that makes backgrounds from prompts, version 1 or {@code r-background}
 * @param pace polling, and price of one cut-out in credits
 * @param promptPrice of one generated background in credits, on top of its cut-out
 * @param limits of the photos and background pictures taken
 */
public record PicWishSettings(
        URI base,
        String apiKey,
        Input input,
        boolean sync,
        Type type,
        ReturnType returnType,
        boolean crop,
        String backgroundPath,
        Pace pace,
        BigDecimal promptPrice,
        PhotoLimits limits) {

    private static final String NAMES = "BACKDROP_PICWISH_";

    /** What the subject is; the vendor finds out by itself if it is told nothing. */
    public enum Type {
        AUTO,
        PERSON,
        OBJECT,
        STAMP
    }

    /** How a result comes back. */
    public enum ReturnType {
        URL(1),
        BASE64(2),
        /** The answer's body is the picture; only where the creating call waits for it. */
        BINARY(3);

        private final int code;

        ReturnType(int code) {
            this.code = code;
        }

        /** The vendor's number for it. */
        int code() {
            return code;
        }
    }

    /** @throws InvalidSettingException naming the setting that is missing or makes no sense */
    public static PicWishSettings from(Settings settings) {
        VendorSettings vendor = new VendorSettings(settings, NAMES);
        boolean sync = settings.flag(NAMES + "SYNC", false);
        return new PicWishSettings(
                settings.address(NAMES + "BASE_URL", "https://techhk.aoscdn.com"),
                vendor.secret("API_KEY", "an API key from the account page of picwish.com"),
                settings.choice(NAMES + "INPUT", Input.UPLOAD),
                sync,
                settings.choice(NAMES + "TYPE", Type.AUTO),
                returnType(settings, sync),
                settings.flag(NAMES + "CROP", false),
                vendor.path("BACKGROUND_PATH", "/api/tasks/visual/background"),
                // The page asks to poll every one to two seconds, and names no window but the result's hour. 2 calls a
                // second for everything, polls included: two tasks polled every 2 s leave half of that.
                vendor.pace(vendor.polling(Duration.ofSeconds(10), Duration.ofMinutes(5)), 1, 2, Duration.ofSeconds(5)),
                vendor.price("PROMPT_PRICE", 3),
                limits(settings));
    }

    /** What to do before it can be used; nothing if it can. */
    public static Optional<String> lacking(Settings settings) {
        return new VendorSettings(settings, NAMES).lacking("API_KEY");
    }

    private static ReturnType returnType(Settings settings, boolean sync) {
        ReturnType type = settings.choice(NAMES + "RETURN_TYPE", ReturnType.URL);
        if (type == ReturnType.BINARY && !sync) {
            throw new InvalidSettingException(NAMES + "RETURN_TYPE can be binary only if " + NAMES
                    + "SYNC is true: a picture that is polled for comes as url or base64");
        }
        return type;
    }

    /**
     * The page says 20 MB in its table and 30 MB with a task's error, an older one 15 MB, so that is where it is safe. Of the
     * formats that it takes, those which the gate can clean without writing them anew.
     */
    private static PhotoLimits limits(Settings settings) {
        return new PhotoLimits(
                settings.number(NAMES + "MAX_BYTES", 15_000_000, 10_000, 20_000_000),
                (int) settings.number(NAMES + "MAX_SIDE", 4096, 64, 4096),
                Set.of(PhotoFormat.JPEG, PhotoFormat.PNG, PhotoFormat.WEBP));
    }

    /** Everything but the key. */
    @Override
    public String toString() {
        return "PicWish at " + base + ", input " + input + ", sync " + sync + ", type " + type + ", result as "
                + returnType + ", crop " + crop + ", prompts by " + backgroundPath + ", " + pace + ", prompt price "
                + promptPrice + ", " + limits;
    }
}
