package dev.backdrop.local.studio;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the subject with U2-Net's small model (u2netp). The model sees 320 x 320 pixels whatever the photo has, so a
 * subject that fills only a part of the photo is looked at a second time, closer.
 */
final class NeuralCutOut implements CutOut {

    private static final int SIDE = 320;
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};
    /** Below this the model's best pixel is no subject but noise, which stretching to the full range would blow up. */
    private static final float FAINTEST = 0.25f;

    private static final float INSIDE = 0.3f;

    private final OrtEnvironment environment;
    private final OrtSession session;

    /** @throws IllegalStateException if this machine can't run the model; the message says why */
    NeuralCutOut(byte[] model) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "backdrop");
            options.setIntraOpNumThreads(Runtime.getRuntime().availableProcessors());
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
            session = environment.createSession(model, options);
        } catch (OrtException | UnsatisfiedLinkError | NoClassDefFoundError | ExceptionInInitializerError failure) {
            throw new IllegalStateException("the cut-out model can't run on this machine: " + failure, failure);
        }
        // The first run sets up what all later ones reuse, and this constructor runs while nobody waits.
        run(new float[3 * SIDE * SIDE]);
    }

    @Override
    public Subject find(Picture photo) {
        Plane whole = look(photo, Crop.all(photo));
        if (whole == null) {
            throw new NoSubjectException();
        }
        Crop closer = Crop.around(whole, INSIDE, photo);
        if (closer.share(photo) > 0.6) {
            return new Subject(Tidying.tidied(whole), List.of());
        }
        Plane close = look(photo, closer);
        return new Subject(Tidying.tidied(close == null ? whole : closer.merge(whole, close, photo)), List.of());
    }

    /** The model's opinion of a part of the photo, or null if it sees nothing there. */
    private Plane look(Picture photo, Crop crop) {
        float[] seen = run(crop.input(photo, SIDE, MEAN, DEVIATION));
        float low = Float.MAX_VALUE;
        float high = -Float.MAX_VALUE;
        for (float value : seen) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        if (high < FAINTEST || high - low < FAINTEST / 2) {
            return null;
        }
        for (int index = 0; index < seen.length; index++) {
            seen[index] = (seen[index] - low) / (high - low);
        }
        return new Plane(SIDE, SIDE, seen);
    }

    private float[] run(float[] input) {
        String name = session.getInputNames().iterator().next();
        try (OnnxTensor tensor =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), new long[] {1, 3, SIDE, SIDE});
                OrtSession.Result result = session.run(Map.of(name, tensor), Set.of(firstOutput()))) {
            OnnxTensor output = (OnnxTensor) result.get(0);
            float[] mask = new float[SIDE * SIDE];
            output.getFloatBuffer().get(mask);
            return mask;
        } catch (OrtException failure) {
            throw new IllegalStateException("the cut-out model failed: " + failure.getMessage(), failure);
        }
    }

    /** The first of the seven outputs is the fused one; the others are its stages. */
    private String firstOutput() {
        return session.getOutputNames().iterator().next();
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException failure) {
            throw new IllegalStateException("the cut-out model can't be closed: " + failure.getMessage(), failure);
        }
    }
}
