package dev.backdrop.photo;

import dev.backdrop.photo.GatePolicy.Oversize;
import dev.backdrop.photo.PhotoFile.Stripped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The checks and fixes done to a photo before anything is submitted. Pure: bytes in, bytes out, and whatever the bytes are,
 * an answer and never an exception. Safe from any thread.
 */
public final class Gate {

    /**
     * Checks a photo and brings it to what a vendor takes.
     *
     * <p>A JPEG, PNG or WebP that is already upright, plain sRGB and within the limits keeps its pixels bit for bit; only
     * metadata is cut out. It is decoded all the same, to prove that it is whole.
     */
    public GateResult check(byte[] bytes, PhotoLimits limits, GatePolicy policy) {
        try {
            if (bytes.length > policy.maxInputBytes()) {
                throw new UnreadablePhotoException(
                        "too large: " + Megabytes.of(bytes.length) + " of at most "
                                + Megabytes.of(policy.maxInputBytes()),
                        "Shrink it and upload it again.");
            }
            PhotoFile file = PhotoFile.open(bytes);
            checkSize(file, bytes.length, limits, policy);
            PhotoFacts original = new PhotoFacts(file.format(), file.width(), file.height(), bytes.length);
            Optional<GatedPhoto> untouched = keepPixels(file, limits, original);
            return new GateResult.Passed(
                    untouched.isPresent() ? untouched.get() : rework(file, limits, policy, original));
        } catch (UnreadablePhotoException e) {
            return new GateResult.Rejected(e.getMessage());
        }
    }

    private static void checkSize(PhotoFile file, long size, PhotoLimits limits, GatePolicy policy)
            throws UnreadablePhotoException {
        PixelCap.check(file, policy.maxPixels());
        String pixels = file.width() + " x " + file.height() + " pixels";
        if (Math.min(file.width(), file.height()) < policy.minSide()) {
            throw new UnreadablePhotoException(
                    "too small: " + pixels, "Each side must have at least " + policy.minSide() + " pixels.");
        }
        if (policy.oversize() == Oversize.REJECT) {
            if (Math.max(file.width(), file.height()) > limits.maxSide()) {
                throw new UnreadablePhotoException(
                        "too large: " + pixels,
                        "No side may be longer than " + limits.maxSide() + " pixels; shrink it.");
            }
            if (size > limits.maxBytes() && limits.formats().contains(file.format())) {
                throw new UnreadablePhotoException(
                        "too large: " + Megabytes.of(size),
                        "It may have at most " + Megabytes.of(limits.maxBytes()) + "; save it smaller.");
            }
        }
    }

    private static Optional<GatedPhoto> keepPixels(PhotoFile file, PhotoLimits limits, PhotoFacts original)
            throws UnreadablePhotoException {
        boolean fits = limits.formats().contains(file.format())
                && file.orientation() == Orientation.UPRIGHT
                && Math.max(file.width(), file.height()) <= limits.maxSide();
        Optional<Stripped> stripped =
                fits ? file.stripped().filter(s -> s.bytes().length <= limits.maxBytes()) : Optional.empty();
        if (stripped.isPresent()) {
            file.decode(1);
        }
        return stripped.map(s -> new GatedPhoto(
                s.bytes(),
                file.format(),
                file.width(),
                file.height(),
                s.removed().stream().map(what -> "removed " + what).toList(),
                original));
    }

    private static GatedPhoto rework(PhotoFile file, PhotoLimits limits, GatePolicy policy, PhotoFacts original)
            throws UnreadablePhotoException {
        List<String> changes = new ArrayList<>(file.conversions());
        int[] size = Scaler.fit(file.width(), file.height(), limits.maxSide());
        Bitmap bitmap = file.decode(Scaler.step(file.width(), file.height(), size[0], size[1]))
                .trimmed();
        if (size[0] < file.width() || size[1] < file.height()) {
            bitmap = Scaler.shrink(bitmap, Math.min(size[0], bitmap.width()), Math.min(size[1], bitmap.height()));
            changes.add("shrunk from " + file.width() + " x " + file.height() + " to " + bitmap.width() + " x "
                    + bitmap.height() + " pixels");
        }
        Bitmap upright = file.orientation().apply(bitmap);
        if (file.orientation() != Orientation.UPRIGHT) {
            changes.add("turned upright (EXIF orientation " + file.orientation().exif() + ")");
        }
        file.stripped().ifPresent(s -> s.removed().forEach(what -> changes.add("removed " + what)));
        return new Fitting(limits, policy, original, changes).fit(upright);
    }
}
