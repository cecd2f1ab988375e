package dev.backdrop.batch.manifest;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records of RFC 4180: fields in quotes may hold commas, line breaks and doubled quotes. A record that breaks the rules, or
 * is too long, is told apart, and reading goes on with the next line.
 */
final class CsvRecords {

    private static final int END = -1;

    private final Reader reader;
    private long line = 1;
    private int next;
    private int length;
    private String problem;

    /**
     * @param line where it begins, from 1
     * @param problem what is wrong with it, or null
     */
    record CsvRecord(long line, List<String> fields, String problem) {

        boolean isBlank() {
            return problem == null && fields.size() == 1 && fields.get(0).isBlank();
        }
    }

    CsvRecords(Reader reader) {
        this.reader = reader;
        this.next = read();
    }

    /** The next record that isn't blank; empty at the end. */
    Optional<CsvRecord> next() {
        while (next != END) {
            CsvRecord record = record();
            if (!record.isBlank()) {
                return Optional.of(record);
            }
        }
        return Optional.empty();
    }

    private CsvRecord record() {
        long start = line;
        List<String> fields = new ArrayList<>();
        length = 0;
        problem = null;
        fields.add(field(start));
        while (problem == null && next == ',') {
            count();
            advance();
            fields.add(field(start));
        }
        if (problem != null) {
            skipLine();
        }
        endLine();
        return new CsvRecord(start, fields, problem);
    }

    private String field(long start) {
        return next == '"' ? quoted(start) : plain();
    }

    private String plain() {
        StringBuilder text = new StringBuilder();
        while (problem == null && next != END && next != ',' && next != '\n' && next != '\r') {
            if (next == '"') {
                problem = "has a quotation mark inside a field; put the field in quotes and double the mark";
            } else {
                take(text);
            }
        }
        return text.toString();
    }

    private String quoted(long start) {
        StringBuilder text = new StringBuilder();
        advance();
        while (problem == null) {
            if (next == END) {
                problem = "has a quotation mark that is never closed" + upTo(start);
            } else if (next != '"') {
                take(text);
            } else {
                advance();
                if (next != '"') {
                    break;
                }
                take(text);
            }
        }
        if (problem == null && next != ',' && next != '\n' && next != '\r' && next != END) {
            problem = "goes on after a closing quotation mark; double a mark that belongs to the text";
        }
        return text.toString();
    }

    private String upTo(long start) {
        return line > start ? ": lines " + start + " to " + line + " were read as one field" : "";
    }

    private void take(StringBuilder text) {
        count();
        if (problem == null) {
            text.append((char) next);
            advance();
        }
    }

    /** Commas too: a line of nothing else would become as many fields. */
    private void count() {
        if (++length > Manifest.LONGEST_ROW) {
            problem = "has more than " + Manifest.LONGEST_ROW + " characters; is a quotation mark never closed?";
        }
    }

    private void skipLine() {
        while (next != END && next != '\n' && next != '\r') {
            advance();
        }
    }

    private void endLine() {
        if (next == '\r') {
            next = read();
            if (next != '\n') {
                line++;
                return;
            }
        }
        if (next == '\n') {
            advance();
        }
    }

    private void advance() {
        if (next == '\n') {
            line++;
        }
        next = read();
    }

    private int read() {
        try {
            return reader.read();
        } catch (IOException brokenOff) {
            throw new UncheckedIOException(brokenOff);
        }
    }
}
