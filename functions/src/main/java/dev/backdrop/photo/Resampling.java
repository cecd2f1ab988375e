package dev.backdrop.photo;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One pass of a separable Catmull-Rom filter over a picture: rows first, each only once for the rows below that need it.
 * Shrinks with a filter as wide as what becomes one pixel, enlarges with one that is four pixels wide.
 */
final class Resampling {

    private final Bitmap from;
    private final Bitmap to;
    private final Taps across;
    private final Taps down;

    /**
     * @param width that all of the picture would get
     * @param height that all of the picture would get
     * @param part of the resized picture that is wanted; no other pixel of it is computed
     */
    Resampling(Bitmap from, int width, int height, Layout.Box part) {
        this.from = from;
        this.to = Bitmap.blank(part.width(), part.height(), from.channels());
        this.across = Taps.of(from.width(), width, part.x(), part.width());
        this.down = Taps.of(from.height(), height, part.y(), part.height());
    }

    /** For each pixel of a row or column, the first source pixel that it draws from and how much of it and the next. */
    private record Taps(int[] first, float[][] weights, int most) {

        static Taps of(int source, int target, int from, int count) {
            double scale = (double) source / target;
            double width = Math.max(1, scale);
            int[] first = new int[count];
            float[][] weights = new float[count][];
            int most = 0;
            for (int i = 0; i < count; i++) {
                double center = (from + i + 0.5) * scale;
                int low = (int) Math.floor(center - 2 * width);
                int high = (int) Math.ceil(center + 2 * width);
                first[i] = Math.max(0, low);
                weights[i] = weights(center, width, low, high, source);
                most = Math.max(most, weights[i].length);
            }
            return new Taps(first, weights, most);
        }

        /** Beyond the edges the outermost pixel goes on, so that a picture doesn't change its colours there. */
        private static float[] weights(double center, double width, int low, int high, int source) {
            int first = Math.max(0, low);
            int last = Math.min(source, high) - 1;
            double[] raw = new double[last - first + 1];
            double sum = 0;
            for (int i = low; i < high; i++) {
                double weight = catmullRom((i + 0.5 - center) / width);
                raw[Math.max(first, Math.min(last, i)) - first] += weight;
                sum += weight;
            }
            float[] weights = new float[raw.length];
            for (int i = 0; i < raw.length; i++) {
                weights[i] = (float) (raw[i] / sum);
            }
            return weights;
        }

        private static double catmullRom(double distance) {
            double x = Math.abs(distance);
            if (x < 1) {
                return (1.5 * x - 2.5) * x * x + 1;
            }
            return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
        }
    }

    Bitmap run() {
        int parts = Math.min(to.height(), Runtime.getRuntime().availableProcessors());
        IntStream.range(0, parts).parallel().forEach(part -> {
            int top = (int) ((long) to.height() * part / parts);
            int bottom = (int) ((long) to.height() * (part + 1) / parts);
            run(top, bottom);
        });
        return to;
    }

    private void run(int top, int bottom) {
        int channels = from.channels();
        float[][] rows = new float[down.most][to.width() * channels];
        float[] line = new float[from.width() * channels];
        float[] sum = new float[to.width() * channels];
        int ready = down.first[top];
        for (int y = top; y < bottom; y++) {
            int first = down.first[y];
            float[] weights = down.weights[y];
            for (; ready < first + weights.length; ready++) {
                load(ready, line);
                filterRow(line, rows[ready % rows.length], channels);
            }
            Arrays.fill(sum, 0);
            for (int i = 0; i < weights.length; i++) {
                float[] row = rows[(first + i) % rows.length];
                float weight = weights[i];
                for (int x = 0; x < sum.length; x++) {
                    sum[x] += weight * row[x];
                }
            }
            store(sum, y);
        }
    }

    /** A row as numbers, colours multiplied by alpha. */
    private void load(int y, float[] line) {
        byte[] data = from.data();
        int start = y * line.length;
        for (int i = 0; i < line.length; i++) {
            line[i] = data[start + i] & 0xFF;
        }
        if (from.hasAlpha()) {
            for (int i = 0; i < line.length; i += 4) {
                float alpha = line[i] / 255;
                line[i + 1] *= alpha;
                line[i + 2] *= alpha;
                line[i + 3] *= alpha;
            }
        }
    }

    private void filterRow(float[] line, float[] row, int channels) {
        for (int x = 0, at = 0; x < to.width(); x++, at += channels) {
            float[] weights = across.weights[x];
            int i = across.first[x] * channels;
            float a = 0;
            float b = 0;
            float c = 0;
            float d = 0;
            for (float weight : weights) {
                a += weight * line[i];
                b += weight * line[i + 1];
                c += weight * line[i + 2];
                if (channels == 4) {
                    d += weight * line[i + 3];
                }
                i += channels;
            }
            row[at] = a;
            row[at + 1] = b;
            row[at + 2] = c;
            if (channels == 4) {
                row[at + 3] = d;
            }
        }
    }

    private void store(float[] sum, int y) {
        byte[] out = to.data();
        int start = y * sum.length;
        if (!from.hasAlpha()) {
            for (int i = 0; i < sum.length; i++) {
                out[start + i] = level(sum[i]);
            }
            return;
        }
        for (int i = 0; i < sum.length; i += 4) {
            float alpha = sum[i];
            out[start + i] = level(alpha);
            if (alpha >= 0.5f) {
                for (int c = 1; c <= 3; c++) {
                    out[start + i + c] = level(sum[i + c] * 255 / alpha);
                }
            }
        }
    }

    private static byte level(float value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
}
