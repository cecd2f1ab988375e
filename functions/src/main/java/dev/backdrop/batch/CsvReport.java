package dev.backdrop.batch;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** {@code report.csv}: one line a photo, as RFC 4180 has them, safe to open in a spreadsheet. */
final class CsvReport implements ReportSink {

    private static final String FORMULA = "=+-@\t\r";

    private final OpenFile file;
    private final Writer text;

    CsvReport(OpenFile file) throws IOException {
        this.file = file;
        this.text = new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8));
        // Without it spreadsheets take UTF-8 for something else.
        text.write('\uFEFF');
        line(
                "key",
                "jobId",
                "status",
                "provider",
                "credits",
                "result",
                "errorCode",
                "message",
                "advice",
                "line",
                "tasks",
                "charged");
    }

    @Override
    public void row(ReportRow row) throws IOException {
        line(
                row.key(),
                row.jobId(),
                row.status(),
                row.provider(),
                row.credits() == null ? null : row.credits().toPlainString(),
                row.resultKey(),
                row.errorCode(),
                row.message(),
                row.advice(),
                row.line() == null ? null : row.line().toString(),
                row.tasks() == null ? null : row.tasks().toString(),
                row.charged() == null ? null : row.charged().name());
    }

    private void line(String... cells) throws IOException {
        text.write(Arrays.stream(cells).map(CsvReport::cell).collect(Collectors.joining(",", "", "\r\n")));
    }

    /** A cell that begins like a formula would be computed by a spreadsheet: an apostrophe keeps it a text. */
    static String cell(String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        String safe = FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    @Override
    public void complete(Batch batch, ReportSummary summary) throws IOException {
        text.flush();
        file.complete();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
