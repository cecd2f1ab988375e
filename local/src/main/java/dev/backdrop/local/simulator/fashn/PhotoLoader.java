package dev.backdrop.local.simulator.fashn;

import dev.backdrop.local.simulator.PhotoFetch;
import dev.backdrop.local.simulator.Pictures;
import dev.backdrop.photo.Pixels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Loads photos as the pipeline does: what can't be loaded ends the task with {@code ImageLoadError}, not the call. */
final class PhotoLoader {

    /** The vendor names no limit; this one only keeps the simulator's memory. */
    private static final long LARGEST_PHOTO = 50_000_000;

    private static final Pattern DATA_URI = Pattern.compile("data:image/(?:jpeg|png|webp);base64,(.+)", Pattern.DOTALL);

    private final PhotoFetch fetch = new PhotoFetch(LARGEST_PHOTO);
    private final long mostPixels;

    /** @param mostPixels of a result: width times height */
    PhotoLoader(long mostPixels) {
        this.mostPixels = mostPixels;
    }

    LoadedPhoto load(String image) {
        return image.startsWith("data:") ? inline(image) : fetched(image);
    }

    private LoadedPhoto inline(String image) {
        Matcher uri = DATA_URI.matcher(image);
        if (!uri.matches()) {
            return LoadedPhoto.failed("base64 images must start with data:image/format;base64,");
        }
        try {
            return decoded(Base64.getDecoder().decode(uri.group(1)));
        } catch (IllegalArgumentException notBase64) {
            return LoadedPhoto.failed("the image is not valid base64");
        }
    }

    private LoadedPhoto fetched(String image) {
        Optional<URI> address = address(image);
        if (address.isEmpty()) {
            return LoadedPhoto.failed("the image is neither a URL nor a base64 string with its prefix");
        }
        Optional<PhotoFetch.Fetched> fetched = address.flatMap(fetch::fetchTyped);
        if (fetched.isEmpty()) {
            return LoadedPhoto.failed("the URL is not publicly accessible");
        }
        String type = fetched.get().contentType();
        return type.toLowerCase(Locale.ROOT).startsWith("image/")
                ? decoded(fetched.get().bytes())
                : LoadedPhoto.failed("The URL's Content-Type is not an image. Content-Type: " + type);
    }

    private static Optional<URI> address(String image) {
        try {
            URI address = URI.create(image);
            boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            return web && address.getHost() != null ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private LoadedPhoto decoded(byte[] bytes) {
        if (bytes.length > LARGEST_PHOTO) {
            return LoadedPhoto.failed("the image is too large");
        }
        try {
            return LoadedPhoto.of(Pictures.png(shrunk(Pictures.decode(bytes))));
        } catch (IOException unreadable) {
            return LoadedPhoto.failed("cannot identify image file");
        }
    }

    private BufferedImage shrunk(BufferedImage photo) {
        BufferedImage small = photo;
        double excess = Math.sqrt((double) pixels(photo) / mostPixels);
        int side = (int) (Math.max(photo.getWidth(), photo.getHeight()) / Math.max(1, excess));
        // The other side is rounded, which can be a few pixels too many.
        while (pixels(small) > mostPixels) {
            small = Pixels.shrink(photo, side--);
        }
        return small;
    }

    private static long pixels(BufferedImage picture) {
        return (long) picture.getWidth() * picture.getHeight();
    }
}
