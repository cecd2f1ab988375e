package dev.backdrop.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The tables of {@code docs/providers.md}, by the headings that they stand under. */
final class ProvidersDoc {

    private static final Path REPOSITORY = Path.of("..");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    private final List<Row> rows = new ArrayList<>();
    private final String text;

    /**
     * A row of a table.
     *
     * @param header the table's first row
     */
    record Row(String section, String part, List<String> header, List<String> cells) {

        /** A cell without the marks that name its sources. */
        String at(String column) {
            int index = header.indexOf(column);
            assertThat(index).as("column '%s' in %s, %s", column, section, part).isNotNegative();
            return cells.get(index).replaceAll("\\s*,?\\s*\\[[^\\]]*]", "").strip();
        }

        String first() {
            return at(header.get(0));
        }

        @Override
        public String toString() {
            return section + ", " + part + ": " + cells.get(0);
        }
    }

    /** The words in backticks, without them. */
    static List<String> quoted(String cell) {
        return QUOTED.matcher(cell)
                .results()
                .map((MatchResult word) -> word.group(1))
                .toList();
    }

    /** The page as it is. {@code sam build} copies this module away from it, so there is nothing to compare there. */
    static ProvidersDoc read() {
        assumeThat(REPOSITORY.resolve("template.yaml")).exists();
        try {
            return new ProvidersDoc(Files.readAllLines(REPOSITORY.resolve("docs/providers.md")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private ProvidersDoc(List<String> lines) {
        text = String.join("\n", lines);
        String section = "";
        String part = "";
        List<String> header = null;
        for (String line : lines) {
            if (line.startsWith("## ")) {
                section = line.substring(3);
                part = "";
            } else if (line.startsWith("### ")) {
                part = line.substring(4);
            }
            if (!line.startsWith("|")) {
                header = null;
            } else if (header == null) {
                header = cells(line);
            } else if (!line.startsWith("| ---")) {
                List<String> cells = cells(line);
                assertThat(cells).as(line).hasSameSizeAs(header);
                rows.add(new Row(section, part, header, cells));
            }
        }
    }

    private static List<String> cells(String line) {
        return List.of(line.strip().replaceAll("^\\|\\s*|\\s*\\|$", "").split("\\s*\\|\\s*", -1));
    }

    String text() {
        return text;
    }

    /** @param section the heading, or its beginning */
    List<Row> table(String section, String part) {
        return rows.stream()
                .filter(row -> row.section().startsWith(section) && row.part().equals(part))
                .toList();
    }

    /** A part of a provider's own section. */
    List<Row> of(String provider, String part) {
        return table("`" + provider + "`", part);
    }
}
