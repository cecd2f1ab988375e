package dev.backdrop.local.asl.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Rows of delimited text, each an object of texts. Missing fields are empty texts, fields beyond the header are left out.
 * Blank lines don't count.
 *
 * <p>Source: https://docs.aws.amazon.com/step-functions/latest/dg/example-csv-parse-dist-map.html
 */
final class CsvRows implements ItemStream {

    private static final int LONGEST_HEADER = 10 * 1024;

    private final Reader in;
    private final char delimiter;
    private List<String> header;
    private long rows;
    private int length;
    private int lookahead;

    CsvRows(InputStream in, char delimiter, Optional<List<String>> header) throws IOException {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
        this.delimiter = delimiter;
        this.header = header.orElse(null);
        this.lookahead = this.in.read();
    }

    @Override
    public Optional<JsonNode> next() throws IOException {
        if (header == null) {
            header = firstRow();
        }
        List<String> fields = row();
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < header.size(); i++) {
            item.put(header.get(i), i < fields.size() ? fields.get(i) : "");
        }
        return Optional.of(item);
    }

    private List<String> firstRow() throws IOException {
        List<String> names = row();
        if (names.isEmpty()) {
            throw new IOException("it is empty, but its first row should have the names of the columns");
        }
        if (String.join("", names).getBytes(StandardCharsets.UTF_8).length > LONGEST_HEADER) {
            throw new IOException("its header has more than " + LONGEST_HEADER + " bytes");
        }
        if (names.contains("") || new HashSet<>(names).size() < names.size()) {
            throw new IOException("its header must name each column, each name once, unlike " + names);
        }
        return names;
    }

    /** The fields of the next row that isn't blank; none at the end. */
    private List<String> row() throws IOException {
        while (lookahead == '\n' || lookahead == '\r') {
            read();
        }
        List<String> fields = new ArrayList<>();
        if (lookahead < 0) {
            return fields;
        }
        rows++;
        length = 0;
        do {
            fields.add(field());
        } while (read() == delimiter);
        return fields;
    }

    /** Up to the delimiter or the end of the row, which stays to be read. */
    private String field() throws IOException {
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        while (lookahead >= 0 && (quoted || !endsField(lookahead))) {
            int c = read();
            if (c == '"') {
                boolean doubled = lookahead == '"' && (quoted || text.length() > 0);
                if (doubled) {
                    text.append((char) read());
                } else {
                    quoted = !quoted;
                }
            } else if (c == '\\') {
                if (lookahead >= 0 && (quoted || !newline(lookahead))) {
                    text.append((char) read());
                }
            } else {
                text.append((char) c);
            }
        }
        if (quoted) {
            throw new IOException("row " + rows + " has a quotation mark that is never closed");
        }
        return text.toString();
    }

    private boolean endsField(int c) {
        return c == delimiter || newline(c);
    }

    private static boolean newline(int c) {
        return c == '\n' || c == '\r';
    }

    private int read() throws IOException {
        if (++length > MOST_BYTES) {
            throw ItemStream.tooLarge("row " + rows);
        }
        int c = lookahead;
        lookahead = in.read();
        return c;
    }
}
