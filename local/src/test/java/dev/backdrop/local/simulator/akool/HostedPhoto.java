package dev.backdrop.local.simulator.akool;

import dev.backdrop.local.simulator.Pictures;
import dev.backdrop.photo.Photo;
import dev.backdrop.photo.PhotoFormat;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.time.Duration;

/** A photo at an address on this machine. */
record HostedPhoto(PhotoFormat format, int width, int height, byte[] content, String fileName, URI address)
        implements Photo {

    static HostedPhoto jpeg(PictureServer server, String name, BufferedImage picture) {
        return hosted(server, name, picture, PhotoFormat.JPEG, Pictures.jpeg(picture));
    }

    static HostedPhoto png(PictureServer server, String name, BufferedImage picture) {
        return hosted(server, name, picture, PhotoFormat.PNG, Pictures.png(picture));
    }

    private static HostedPhoto hosted(
            PictureServer server, String name, BufferedImage picture, PhotoFormat format, byte[] content) {
        String file = name + "." + format.extension();
        return new HostedPhoto(
                format, picture.getWidth(), picture.getHeight(), content, file, server.put(file, content));
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public byte[] bytes() {
        return content.clone();
    }

    @Override
    public URI address(Duration validity) {
        return address;
    }
}
