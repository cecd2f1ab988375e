package dev.backdrop.batch;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@code report.html}: one page that needs nothing else, for people: what came of it, then what went wrong, then the
 * results. A long batch shows its first rows; the CSV has them all.
 */
final class HtmlReport implements ReportSink {

    static final int MOST_FAILURES = 1_000;
    static final int MOST_RESULTS = 200;

    private final OpenFile file;
    private final Function<String, Optional<byte[]>> thumbnails;
    private final List<ReportRow> failures = new ArrayList<>();
    private final List<ReportRow> others = new ArrayList<>();
    private long rows;

    /** @param thumbnails small JPEGs of results, by their keys */
    HtmlReport(OpenFile file, Function<String, Optional<byte[]>> thumbnails) {
        this.file = file;
        this.thumbnails = thumbnails;
    }

    @Override
    public void row(ReportRow row) {
        rows++;
        if (row.failed() || row.status().equals(ReportRow.NOT_STARTED)) {
            if (failures.size() < MOST_FAILURES) {
                failures.add(row);
            }
        } else if (others.size() < MOST_RESULTS) {
            others.add(row);
        }
    }

    @Override
    public void complete(Batch batch, ReportSummary summary) throws IOException {
        Writer page = new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8));
        page.write("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Batch "
                + escape(batch.batchId()) + "</title>\n<style>\n" + style() + "</style>\n</head>\n<body>\n");
        summary(page, batch, summary);
        table(page, "What went wrong", failures);
        table(page, "Photos", others);
        long shown = failures.size() + others.size();
        if (shown < rows) {
            page.write("<p>" + shown + " of " + rows + " photos are shown here; report.csv has them all.</p>\n");
        }
        page.write("</body>\n</html>\n");
        page.flush();
        file.complete();
    }

    private static void summary(Writer page, Batch batch, ReportSummary summary) throws IOException {
        page.write("<h1>" + escape(target(batch)) + "</h1>\n<p class=\"status "
                + escape(batch.status().name()) + "\">"
                + escape(words(batch.status().name())) + "</p>\n");
        if (batch.message() != null) {
            page.write("<p>" + escape(batch.message()) + "</p>\n");
        }
        page.write("<dl>\n");
        term(page, "Batch", batch.batchId());
        term(page, "Started", time(batch.createdAt()));
        term(page, "Ended", time(batch.finishedAt()));
        Plan plan = batch.plan();
        if (plan != null) {
            term(page, "Found", Long.toString(plan.counts().found()));
            plan.counts().skippedBy().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> termUnchecked(
                            page,
                            "Left out: " + words(entry.getKey().name()),
                            entry.getValue().toString()));
            term(page, "Planned", Long.toString(plan.counts().planned()));
            term(page, "Estimated credits", plan.estimate().credits().toPlainString());
        }
        if (plan != null && plan.end() == null) {
            term(page, "Submitted", jobs(batch, summary.getSubmitted()));
            term(page, "Tasks at providers", Long.toString(summary.getTasks()));
        }
        for (Map.Entry<String, Long> entry : summary.getStatuses().entrySet()) {
            term(page, words(entry.getKey()), entry.getValue().toString());
        }
        for (Map.Entry<String, BigDecimal> entry : summary.getCredits().entrySet()) {
            term(page, "Credits, " + entry.getKey(), entry.getValue().toPlainString());
        }
        page.write("</dl>\n");
        if (plan != null && plan.end() == null && summary.isFree()) {
            page.write("<p>No provider was given a task: nothing was charged.</p>\n");
        }
    }

    private static String jobs(Batch batch, long number) {
        return number
                + (number == 1 ? " job" : " jobs")
                + (batch.order() != null && batch.order().failedOnly() ? ", again" : "");
    }

    /** To the second, such as {@code 2026-11-21 19:12:16 UTC}. */
    private static String time(Instant time) {
        return time == null
                ? ""
                : time.truncatedTo(ChronoUnit.SECONDS)
                        .toString()
                        .replace('T', ' ')
                        .replace("Z", " UTC");
    }

    private static String target(Batch batch) {
        String target = batch.order() == null ? null : batch.order().target();
        return target == null ? "Batch " + batch.batchId() : target;
    }

    private static void termUnchecked(Writer page, String term, String value) {
        try {
            term(page, term, value);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void term(Writer page, String term, String value) throws IOException {
        page.write("<div><dt>" + escape(term) + "</dt><dd>" + escape(value) + "</dd></div>\n");
    }

    private void table(Writer page, String title, List<ReportRow> shown) throws IOException {
        if (shown.isEmpty()) {
            return;
        }
        page.write("<h2>" + title + "</h2>\n<div class=\"wide\"><table>\n<thead><tr><th></th><th>Photo</th>"
                + "<th>Status</th><th>Provider</th><th>Credits</th><th>Details</th></tr></thead>\n<tbody>\n");
        for (ReportRow row : shown) {
            page.write("<tr><td>" + picture(row) + "</td><td>" + photo(row) + "</td><td>"
                    + escape(words(row.status())) + "</td><td>" + escape(row.provider()) + "</td><td class=\"number\">"
                    + escape(row.credits() == null ? null : row.credits().toPlainString()) + "</td><td>" + details(row)
                    + "</td></tr>\n");
        }
        page.write("</tbody>\n</table></div>\n");
    }

    private String picture(ReportRow row) {
        if (row.resultKey() == null) {
            return "";
        }
        return thumbnails
                .apply(row.resultKey())
                .map(jpeg -> "<img alt=\"\" src=\"data:image/jpeg;base64,"
                        + Base64.getEncoder().encodeToString(jpeg) + "\">")
                .orElse("");
    }

    private static String photo(ReportRow row) {
        String key = row.key() == null ? "(no key)" : row.key();
        return escape(key) + (row.line() == null ? "" : "<br><small>line " + row.line() + "</small>");
    }

    private static String details(ReportRow row) {
        if (row.message() == null) {
            return escape(row.resultKey());
        }
        String code = row.errorCode() == null ? "" : "<code>" + escape(row.errorCode()) + "</code> ";
        String advice = row.advice() == null ? "" : "<br><small>" + escape(row.advice()) + "</small>";
        return code + escape(row.message()) + advice;
    }

    /** {@code FAILED_BEFORE} as people read it. */
    private static String words(String constant) {
        return constant.charAt(0)
                + constant.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Names of photos and messages of vendors are other people's texts. */
    static String escape(String text) {
        if (text == null) {
            return "";
        }
        return text.codePoints()
                .mapToObj(c -> switch (c) {
                    case '&' -> "&amp;";
                    case '<' -> "&lt;";
                    case '>' -> "&gt;";
                    case '"' -> "&quot;";
                    case '\'' -> "&#39;";
                    default -> c < ' ' && c != '\n' && c != '\t' ? "\uFFFD" : Character.toString(c);
                })
                .collect(Collectors.joining());
    }

    private static String style() throws IOException {
        try (InputStream sheet = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
