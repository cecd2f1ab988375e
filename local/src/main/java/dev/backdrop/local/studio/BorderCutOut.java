package dev.backdrop.local.studio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the subject without a model: what the photo's border is coloured like, and hangs together with it, is background.
 * Good for products on plain backdrops, and for little else.
 */
final class BorderCutOut implements CutOut {

    /** Colours of the border that count as background's at most. */
    private static final int COLORS = 6;

    /** A colour must cover this share of the border to count. */
    private static final double RAREST = 0.04;

    private static final float STRICTEST = 0.05f;
    private static final float LOOSEST = 0.14f;

    /** Gradients of light may go this much further, as long as they go in small steps. */
    private static final float DRIFT = 2;

    private static final float STEP = 0.012f;

    private final String warning;

    /** @param warning why there is no better way */
    BorderCutOut(String warning) {
        this.warning = warning;
    }

    @Override
    public Subject find(Picture photo) {
        int[] border = border(photo);
        List<Tint> background = mostOf(border);
        float tolerance = tolerance(border, background);
        boolean[] outside = spread(photo, background, tolerance);
        int count = 0;
        Plane mask = new Plane(photo.width(), photo.height());
        for (int at = 0; at < outside.length; at++) {
            mask.values()[at] = outside[at] ? 0 : 1;
            count += outside[at] ? 0 : 1;
        }
        if (count < outside.length * 0.002 || count > outside.length * 0.995) {
            throw new NoSubjectException();
        }
        return new Subject(Tidying.tidied(mask.blurred(1)), List.of(warning));
    }

    private static int[] border(Picture photo) {
        int depth = Math.max(1, Math.min(photo.width(), photo.height()) / 60);
        int[] pixels = new int[photo.argb().length];
        int count = 0;
        for (int y = 0; y < photo.height(); y++) {
            boolean whole = y < depth || y >= photo.height() - depth;
            for (int x = 0; x < photo.width(); x++) {
                if (whole || x < depth || x >= photo.width() - depth) {
                    pixels[count++] = photo.argb()[y * photo.width() + x];
                }
            }
        }
        return Arrays.copyOf(pixels, count);
    }

    /** The border's main colours: a histogram of four bits a channel, its fullest bins, neighbours taken together. */
    private static List<Tint> mostOf(int[] border) {
        double[][] bins = new double[4096][4];
        for (int pixel : border) {
            double[] bin = bins[(pixel >> 20 & 0xf) << 8 | (pixel >> 12 & 0xf) << 4 | pixel >> 4 & 0xf];
            bin[0] += pixel >> 16 & 0xff;
            bin[1] += pixel >> 8 & 0xff;
            bin[2] += pixel & 0xff;
            bin[3]++;
        }
        Arrays.sort(bins, Comparator.comparingDouble(bin -> -bin[3]));
        List<Tint> colors = new ArrayList<>();
        for (int index = 0; index < bins.length && colors.size() < COLORS; index++) {
            double[] bin = bins[index];
            if (bin[3] < border.length * RAREST && index > 0) {
                break;
            }
            double scale = 1 / (255 * bin[3]);
            colors.add(new Tint((float) (bin[0] * scale), (float) (bin[1] * scale), (float) (bin[2] * scale)));
        }
        return colors;
    }

    /** As much as the border itself strays from its main colours, within reason. */
    private static float tolerance(int[] border, List<Tint> background) {
        float[] distances = new float[border.length];
        for (int index = 0; index < border.length; index++) {
            distances[index] = distance(border[index], background);
        }
        Arrays.sort(distances);
        return Math.min(LOOSEST, Math.max(STRICTEST, 2 * distances[(int) (distances.length * 0.7)]));
    }

    private static float distance(int pixel, List<Tint> colors) {
        float red = (pixel >> 16 & 0xff) / 255f;
        float green = (pixel >> 8 & 0xff) / 255f;
        float blue = (pixel & 0xff) / 255f;
        float nearest = Float.MAX_VALUE;
        for (Tint color : colors) {
            float offRed = red - color.red();
            float offGreen = green - color.green();
            float offBlue = blue - color.blue();
            nearest = Math.min(nearest, offRed * offRed + offGreen * offGreen + offBlue * offBlue);
        }
        return (float) Math.sqrt(nearest / 3);
    }

    private static boolean[] spread(Picture photo, List<Tint> background, float tolerance) {
        int width = photo.width();
        int height = photo.height();
        float[] distances = new float[photo.argb().length];
        Rows.bands(distances.length, (from, to) -> {
            for (int at = from; at < to; at++) {
                distances[at] = distance(photo.argb()[at], background);
            }
        });
        boolean[] outside = new boolean[distances.length];
        Pending pending = new Pending();
        for (int at = 0; at < distances.length; at++) {
            int x = at % width;
            boolean onBorder = x == 0 || x == width - 1 || at < width || at >= distances.length - width;
            if (onBorder && distances[at] <= tolerance) {
                outside[at] = true;
                pending.add(at);
            }
        }
        while (!pending.isEmpty()) {
            int at = pending.take();
            int x = at % width;
            int[] neighbours = {
                x > 0 ? at - 1 : at,
                x < width - 1 ? at + 1 : at,
                at >= width ? at - width : at,
                at < (height - 1) * width ? at + width : at
            };
            for (int next : neighbours) {
                boolean near = distances[next] <= tolerance;
                boolean drifts =
                        distances[next] <= DRIFT * tolerance && Math.abs(distances[next] - distances[at]) <= STEP;
                if (!outside[next] && (near || drifts)) {
                    outside[next] = true;
                    pending.add(next);
                }
            }
        }
        return outside;
    }
}
