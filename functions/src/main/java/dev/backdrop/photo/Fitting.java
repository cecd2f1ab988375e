package dev.backdrop.photo;

import dev.backdrop.photo.GatePolicy.Oversize;
import java.util.List;
import java.util.Set;

/** Writes a picture in a format that the vendor takes, within the bytes that it takes. */
final class Fitting {

    /** As good as can be first; below the last, fewer pixels look better than worse ones. */
    private static final float[] QUALITIES = {JpegWriter.BEST, 0.9f, 0.85f, 0.75f};

    private static final int MOST_SHRINKS = 6;

    private final PhotoLimits limits;
    private final GatePolicy policy;
    private final PhotoFacts original;
    private final List<String> changes;

    /** @param changes what was done so far; what is done here is added */
    Fitting(PhotoLimits limits, GatePolicy policy, PhotoFacts original, List<String> changes) {
        this.limits = limits;
        this.policy = policy;
        this.original = original;
        this.changes = changes;
    }

    GatedPhoto fit(Bitmap picture) throws UnreadablePhotoException {
        PhotoFormat format = format(picture);
        boolean jpegToo = !picture.hasAlpha() && limits.formats().contains(PhotoFormat.JPEG);
        if (format == PhotoFormat.PNG && !(jpegToo && isHopeless(picture))) {
            byte[] png = PngWriter.write(picture);
            if (png.length <= limits.maxBytes()) {
                return done(png, format, picture);
            }
            if (!jpegToo) {
                return shrink(picture, format, png.length);
            }
        }
        return fitJpeg(picture);
    }

    /** The photo's own format if it can be written and is taken; else PNG for what can be seen through, JPEG for the rest. */
    private PhotoFormat format(Bitmap picture) {
        Set<PhotoFormat> taken = limits.formats();
        boolean png = taken.contains(PhotoFormat.PNG);
        if (!taken.contains(PhotoFormat.JPEG) || png && (original.format() == PhotoFormat.PNG || picture.hasAlpha())) {
            return PhotoFormat.PNG;
        }
        return PhotoFormat.JPEG;
    }

    /** Whether the original PNG was so large that this many of its pixels won't fit as PNG either; saves writing one. */
    private boolean isHopeless(Bitmap picture) {
        double share = (double) picture.width() * picture.height() / ((double) original.width() * original.height());
        return original.format() == PhotoFormat.PNG && original.size() * share > 1.2 * limits.maxBytes();
    }

    private GatedPhoto fitJpeg(Bitmap picture) throws UnreadablePhotoException {
        if (picture.hasAlpha()) {
            changes.add("put on white, for the vendor takes no transparency");
        }
        Bitmap flat = picture.onWhite();
        byte[] jpeg = {};
        for (float quality : QUALITIES) {
            jpeg = JpegWriter.write(flat, quality);
            if (jpeg.length <= limits.maxBytes()) {
                if (quality < JpegWriter.BEST) {
                    changes.add("saved at quality " + Math.round(quality * 100) + " to fit "
                            + Megabytes.of(limits.maxBytes()));
                }
                return done(jpeg, PhotoFormat.JPEG, flat);
            }
            // Far too large: no quality worth having will do.
            if (jpeg.length > 4 * limits.maxBytes()) {
                break;
            }
        }
        return shrink(flat, PhotoFormat.JPEG, jpeg.length);
    }

    private GatedPhoto shrink(Bitmap picture, PhotoFormat format, long size) throws UnreadablePhotoException {
        double side = 1;
        long now = size;
        for (int i = 0; i < MOST_SHRINKS && policy.oversize() == Oversize.SHRINK; i++) {
            side *= Math.min(0.9, 0.95 * Math.sqrt((double) limits.maxBytes() / now));
            int width = (int) (picture.width() * side);
            int height = (int) (picture.height() * side);
            if (Math.min(width, height) < policy.minSide()) {
                break;
            }
            Bitmap smaller = Scaler.shrink(picture, width, height);
            byte[] bytes =
                    format == PhotoFormat.PNG ? PngWriter.write(smaller) : JpegWriter.write(smaller, QUALITIES[2]);
            if (bytes.length <= limits.maxBytes()) {
                changes.add("shrunk from " + picture.width() + " x " + picture.height() + " to " + width + " x "
                        + height + " pixels to fit " + Megabytes.of(limits.maxBytes()));
                return done(bytes, format, smaller);
            }
            now = bytes.length;
        }
        throw new UnreadablePhotoException(
                "too large: " + Megabytes.of(size) + " as the " + format + " that would be sent",
                "The vendor takes at most " + Megabytes.of(limits.maxBytes()) + "; save it smaller.");
    }

    private GatedPhoto done(byte[] bytes, PhotoFormat format, Bitmap picture) {
        if (format != original.format()) {
            changes.add("converted from " + original.format() + " to " + format);
        } else if (changes.isEmpty()) {
            changes.add("saved again as " + format + " to fit " + Megabytes.of(limits.maxBytes()));
        }
        return new GatedPhoto(bytes, format, picture.width(), picture.height(), changes, original);
    }
}
