package dev.backdrop.photo;

/** The kinds of picture that the gate can tell apart and read. */
public enum PhotoFormat {
    JPEG("jpg", "image/jpeg"),
    PNG("png", "image/png"),
    WEBP("webp", "image/webp"),
    TIFF("tif", "image/tiff"),
    GIF("gif", "image/gif"),
    BMP("bmp", "image/bmp");

    private final String extension;
    private final String contentType;

    PhotoFormat(String extension, String contentType) {
        this.extension = extension;
        this.contentType = contentType;
    }

    public String extension() {
        return extension;
    }

    public String contentType() {
        return contentType;
    }
}
