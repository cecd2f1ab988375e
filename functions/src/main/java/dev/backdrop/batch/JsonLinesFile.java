package dev.backdrop.batch;

import com.fasterxml.jackson.databind.ObjectReader;
import dev.backdrop.job.StoreUnavailableException;
import dev.backdrop.json.Json;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Files of our own with one JSON value a line, written and read without holding more than a few of them. */
final class JsonLinesFile {

    private JsonLinesFile() {}

    static void write(OutputStream file, Object value) {
        try {
            file.write(Json.mapper().writeValueAsBytes(value));
            file.write('\n');
        } catch (IOException broken) {
            throw new StoreUnavailableException("can't write a list of the batch: " + broken.getMessage(), broken);
        }
    }

    /** Hands over the values in groups of up to {@code most}. Nothing is handed over if there is no such file. */
    static <T> void read(Optional<InputStream> file, Class<T> type, int most, Consumer<List<T>> group) {
        if (file.isEmpty()) {
            return;
        }
        ObjectReader values = Json.mapper().readerFor(type);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(file.get(), StandardCharsets.UTF_8), 1 << 16)) {
            List<T> some = new ArrayList<>(most);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                some.add(values.readValue(line));
                if (some.size() == most) {
                    group.accept(List.copyOf(some));
                    some.clear();
                }
            }
            if (!some.isEmpty()) {
                group.accept(List.copyOf(some));
            }
        } catch (IOException broken) {
            throw new StoreUnavailableException("can't read a list of the batch: " + broken.getMessage(), broken);
        }
    }

    /** Closes it whatever happens: it is thrown away then, or complete already. */
    static void close(Closeable file) {
        try {
            file.close();
        } catch (IOException broken) {
            throw new StoreUnavailableException("can't close a file of the batch: " + broken.getMessage(), broken);
        }
    }
}
