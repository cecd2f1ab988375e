package dev.backdrop.batch.manifest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.batch.manifest.CsvRecords.CsvRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Rows of a CSV file whose header names the key and fields of a request. */
final class CsvManifest implements Manifest {

    private final CsvRecords records;
    private final List<Column> columns;
    private final UnaryOperator<String> keys;

    private CsvManifest(CsvRecords records, List<Column> columns, UnaryOperator<String> keys) {
        this.records = records;
        this.keys = keys;
        this.columns = columns;
    }

    /** @throws UnreadableManifestException if the header isn't one */
    static CsvManifest of(CsvRecords records, UnaryOperator<String> keys) {
        CsvRecord header = records.next().orElseThrow(() -> new UnreadableManifestException("the manifest is empty"));
        if (header.problem() != null) {
            throw new UnreadableManifestException("the header of the manifest " + header.problem());
        }
        List<Column> columns = new ArrayList<>();
        for (String name : header.fields()) {
            columns.add(Column.of(name.strip()).orElseThrow(() -> unknown(name, header)));
        }
        if (new HashSet<>(columns).size() < columns.size()) {
            throw new UnreadableManifestException("the manifest has two columns of the same name");
        }
        if (!columns.contains(Column.KEY)) {
            throw new UnreadableManifestException("the manifest has no column named key; its first line must name the"
                    + " columns, and may name " + Column.names());
        }
        return new CsvManifest(records, List.copyOf(columns), keys);
    }

    private static UnreadableManifestException unknown(String name, CsvRecord header) {
        boolean otherSeparator = header.fields().size() == 1 && (name.indexOf(';') >= 0 || name.indexOf('\t') >= 0);
        return new UnreadableManifestException(
                otherSeparator
                        ? "the manifest isn't separated by commas; save it as comma-separated values in UTF-8"
                        : "the manifest has a column '" + shortened(name) + "', which is unknown; known are "
                                + Column.names());
    }

    private static String shortened(String name) {
        return name.length() > 80 ? name.substring(0, 80) + "..." : name;
    }

    @Override
    public Optional<Row> next() {
        return records.next().map(this::row);
    }

    private Row row(CsvRecord record) {
        if (record.problem() != null) {
            return new Row.Bad(record.line(), null, null, record.problem());
        }
        if (record.fields().size() != columns.size()) {
            return new Row.Bad(
                    record.line(),
                    null,
                    null,
                    "has " + record.fields().size() + " fields, and the header has " + columns.size()
                            + "; put a field that holds commas in quotes");
        }
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        String key = "";
        for (int i = 0; i < columns.size(); i++) {
            String value = record.fields().get(i).strip();
            if (columns.get(i) == Column.KEY) {
                key = value;
            } else if (!value.isEmpty()) {
                columns.get(i).put(request, value);
            }
        }
        return Rows.checked(record.line(), key.isEmpty() ? key : keys.apply(key), request);
    }
}
