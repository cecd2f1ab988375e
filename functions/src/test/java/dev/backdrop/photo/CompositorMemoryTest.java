package dev.backdrop.photo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.backdrop.photo.FinishResult.Finished;
import dev.backdrop.request.Anchor;
import dev.backdrop.request.Output;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Placement;
import dev.backdrop.request.Rgb;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class CompositorMemoryTest {

    private static final int WIDTH = 4000;
    private static final int HEIGHT = 3000;

    /** All that is allocated on the way, dead or alive; in a pool of one thread, so that no work escapes to others. */
    private static long allocated(Placement placement) throws Exception {
        byte[] cutOut = cutOut();
        ForkJoinPool alone = new ForkJoinPool(1);
        try {
            return alone.submit(() -> {
                        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
                        long before = threads.getCurrentThreadAllocatedBytes();
                        FinishResult result = new Compositor()
                                .compose(
                                        cutOut,
                                        new Ground.Flat(new Rgb(10, 20, 30)),
                                        WIDTH,
                                        HEIGHT,
                                        placement,
                                        new Output(OutputFormat.PNG, null),
                                        FinishCaps.DEFAULT);
                        assertThat(result).isInstanceOf(Finished.class);
                        return threads.getCurrentThreadAllocatedBytes() - before;
                    })
                    .get();
        } finally {
            alone.shutdown();
        }
    }

    private static byte[] cutOut() {
        Bitmap bitmap = Bitmap.blank(WIDTH, HEIGHT, 4);
        for (int y = HEIGHT / 4; y < HEIGHT * 3 / 4; y++) {
            Arrays.fill(bitmap.data(), y * WIDTH * 4, y * WIDTH * 4 + WIDTH * 2, (byte) 0xFF);
        }
        return PngWriter.write(bitmap);
    }

    /** At ten times its size the photo alone would be 1.2 gigapixels. */
    @Test
    void enlargingTenTimesTakesNoMoreMemoryThanEnlargingSlightly() throws Exception {
        long slightly = allocated(new Placement(null, 1.01, Anchor.CENTER));
        long tenTimes = allocated(new Placement(null, 10, Anchor.CENTER));
        long canvas = 4L * WIDTH * HEIGHT;
        assertThat(slightly).isLessThan(8 * canvas);
        assertThat(tenTimes).isLessThan(slightly + canvas / 4);
    }
}
