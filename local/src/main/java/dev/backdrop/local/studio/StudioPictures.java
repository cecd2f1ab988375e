package dev.backdrop.local.studio;

import dev.backdrop.local.studio.TaskRequest.BackdropOrder;
import dev.backdrop.local.studio.TaskRequest.PhotoSource;
import dev.backdrop.request.OutputFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The studio's craft without its service, for pictures that are needed in this process. Safe from any thread. */
public final class StudioPictures implements AutoCloseable {

    private final Supplier<CutOut> cutOuts;
    private final Lock loading = new ReentrantLock();
    private final Studio studio = new Studio(this::cutOut);
    private CutOut loaded;

    private StudioPictures(Supplier<CutOut> cutOuts) {
        this.cutOuts = cutOuts;
    }

    /**
     * Pictures of this machine's own; what finds the subjects is made ready when the first one is wanted.
     *
     * @param projectRoot the folder that holds {@code local/}, where the model is
     * @param progress is told, in a line each, what takes a while and what is wrong
     */
    public static StudioPictures of(Path projectRoot, Consumer<String> progress) {
        return new StudioPictures(() -> CutOuts.best(projectRoot, progress));
    }

    /** @param cutOut belongs to somebody else, and isn't closed here */
    static StudioPictures sharing(CompletableFuture<CutOut> cutOut) {
        return new StudioPictures(() -> new Borrowed(cutOut));
    }

    private record Borrowed(CompletableFuture<CutOut> cutOut) implements CutOut {

        @Override
        public Subject find(Picture photo) {
            return cutOut.join().find(photo);
        }
    }

    private CutOut cutOut() {
        loading.lock();
        try {
            if (loaded == null) {
                loaded = cutOuts.get();
            }
            return loaded;
        } finally {
            loading.unlock();
        }
    }

    /**
     * The subject of a photo alone, as PNG.
     *
     * @throws IOException if the photo can't be read, or has no subject
     */
    public byte[] cutOut(byte[] photo) throws IOException {
        return made(photo, new BackdropOrder.Nothing(), 0, OutputFormat.PNG);
    }

    /**
     * The subject of a photo on a backdrop in the prompt's colours, as JPEG.
     *
     * @throws IOException if the photo can't be read, or has no subject
     */
    public byte[] onPrompt(byte[] photo, String prompt, long seed) throws IOException {
        return made(photo, new BackdropOrder.Painted(prompt), seed, OutputFormat.JPEG);
    }

    private byte[] made(byte[] photo, BackdropOrder backdrop, long seed, OutputFormat format) throws IOException {
        TaskRequest request = new TaskRequest(new PhotoSource.Uploaded(""), backdrop, seed, format);
        try {
            return studio.make(request, photo, null).file();
        } catch (TaskFailedException failed) {
            throw new IOException(failed.getMessage(), failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for memory", stopping);
        }
    }

    /**
     * A backdrop in the prompt's colours behind a subject that is cut out already, as JPEG.
     *
     * @throws IOException if the foreground can't be read
     */
    public byte[] behind(byte[] foreground, String prompt, long seed) throws IOException {
        Picture subject = PictureFiles.decode(foreground);
        int width = subject.width();
        Backdrop backdrop =
                new PaintedBackdrop(Scene.of(prompt), Footing.of(subject.channel(24)), seed, width, subject.height());
        Rows.bands(subject.height(), (from, to) -> {
            int[] behind = new int[width];
            for (int row = from; row < to; row++) {
                backdrop.paint(row, behind);
                for (int at = row * width, x = 0; x < width; at++, x++) {
                    subject.argb()[at] = Compose.over(subject.argb()[at], behind[x]);
                }
            }
        });
        return PictureFiles.encode(subject, OutputFormat.JPEG, false);
    }

    @Override
    public void close() {
        loading.lock();
        try {
            if (loaded != null) {
                loaded.close();
            }
        } finally {
            loading.unlock();
        }
    }
}
