package dev.backdrop.photo;

import dev.backdrop.request.Output;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Placement;
import dev.backdrop.request.Rgb;
import java.util.Objects;

/**
 * Puts a subject that a vendor has only cut out on its new ground. Pure: bytes in, bytes out, and whatever the bytes are, an
 * answer and never an exception. Safe from any thread.
 */
public final class Compositor {

    private static final Rgb WHITE = new Rgb(255, 255, 255);

    /**
     * A decoded cut-out.
     *
     * @param seen what of it can be seen on the canvas, in its final size
     * @param untouched whether that is the whole file as it arrived, and the file as promised
     */
    private record Subject(Bitmap seen, Layout layout, boolean untouched) {}

    /**
     * Composes the picture that was promised.
     *
     * <p>With a placement, the cut-out goes where the whole photo would go by {@link Layout}, whatever size the vendor
     * returned it in. Without one, the canvas has the photo's size; a smaller cut-out isn't enlarged for that, and makes the
     * canvas its own size. A cut-out in another shape than the photo's was cropped by the vendor: nobody knows from where, so
     * it counts as the photo.
     *
     * <p>Memory goes with the sizes of canvas and files, not with the scale: only what can be seen is enlarged.
     *
     * @param cutOut what the vendor returned: the subject on an alpha channel, in any format that the gate reads
     * @param photoWidth pixels across of the photo, upright
     * @param photoHeight pixels down
     * @param placement null for a cut-out that fills its canvas
     * @param caps for the cut-out and for the ground's picture, each
     * @return {@link FinishResult.NotAPicture} also for a cut-out in which nothing can be seen through or nothing can be
     *     seen; {@link FinishResult.BadGround} if the cut-out is fine and the ground's picture isn't
     * @throws IllegalArgumentException if the photo has no pixels
     */
    public FinishResult compose(
            byte[] cutOut,
            Ground ground,
            int photoWidth,
            int photoHeight,
            Placement placement,
            Output output,
            FinishCaps caps) {
        Objects.requireNonNull(ground, "ground");
        if (photoWidth < 1 || photoHeight < 1) {
            throw new IllegalArgumentException("a photo of " + photoWidth + "x" + photoHeight + " has no pixels");
        }
        Subject subject;
        try {
            PhotoFile file = Finish.open(cutOut, caps);
            Layout layout = CutOutLayout.of(width(file), height(file), photoWidth, photoHeight, placement);
            subject = subject(file, layout, output);
        } catch (UnreadablePhotoException e) {
            return new FinishResult.NotAPicture(e.reason());
        }
        if (ground instanceof Ground.None && subject.untouched()) {
            return finished(cutOut, subject.seen(), output.format(), false);
        }
        try {
            Bitmap composed = on(ground, subject, output.format(), caps);
            return finished(Pixels.encode(composed, output.format()), composed, output.format(), true);
        } catch (UnreadablePhotoException e) {
            return new FinishResult.BadGround(e.reason());
        }
    }

    private static Subject subject(PhotoFile file, Layout wanted, Output output) throws UnreadablePhotoException {
        Layout layout = CutOutLayout.within(Finish.maxSide(output), wanted);
        Bitmap decoded = decode(file, layout.photo());
        CutOut.check(decoded);
        Bitmap seen = Scaler.visible(decoded, layout.photo(), layout.width(), layout.height());
        boolean untouched = seen == decoded && isCovered(layout, seen) && Finish.isAsPromised(file, output);
        return new Subject(seen, layout, untouched);
    }

    private static Bitmap decode(PhotoFile file, Layout.Box box) throws UnreadablePhotoException {
        int step = Scaler.step(width(file), height(file), box.width(), box.height());
        return file.orientation().apply(file.decode(step));
    }

    private static int width(PhotoFile file) {
        return file.orientation().width(file.width(), file.height());
    }

    private static int height(PhotoFile file) {
        return file.orientation().height(file.width(), file.height());
    }

    private static boolean isCovered(Layout layout, Bitmap seen) {
        return seen.width() == layout.width() && seen.height() == layout.height();
    }

    private static Bitmap on(Ground ground, Subject subject, OutputFormat format, FinishCaps caps)
            throws UnreadablePhotoException {
        if (ground instanceof Ground.None && format == OutputFormat.PNG) {
            return alone(subject);
        }
        Bitmap canvas;
        if (ground instanceof Ground.Picture picture) {
            canvas = covering(picture, subject.layout(), caps);
        } else {
            Rgb rgb = ground instanceof Ground.Flat flat ? flat.rgb() : WHITE;
            canvas = Bitmap.filled(subject.layout().width(), subject.layout().height(), rgb);
        }
        Blend.over(subject.seen(), canvas, left(subject), top(subject));
        return canvas;
    }

    private static Bitmap alone(Subject subject) {
        if (isCovered(subject.layout(), subject.seen())) {
            return subject.seen();
        }
        Bitmap canvas = Bitmap.blank(subject.layout().width(), subject.layout().height(), 4);
        Blend.copy(subject.seen(), canvas, left(subject), top(subject));
        return canvas;
    }

    private static int left(Subject subject) {
        return Math.max(0, subject.layout().photo().x());
    }

    private static int top(Subject subject) {
        return Math.max(0, subject.layout().photo().y());
    }

    private static Bitmap covering(Ground.Picture picture, Layout layout, FinishCaps caps)
            throws UnreadablePhotoException {
        PhotoFile file = Finish.open(picture.file(), caps);
        Layout.Box box = layout.cover(width(file), height(file));
        return Scaler.visible(decode(file, box).onWhite(), box, layout.width(), layout.height());
    }

    private static FinishResult finished(byte[] bytes, Bitmap picture, OutputFormat format, boolean reencoded) {
        return new FinishResult.Finished(bytes, Finish.format(format), picture.width(), picture.height(), reencoded);
    }
}
