package dev.backdrop.batch;

import java.io.Closeable;
import java.io.IOException;

/** One form of a report, which takes rows as they come. */
interface ReportSink extends Closeable {

    void row(ReportRow row) throws IOException;

    /** Writes what can only be said at the end, and puts the file where it belongs. */
    void complete(Batch batch, ReportSummary summary) throws IOException;
}
