package dev.backdrop.local.studio;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes up the model's mind: what it half saw over a whole area would come out as smoke, and what it saw in one far corner
 * as a ghost.
 */
final class Tidying {

    /** A piece this much smaller than the largest is not another subject. */
    private static final double SMALLEST_PIECE = 0.02;

    private static final float CORE = 0.85f;
    private static final float LIKELY = 0.5f;

    private Tidying() {}

    /** The same mask, with half-seen areas decided and pieces that aren't sure of themselves removed. */
    static Plane tidied(Plane mask) {
        int unit = Math.max(1, Math.round(Math.max(mask.width(), mask.height()) / 100f));
        return withoutGhosts(withoutSmoke(mask, unit), unit);
    }

    /** An edge changes over a short way, smoke hardly at all: an area of middling values is one or the other as a whole. */
    private static Plane withoutSmoke(Plane mask, int unit) {
        float[] values = mask.values();
        Plane squares = new Plane(mask.width(), mask.height());
        for (int at = 0; at < values.length; at++) {
            squares.values()[at] = values[at] * values[at];
        }
        float[] mean = mask.blurred(unit).values();
        float[] meanOfSquares = squares.blurred(unit).values();
        Plane clear = new Plane(mask.width(), mask.height());
        for (int at = 0; at < values.length; at++) {
            double deviation = Math.sqrt(Math.max(0, meanOfSquares[at] - mean[at] * mean[at]));
            float smoke = (float) Math.min(1, Math.max(0, (0.16 - deviation) / 0.08));
            clear.values()[at] = values[at] + smoke * (ramp(mean[at], 0.45f, 0.6f) - values[at]);
        }
        return clear;
    }

    private static float ramp(float value, float from, float to) {
        float part = Math.min(1, Math.max(0, (value - from) / (to - from)));
        return part * part * (3 - 2 * part);
    }

    /** Keeps the large sure pieces, and of the rest only what is right beside them. */
    private static Plane withoutGhosts(Plane mask, int unit) {
        int[] labels = new int[mask.values().length];
        List<Integer> cores = new ArrayList<>();
        for (int at = 0; at < labels.length; at++) {
            if (labels[at] == 0 && mask.values()[at] > LIKELY) {
                cores.add(spread(mask, labels, at, cores.size() + 1));
            }
        }
        int largest = cores.stream().mapToInt(Integer::intValue).max().orElse(0);
        Plane kept = new Plane(mask.width(), mask.height());
        for (int at = 0; at < labels.length; at++) {
            kept.values()[at] = labels[at] != 0 && cores.get(labels[at] - 1) >= largest * SMALLEST_PIECE ? 1 : 0;
        }
        float[] near = kept.blurred(2 * unit).values();
        for (int at = 0; at < labels.length; at++) {
            if (kept.values()[at] == 0) {
                float share = labels[at] == 0 ? Math.min(1, 8 * near[at]) : 0;
                kept.values()[at] = share * mask.values()[at];
            } else {
                kept.values()[at] = mask.values()[at];
            }
        }
        return kept;
    }

    /** Labels one piece, and counts its sure pixels. */
    private static int spread(Plane mask, int[] labels, int start, int label) {
        Pending pending = new Pending();
        pending.add(start);
        labels[start] = label;
        int core = 0;
        while (!pending.isEmpty()) {
            int at = pending.take();
            core += mask.values()[at] > CORE ? 1 : 0;
            int x = at % mask.width();
            visit(mask, labels, pending, x > 0 ? at - 1 : at, label);
            visit(mask, labels, pending, x < mask.width() - 1 ? at + 1 : at, label);
            visit(mask, labels, pending, at >= mask.width() ? at - mask.width() : at, label);
            visit(mask, labels, pending, at + mask.width() < labels.length ? at + mask.width() : at, label);
        }
        return core;
    }

    private static void visit(Plane mask, int[] labels, Pending pending, int at, int label) {
        if (labels[at] == 0 && mask.values()[at] > LIKELY) {
            labels[at] = label;
            pending.add(at);
        }
    }
}
