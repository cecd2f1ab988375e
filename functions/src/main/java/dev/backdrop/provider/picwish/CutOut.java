package dev.backdrop.provider.picwish;

import dev.backdrop.http.ApiRequest;
import dev.backdrop.photo.Photo;
import dev.backdrop.provider.Capabilities.Input;
import dev.backdrop.provider.OnceOnly;
import dev.backdrop.provider.Preparation;
import dev.backdrop.provider.Ready;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.TaskOrder;
import dev.backdrop.provider.VendorFailures;
import dev.backdrop.request.Background;
import dev.backdrop.request.OutputFormat;
import java.time.Duration;
import java.util.Locale;

/**
 * A task of the background removal API: a cut-out, alone or on a colour or picture. The page allows one parameter of the
 * {@code bg_} kind at most, and {@code bg_color} with JPEG only.
 */
final class CutOut {

    /** The vendor may queue a task before it fetches the photo. */
    private static final Duration ADDRESS_VALIDITY = Duration.ofHours(1);

    private final PicWishSettings settings;
    private final PicWishApi api;
    private final TaskCreation creation;
    private final VendorFailures failures;

    CutOut(PicWishSettings settings, PicWishApi api, TaskCreation creation, VendorFailures failures) {
        this.settings = settings;
        this.api = api;
        this.creation = creation;
        this.failures = failures;
    }

    /** A result to be handed on, in the format and with the background asked for. */
    Preparation finished(TaskOrder order) {
        OutputFormat format = order.request().output().format();
        Background background = order.request().background();
        if (background instanceof Background.Transparent && format == OutputFormat.JPEG) {
            return new Refused(failures.unsupported("makes transparent results in PNG only. Ask for PNG."));
        }
        if (background instanceof Background.Color && format == OutputFormat.PNG) {
            return new Refused(failures.unsupported("puts a colour behind JPEG results only. Ask for JPEG."));
        }
        MultipartForm form = withBackground(
                form(settings.sync(), settings.returnType(), format == OutputFormat.PNG ? "png" : "jpg"), order);
        ApiRequest request = request(form, order.photo());
        return ready(
                settings.sync()
                        ? new OnceOnly(() ->
                                creation.createAndWait(request, settings.pace().price()))
                        : new OnceOnly(() -> creation.create(request)));
    }

    /** The first step towards a generated background: transparent, and polled for, so that its name is known. */
    Preparation firstStep(TaskOrder order) {
        ApiRequest request = request(form(false, PicWishSettings.ReturnType.URL, "png"), order.photo());
        return ready(new OnceOnly(() -> creation.create(request)));
    }

    private static Ready ready(OnceOnly call) {
        return new Ready(call);
    }

    private MultipartForm form(boolean sync, PicWishSettings.ReturnType returnType, String format) {
        MultipartForm form = MultipartForm.EMPTY.text("sync", sync ? "1" : "0");
        if (settings.type() != PicWishSettings.Type.AUTO) {
            form = form.text("type", settings.type().name().toLowerCase(Locale.ROOT));
        }
        return form.text("return_type", String.valueOf(returnType.code()))
                .text("output_type", "2")
                .text("crop", settings.crop() ? "1" : "0")
                .text("format", format);
    }

    private MultipartForm withBackground(MultipartForm form, TaskOrder order) {
        Background background = order.request().background();
        if (background instanceof Background.Color color) {
            return form.text("bg_color", color.rgb().hex().substring(1));
        }
        if (background instanceof Background.Image) {
            Photo picture = order.background()
                    .orElseThrow(() -> new IllegalArgumentException("the order lacks its background picture"));
            return with(form, "bg_image", picture);
        }
        return form;
    }

    private ApiRequest request(MultipartForm form, Photo photo) {
        return api.creation(PicWishApi.SEGMENTATION, with(form, "image", photo));
    }

    /** Hands a picture over under {@code name_url} or {@code name_file}. */
    private MultipartForm with(MultipartForm form, String name, Photo picture) {
        return settings.input() == Input.URL
                ? form.text(name + "_url", picture.address(ADDRESS_VALIDITY).toString())
                : form.file(name + "_file", picture.fileName(), picture.format(), picture.bytes());
    }
}
