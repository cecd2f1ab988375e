package dev.backdrop.provider.akool;

import dev.backdrop.photo.Layout;
import dev.backdrop.photo.Photo;
import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.provider.TaskOrder;
import dev.backdrop.request.Background;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The body of the call that makes a task. Akool composes and invents nothing: canvas, sizes and places are ours to tell, in
 * pixels. Which fields go together is on its page as four combinations: a picture, a colour, both, neither.
 */
final class Composition {

    /** The vendor may queue a task before it fetches the photo. */
    private static final Duration ADDRESS_VALIDITY = Duration.ofHours(1);

    private final Map<String, Object> body = new LinkedHashMap<>();

    private Composition() {}

    /**
     * @param order its background is a colour, a picture or nothing
     * @param webhook what the vendor is asked to call; the page lists the field as required, but no sample sends it
     */
    static Map<String, Object> of(TaskOrder order, Optional<URI> webhook) {
        Photo photo = order.photo();
        Layout layout = Layout.of(photo.width(), photo.height(), order.request().placement());
        Composition composition = new Composition();
        composition.ground(order, layout);
        composition.photo(photo, layout);
        webhook.ifPresent(address -> composition.body.put("webhookUrl", address.toString()));
        return composition.body;
    }

    private void ground(TaskOrder order, Layout layout) {
        Background background = order.request().background();
        if (background instanceof Background.Color color) {
            body.put("color_code", color.rgb().hex());
        }
        if (background instanceof Background.Image) {
            Photo picture = order.background()
                    .orElseThrow(() -> new IllegalArgumentException("a picture background comes with its picture"));
            template(picture, layout.cover(picture.width(), picture.height()));
        }
        body.put("canvas_size", size(layout.width(), layout.height()));
    }

    private void template(Photo picture, Layout.Box place) {
        if (picture.format() == PhotoFormat.PNG) {
            // It may be seen through, and what lies beneath must not be left to chance.
            body.put("color_code", "#ffffff");
        }
        body.put("template_url", picture.address(ADDRESS_VALIDITY).toString());
        body.put("modify_template_size", size(place.width(), place.height()));
        body.put("overlay_template_x", place.x());
        body.put("overlay_template_y", place.y());
    }

    private void photo(Photo photo, Layout layout) {
        body.put("origin_img", photo.address(ADDRESS_VALIDITY).toString());
        body.put(
                "modify_origin_img_size",
                size(layout.photo().width(), layout.photo().height()));
        body.put("overlay_origin_x", layout.photo().x());
        body.put("overlay_origin_y", layout.photo().y());
        body.put("removeBg", true);
    }

    private static String size(int width, int height) {
        return width + "x" + height;
    }
}
