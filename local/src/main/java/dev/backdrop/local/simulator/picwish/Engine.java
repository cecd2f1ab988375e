package dev.backdrop.local.simulator.picwish;

import dev.backdrop.local.simulator.Painter;
import dev.backdrop.local.simulator.PhotoFetch;
import dev.backdrop.local.simulator.Pictures;
import dev.backdrop.local.simulator.picwish.SegmentationOrder.Backdrop;
import dev.backdrop.request.OutputFormat;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Does the work of a task: fetches and checks the pictures, cuts out, composes, encodes. Slow; off the request's thread. */
final class Engine {

    private static final Logger LOG = System.getLogger(Engine.class.getName());

    private final Painter painter;
    private final long seed;
    private final int longestSide;
    private final Fetch photos;
    private final Fetch backdrops;

    /** Fetches pictures of so many bytes at most. */
    private record Fetch(PhotoFetch client, long limit) {

        Fetch(long limit) {
            this(new PhotoFetch(limit), limit);
        }

        byte[] bytes(PictureSource source) throws ProcessingException {
            if (source instanceof PictureSource.Uploaded uploaded) {
                return uploaded.bytes();
            }
            URI address = ((PictureSource.Remote) source).address();
            byte[] fetched = client.fetch(address).orElseThrow(() -> new ProcessingException(States.DOWNLOAD_FAILED));
            if (fetched.length > limit) {
                throw new ProcessingException(States.TOO_LARGE);
            }
            return fetched;
        }
    }

    Engine(Painter painter, long seed, PicWishOptions options) {
        this.painter = painter;
        this.seed = seed;
        longestSide = options.longestSide();
        photos = new Fetch(options.urlSizeLimit());
        backdrops = new Fetch(options.fileSizeLimit());
    }

    /** Whatever the pictures are, an outcome and never an exception. */
    Outcome run(Order order) {
        try {
            return new Outcome.Made(
                    order instanceof SegmentationOrder segmentation
                            ? segment(segmentation)
                            : generate((GenerationOrder) order));
        } catch (ProcessingException ended) {
            return new Outcome.Failed(ended.state());
        } catch (IOException | RuntimeException defect) {
            LOG.log(Level.ERROR, "the painter failed; the task ends in state " + States.FAILED, defect);
            return new Outcome.Failed(States.FAILED);
        }
    }

    private Map<String, byte[]> segment(SegmentationOrder order) throws ProcessingException, IOException {
        byte[] photo = photos.bytes(order.photo());
        BufferedImage pixels = decode(photo);
        // Painters take JPEGs and PNGs; the vendor takes more.
        byte[] plain = Pictures.type(photo).isPresent() ? photo : Pictures.png(pixels);
        Optional<BufferedImage> backdrop = order.backdrop() instanceof Backdrop.Picture picture
                ? Optional.of(decode(backdrops.bytes(picture.source())))
                : Optional.empty();
        Cutout whole = new Cutout(Pictures.decode(painter.cutOut(plain)));
        Rectangle box = whole.box().orElseThrow(() -> new ProcessingException(States.EMPTY_RESULT));
        Cutout subject = order.crop() ? whole.cropped(box) : whole;
        Map<String, byte[]> results = new TreeMap<>();
        if (order.image()) {
            results.put("image", image(order, subject, backdrop));
        }
        if (order.mask()) {
            results.put("mask", subject.mask());
        }
        return results;
    }

    private static byte[] image(SegmentationOrder order, Cutout subject, Optional<BufferedImage> backdrop) {
        if (backdrop.isPresent()) {
            BufferedImage composed = subject.on(backdrop.get());
            return order.format() == OutputFormat.PNG ? Pictures.png(composed) : Pictures.jpeg(composed);
        }
        if (order.format() == OutputFormat.PNG) {
            return subject.png();
        }
        Color ground = order.backdrop() instanceof Backdrop.Colour colour ? colour.color() : Color.WHITE;
        return Pictures.jpeg(subject.on(ground));
    }

    private Map<String, byte[]> generate(GenerationOrder order) throws ProcessingException, IOException {
        byte[] foreground = photos.bytes(order.foreground());
        BufferedImage pixels = decode(foreground);
        boolean seeThrough = pixels.getColorModel().hasAlpha();
        if (InputFormat.of(foreground).filter(InputFormat.PNG::equals).isEmpty()
                || !seeThrough
                || new Cutout(pixels).box().isEmpty()) {
            throw new ProcessingException(States.UNSUITABLE);
        }
        Map<String, byte[]> results = new TreeMap<>();
        for (int image = 1; image <= order.terms().images(); image++) {
            byte[] painted = painter.paintBehind(foreground, order.scene(), seed + image - 1);
            boolean jpeg = Pictures.type(painted).filter("image/jpeg"::equals).isPresent();
            results.put("image_" + image, jpeg ? painted : Pictures.jpeg(Pictures.decode(painted)));
        }
        return results;
    }

    /** The pixels, upright; what is too large in pixels was fetched, for an upload would have been refused. */
    private BufferedImage decode(byte[] bytes) throws ProcessingException {
        if (InputFormat.of(bytes).isEmpty()) {
            throw new ProcessingException(States.INVALID_IMAGE);
        }
        boolean tooLarge = InputFormat.size(bytes)
                .filter(size -> Math.max(size.width, size.height) > longestSide)
                .isPresent();
        if (tooLarge) {
            throw new ProcessingException(States.TOO_LARGE);
        }
        try {
            return Pictures.decode(bytes);
        } catch (IOException broken) {
            throw new ProcessingException(States.INVALID_IMAGE);
        }
    }
}
