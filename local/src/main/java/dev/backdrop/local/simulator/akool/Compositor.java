package dev.backdrop.local.simulator.akool;

import dev.backdrop.local.simulator.Painter;
import dev.backdrop.local.simulator.PhotoFetch;
import dev.backdrop.local.simulator.Pictures;
import dev.backdrop.photo.Layout.Box;
import dev.backdrop.photo.Pixels;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** The engine: fetches the pictures and lays them over each other, the colour lowest, the photo on top. */
final class Compositor {

    /**
     * What comes of it.
     *
     * @param png the result; empty if it failed
     * @param error why there is no result
     */
    record Outcome(byte[] png, Optional<String> error) {

        /** How it ended alone, once nobody can ask for the picture any more. */
        Outcome withoutPicture() {
            return new Outcome(new byte[0], error);
        }
    }

    /** A picture that can't be used; the message is for {@code error_reasons}. */
    private static final class Unusable extends Exception {
        Unusable(String message) {
            super(message, null, false, false);
        }
    }

    private final Painter painter;
    private final PhotoFetch pictures;
    private final long sizeLimit;

    Compositor(Painter painter, long sizeLimit) {
        this.painter = painter;
        this.pictures = new PhotoFetch(sizeLimit);
        this.sizeLimit = sizeLimit;
    }

    Outcome compose(TaskRequest request) {
        try {
            return new Outcome(Pictures.png(composed(request)), Optional.empty());
        } catch (Unusable unusable) {
            return new Outcome(new byte[0], Optional.of(unusable.getMessage()));
        }
    }

    private BufferedImage composed(TaskRequest request) throws Unusable {
        BufferedImage photo = photo(request);
        Geometry geometry = request.geometry();
        BufferedImage result = new BufferedImage(geometry.width(), geometry.height(), BufferedImage.TYPE_4BYTE_ABGR);
        Graphics2D canvas = result.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            if (request.color().isPresent()) {
                canvas.setColor(request.color().get());
                canvas.fillRect(0, 0, geometry.width(), geometry.height());
            }
            if (request.template().isPresent()) {
                draw(
                        canvas,
                        template(request.template().get()),
                        geometry.template().orElseThrow());
            }
            draw(canvas, photo, geometry.photo());
        } finally {
            canvas.dispose();
        }
        return result;
    }

    /** Made smaller by a filter that takes every pixel into account, larger by the canvas itself. */
    private static void draw(Graphics2D canvas, BufferedImage picture, Box place) {
        BufferedImage near = Pixels.shrink(picture, Math.max(place.width(), place.height()));
        canvas.drawImage(near, place.x(), place.y(), place.width(), place.height(), null);
    }

    private BufferedImage photo(TaskRequest request) throws Unusable {
        byte[] bytes = fetched("origin_img", request.photo());
        try {
            return Pictures.decode(request.removeBackground() ? painter.cutOut(bytes) : bytes);
        } catch (IOException noPicture) {
            throw new Unusable("origin_img is not an image that can be read");
        }
    }

    private BufferedImage template(URI address) throws Unusable {
        try {
            return Pictures.decode(fetched("template_url", address));
        } catch (IOException noPicture) {
            throw new Unusable("template_url is not an image that can be read");
        }
    }

    private byte[] fetched(String field, URI address) throws Unusable {
        byte[] bytes = pictures.fetch(address).orElseThrow(() -> new Unusable(field + " could not be downloaded"));
        if (bytes.length > sizeLimit) {
            throw new Unusable(field + " is larger than " + sizeLimit + " bytes");
        }
        return bytes;
    }
}
