package dev.backdrop.photo;

import dev.backdrop.request.Output;
import dev.backdrop.request.OutputFormat;

/**
 * Turns what a vendor returned into what was promised. Pure: bytes in, bytes out, and whatever the bytes are, an answer and
 * never an exception. Safe from any thread.
 */
public final class Finish {

    /**
     * Checks a result by decoding all of it, and converts it where format, size, colours or orientation aren't as promised.
     * Bytes that are fine stay as they are.
     */
    public FinishResult finish(byte[] bytes, Output output, FinishCaps caps) {
        return finish(bytes, output, caps, false);
    }

    /**
     * The same for a result that should be the subject on nothing: it must have something to be seen and something to be
     * seen through, also if it then becomes a JPEG and goes on white.
     */
    public FinishResult finishCutOut(byte[] bytes, Output output, FinishCaps caps) {
        return finish(bytes, output, caps, true);
    }

    private static FinishResult finish(byte[] bytes, Output output, FinishCaps caps, boolean isCutOut) {
        try {
            PhotoFile file = open(bytes, caps);
            Bitmap decoded = file.decode(1);
            if (isCutOut) {
                CutOut.check(decoded);
            }
            return isAsPromised(file, output)
                    ? new FinishResult.Finished(bytes, file.format(), file.width(), file.height(), false)
                    : convert(file, decoded, output);
        } catch (UnreadablePhotoException e) {
            return new FinishResult.NotAPicture(e.reason());
        }
    }

    /** @throws UnreadablePhotoException if it is no picture, or over the caps by its length or its header */
    static PhotoFile open(byte[] bytes, FinishCaps caps) throws UnreadablePhotoException {
        if (bytes.length > caps.maxBytes()) {
            throw new UnreadablePhotoException("over " + Megabytes.of(caps.maxBytes()), "Save it smaller.");
        }
        PhotoFile file = PhotoFile.open(bytes);
        PixelCap.check(file, caps.maxPixels());
        return file;
    }

    static boolean isAsPromised(PhotoFile file, Output output) {
        return file.format() == format(output.format())
                && file.orientation() == Orientation.UPRIGHT
                && file.isSrgb()
                && (output.maxSide() == null || Math.max(file.width(), file.height()) <= output.maxSide());
    }

    private static FinishResult convert(PhotoFile file, Bitmap decoded, Output output) {
        int[] size = Scaler.fit(decoded.width(), decoded.height(), maxSide(output));
        Bitmap small = Scaler.shrink(decoded.trimmed(), size[0], size[1]);
        Bitmap upright = file.orientation().apply(small);
        byte[] encoded = Pixels.encode(upright, output.format());
        return new FinishResult.Finished(encoded, format(output.format()), upright.width(), upright.height(), true);
    }

    /** The longer side in pixels that was promised at most, or that can be written. */
    static int maxSide(Output output) {
        int longest = output.format() == OutputFormat.JPEG ? JpegWriter.LONGEST_SIDE : PhotoFile.LONGEST_SIDE;
        return output.maxSide() == null ? longest : Math.min(longest, output.maxSide());
    }

    static PhotoFormat format(OutputFormat format) {
        return switch (format) {
            case PNG -> PhotoFormat.PNG;
            case JPEG -> PhotoFormat.JPEG;
        };
    }
}
