package dev.backdrop.local.studio;

import dev.backdrop.request.OutputFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Makes one picture out of one photo. Several threads may call; together they use no more than half of the heap. */
final class Studio {

    /** Longest side that is taken: pixels. */
    static final int LONGEST_SIDE = 12_000;

    /** What a pixel costs while it is worked on: the decoded photo, the pixels, and the encoder's copy. */
    private static final int BYTES_PER_PIXEL = 12;

    private static final int PERMIT_BYTES = 1 << 20;

    private final Supplier<CutOut> cutOut;
    private final int permits;
    private final Semaphore memory;

    /** @param cutOut asked once for each picture; may take a while the first time */
    Studio(Supplier<CutOut> cutOut) {
        this(cutOut, Runtime.getRuntime().maxMemory() / 2);
    }

    Studio(Supplier<CutOut> cutOut, long memoryBytes) {
        this.cutOut = cutOut;
        this.permits = (int) Math.min(Integer.MAX_VALUE, Math.max(1, memoryBytes / PERMIT_BYTES));
        this.memory = new Semaphore(permits, true);
    }

    /**
     * A finished picture.
     *
     * @param file its bytes
     * @param format what they are
     * @param width pixels
     * @param height pixels
     * @param notes what a person should know about it
     */
    record Finished(byte[] file, OutputFormat format, int width, int height, List<String> notes) {}

    /**
     * @param photo a JPEG or PNG file
     * @param backdropPicture the file of the background's picture, or null where none is asked for
     * @throws TaskFailedException if it can't be done
     * @throws InterruptedException if the thread is interrupted while it waits for memory
     */
    Finished make(TaskRequest request, byte[] photo, byte[] backdropPicture)
            throws TaskFailedException, InterruptedException {
        long pixels = pixels(photo, "photo") + (backdropPicture == null ? 0 : pixels(backdropPicture, "background"));
        long needed = 1 + pixels * BYTES_PER_PIXEL / PERMIT_BYTES;
        if (needed > permits) {
            throw new TaskFailedException(
                    "photo-too-large",
                    "the photo needs about " + needed + " MB of memory and there are " + permits
                            + "; send a smaller one, or start studio with a larger heap (-Xmx)");
        }
        memory.acquire((int) needed);
        try {
            return make(request, decode(photo, "photo"), backdropPicture);
        } finally {
            memory.release((int) needed);
        }
    }

    private Finished make(TaskRequest request, Picture photo, byte[] backdropPicture) throws TaskFailedException {
        Picture small = Matte.workingCopy(photo);
        CutOut.Subject subject;
        try {
            subject = cutOut.get().find(small);
        } catch (NoSubjectException nothing) {
            throw new TaskFailedException("no-subject", nothing.getMessage());
        }
        Matte matte = Matte.refine(small, subject.mask());
        List<String> notes = new ArrayList<>(subject.notes());
        Backdrop backdrop = backdrop(request, photo, matte, backdropPicture, notes);
        Picture result = Compose.inPlace(photo, matte, backdrop);
        boolean alpha = request.backdrop() instanceof TaskRequest.BackdropOrder.Nothing;
        try {
            byte[] file = PictureFiles.encode(result, request.format(), alpha);
            return new Finished(file, request.format(), result.width(), result.height(), List.copyOf(notes));
        } catch (IOException failure) {
            throw new TaskFailedException("internal", "the result can't be encoded: " + failure.getMessage());
        }
    }

    private static Backdrop backdrop(
            TaskRequest request, Picture photo, Matte matte, byte[] backdropPicture, List<String> notes)
            throws TaskFailedException {
        TaskRequest.BackdropOrder order = request.backdrop();
        if (order instanceof TaskRequest.BackdropOrder.Flat flat) {
            return Backdrops.color(flat.rgb());
        }
        if (order instanceof TaskRequest.BackdropOrder.Painted painted) {
            Scene scene = Scene.of(painted.prompt());
            notes.add(previewNote(scene));
            return new PaintedBackdrop(scene, Footing.of(matte.alpha()), request.seed(), photo.width(), photo.height());
        }
        if (order instanceof TaskRequest.BackdropOrder.Uploaded) {
            return Backdrops.picture(decode(backdropPicture, "background"), photo.width(), photo.height());
        }
        return Backdrops.nothing();
    }

    private static String previewNote(Scene scene) {
        String understood = scene.words().isEmpty()
                ? "none of the prompt's words says anything about colour, so it is a neutral one"
                : "in the colours of: " + String.join(", ", scene.words());
        return "This is a preview: studio doesn't draw scenes, it paints a plain backdrop (" + understood + ").";
    }

    private static long pixels(byte[] file, String name) throws TaskFailedException {
        try {
            PictureFiles.Size size = PictureFiles.size(file);
            if (Math.max(size.width(), size.height()) > LONGEST_SIDE) {
                throw new TaskFailedException(
                        "photo-too-large",
                        "the " + name + " has " + size.width() + " x " + size.height() + " pixels; at most "
                                + LONGEST_SIDE + " on a side are taken");
            }
            return (long) size.width() * size.height();
        } catch (IOException unreadable) {
            throw unreadable(name, unreadable);
        }
    }

    private static Picture decode(byte[] file, String name) throws TaskFailedException {
        try {
            return PictureFiles.decode(file);
        } catch (IOException unreadable) {
            throw unreadable(name, unreadable);
        }
    }

    private static TaskFailedException unreadable(String name, IOException reason) {
        return new TaskFailedException("photo-unreadable", "the " + name + " can't be read: " + reason.getMessage());
    }
}
