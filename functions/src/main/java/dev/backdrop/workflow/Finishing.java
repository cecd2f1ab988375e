package dev.backdrop.workflow;

import dev.backdrop.job.Job;
import dev.backdrop.job.PhotoRecord;
import dev.backdrop.job.PhotoStore;
import dev.backdrop.photo.Compositor;
import dev.backdrop.photo.Finish;
import dev.backdrop.photo.FinishCaps;
import dev.backdrop.photo.FinishResult;
import dev.backdrop.photo.Ground;
import dev.backdrop.request.Background;
import java.util.List;

/** Makes the picture that was promised out of what a vendor returned. */
final class Finishing {

    /** Smaller than this part of the photo's pixels is worth a word. */
    private static final double NOTICEABLY_SMALLER = 0.9;

    private final PhotoStore photos;
    private final Finish finish = new Finish();
    private final Compositor compositor = new Compositor();

    Finishing(PhotoStore photos) {
        this.photos = photos;
    }

    FinishResult finish(Job job, byte[] returned) {
        if (job.composed()) {
            PhotoRecord.Prepared photo = job.photo().prepared();
            return compositor.compose(
                    returned,
                    ground(job),
                    photo.width(),
                    photo.height(),
                    job.request().placement(),
                    job.request().output(),
                    FinishCaps.DEFAULT);
        }
        return job.request().background() instanceof Background.Transparent
                ? finish.finishCutOut(returned, job.request().output(), FinishCaps.DEFAULT)
                : finish.finish(returned, job.request().output(), FinishCaps.DEFAULT);
    }

    private Ground ground(Job job) {
        Background background = job.request().background();
        if (background instanceof Background.Color color) {
            return new Ground.Flat(color.rgb());
        }
        if (background instanceof Background.Image) {
            return new Ground.Picture(
                    photos.prepared(job.background().prepared()).bytes());
        }
        return new Ground.None();
    }

    /** What people should know of the picture: that it has fewer pixels than the photo, though nobody asked for that. */
    static List<String> notes(Job job, FinishResult.Finished picture) {
        PhotoRecord.Prepared photo = job.photo().prepared();
        boolean asked =
                job.request().placement() != null || job.request().output().maxSide() != null;
        long pixels = (long) photo.width() * photo.height();
        boolean smaller = (long) picture.width() * picture.height() < NOTICEABLY_SMALLER * pixels;
        return smaller && !asked
                ? List.of(job.provider() + " returned " + picture.width() + " x " + picture.height()
                        + " pixels for a photo of " + photo.width() + " x " + photo.height() + ".")
                : List.of();
    }
}
