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
        if (bytes.length > caps.maxBytes()) {
            return new FinishResult.NotAPicture("over " + Megabytes.of(caps.maxBytes()));
        }
        try {
            PhotoFile file = PhotoFile.open(bytes);
            PixelCap.check(file, caps.maxPixels());
            Bitmap decoded = file.decode(1);
            return isAsPromised(file, output)
                    ? new FinishResult.Finished(bytes, file.format(), file.width(), file.height(), false)
                    : convert(file, decoded, output);
        } catch (UnreadablePhotoException e) {
            return new FinishResult.NotAPicture(e.reason());
        }
    }

    private static boolean isAsPromised(PhotoFile file, Output output) {
        return file.format() == format(output.format())
                && file.orientation() == Orientation.UPRIGHT
                && file.isSrgb()
                && (output.maxSide() == null || Math.max(file.width(), file.height()) <= output.maxSide());
    }

    private static FinishResult convert(PhotoFile file, Bitmap decoded, Output output) {
        int maxSide = output.maxSide() == null ? PhotoFile.LONGEST_SIDE : output.maxSide();
        int[] size = Scaler.fit(decoded.width(), decoded.height(), maxSide);
        Bitmap small = Scaler.shrink(decoded.trimmed(), size[0], size[1]);
        Bitmap upright = file.orientation().apply(small);
        byte[] encoded = Pixels.encode(upright, output.format());
        return new FinishResult.Finished(encoded, format(output.format()), upright.width(), upright.height(), true);
    }

    private static PhotoFormat format(OutputFormat format) {
        return switch (format) {
            case PNG -> PhotoFormat.PNG;
            case JPEG -> PhotoFormat.JPEG;
        };
    }
}
