package dev.backdrop.local;

import dev.backdrop.local.simulator.Painter;
import dev.backdrop.local.studio.StudioPictures;
import java.io.IOException;

/** Lets simulated vendors return what studio makes of a photo, so that a rehearsal looks like the show. */
final class StudioPainter implements Painter {

    private final StudioPictures pictures;

    StudioPainter(StudioPictures pictures) {
        this.pictures = pictures;
    }

    @Override
    public byte[] paint(byte[] photo, String prompt, long seed) throws IOException {
        return pictures.onPrompt(photo, prompt, seed);
    }

    @Override
    public byte[] cutOut(byte[] photo) throws IOException {
        return pictures.cutOut(photo);
    }

    @Override
    public byte[] paintBehind(byte[] foreground, String prompt, long seed) throws IOException {
        return pictures.behind(foreground, prompt, seed);
    }
}
