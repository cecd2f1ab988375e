package dev.backdrop.batch.manifest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A list of photos, read row by row. However long its lines are, it holds no more than one of them, up to a limit. */
public interface Manifest {

    /** Characters of one row. The longest request there is fits several times. */
    int LONGEST_ROW = 64 * 1024;

    /**
     * The next row; empty at the end. Empty lines are passed over.
     *
     * @throws UncheckedIOException if the bytes stop coming
     */
    Optional<Row> next();

    /**
     * Comma-separated values as RFC 4180 has them, with a header.
     *
     * @throws UnreadableManifestException if the header isn't one
     */
    static Manifest csv(InputStream bytes) {
        return csv(bytes, UnaryOperator.identity());
    }

    /**
     * The same, of which the keys are written in another way.
     *
     * @param keys makes a key of the input bucket from what isn't empty
     * @throws UnreadableManifestException if the header isn't one
     */
    static Manifest csv(InputStream bytes, UnaryOperator<String> keys) {
        return CsvManifest.of(new CsvRecords(text(bytes)), keys);
    }

    /** One JSON object a line. */
    static Manifest jsonLines(InputStream bytes) {
        return jsonLines(bytes, UnaryOperator.identity());
    }

    /**
     * The same, of which the keys are written in another way.
     *
     * @param keys makes a key of the input bucket from what isn't empty
     */
    static Manifest jsonLines(InputStream bytes, UnaryOperator<String> keys) {
        return new JsonLinesManifest(text(bytes), keys);
    }

    /** Bytes that aren't UTF-8 become a mark that rows are searched for, so that one bad row stays one bad row. */
    private static Reader text(InputStream bytes) {
        Reader reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8), 1 << 16);
        try {
            reader.mark(1);
            if (reader.read() != '\uFEFF') {
                reader.reset();
            }
            return reader;
        } catch (IOException brokenOff) {
            throw new UncheckedIOException(brokenOff);
        }
    }
}
