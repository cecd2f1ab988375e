package dev.backdrop.local.simulator.picwish;

import java.net.URI;
import java.util.Optional;

/** Where a picture of an order comes from. */
sealed interface PictureSource {

    /** Sent along. */
    record Uploaded(byte[] bytes) implements PictureSource {}

    /** To be fetched. */
    record Remote(URI address) implements PictureSource {}

    /**
     * The picture that is given as {@code <name>_file} or {@code <name>_url}; empty if it is given as neither.
     *
     * @throws Refusal if it is given as both, or the file is too large
     */
    static Optional<PictureSource> read(Form form, String name, PicWishOptions options) {
        Optional<byte[]> file = form.file(name + "_file");
        Optional<URI> address = form.address(name + "_url");
        if (file.isPresent() && address.isPresent()) {
            throw Refusal.wrongParameter(name + "_file and " + name + "_url exclude each other");
        }
        file.ifPresent(bytes -> checkSize(name + "_file", bytes, options));
        return file.<PictureSource>map(Uploaded::new).or(() -> address.map(Remote::new));
    }

    private static void checkSize(String name, byte[] bytes, PicWishOptions options) {
        if (bytes.length > options.fileSizeLimit()) {
            throw Refusal.tooLarge(name + " has " + bytes.length + " bytes");
        }
        InputFormat.size(bytes)
                .filter(size -> Math.max(size.width, size.height) > options.longestSide())
                .ifPresent(size -> {
                    throw Refusal.tooLarge(name + " has " + size.width + " x " + size.height + " pixels");
                });
    }
}
