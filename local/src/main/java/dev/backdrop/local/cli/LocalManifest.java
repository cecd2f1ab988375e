package dev.backdrop.local.cli;

import dev.backdrop.batch.manifest.Manifest;
import dev.backdrop.batch.manifest.Row;
import dev.backdrop.batch.manifest.UnreadableManifestException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A manifest on this machine: like the workflow's, but its keys name files in its folder, or in those inside. */
final class LocalManifest {

    private final Path folder;
    private final BatchNames names;

    /** What the row that is being read says of its photo. */
    private String said;

    private LocalManifest(Path real) {
        this.folder = real.getParent();
        this.names = new BatchNames(real);
    }

    /** @throws UsageException if it can't be read, or not be understood at all */
    static BatchInput read(Path manifest) {
        String name = Text.printable(manifest.toString());
        try {
            Path real = manifest.toRealPath();
            List<BatchPhoto> photos = new LocalManifest(real).rows(real);
            if (photos.isEmpty()) {
                throw new UsageException(name + ": the manifest has no rows");
            }
            return new BatchInput(new BatchNames(real), photos, 0, true);
        } catch (UnreadableManifestException wrong) {
            throw new UsageException(name + ": " + wrong.getMessage());
        } catch (IOException | UncheckedIOException unreadable) {
            throw new UsageException(name + ": can't be read; check its permissions");
        }
    }

    private List<BatchPhoto> rows(Path file) throws IOException {
        List<BatchPhoto> photos = new ArrayList<>();
        try (InputStream bytes = Files.newInputStream(file)) {
            boolean csv = file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".csv");
            Manifest manifest = csv ? Manifest.csv(bytes, this::key) : Manifest.jsonLines(bytes, this::key);
            said = null;
            for (Optional<Row> row = manifest.next(); row.isPresent(); row = manifest.next()) {
                photos.add(photo(row.get()));
                said = null;
            }
        }
        return photos;
    }

    private String key(String text) {
        said = text;
        return inside(text).map(names::key).orElse(names.folder() + "?");
    }

    /** The path from the manifest's folder, if that is where the file is. */
    private Optional<Path> inside(String text) {
        try {
            Path file = folder.resolve(text).normalize();
            return file.startsWith(folder) && !file.equals(folder)
                    ? Optional.of(folder.relativize(file))
                    : Optional.empty();
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }

    private BatchPhoto photo(Row row) {
        String name = said == null ? BatchPhoto.NO_KEY : said;
        Optional<Path> path = said == null ? Optional.empty() : inside(said);
        String key = path.map(names::key).orElse(null);
        if (row instanceof Row.Bad bad) {
            String where = bad.field() == null ? "the row " : bad.field() + ": ";
            return BatchPhoto.unusable(name, null, key, row.line(), Reason.badRow(where + bad.problem()));
        }
        if (path.isEmpty()) {
            return BatchPhoto.unusable(name, null, null, row.line(), Reason.outside());
        }
        Row.Photo photo = (Row.Photo) row;
        return new BatchPhoto(name, folder.resolve(path.get()), photo.key(), row.line(), photo.request(), null);
    }
}
