package dev.backdrop.local.asl.states;

import dev.backdrop.local.asl.evaluator.Template;
import dev.backdrop.local.asl.integration.ObjectStore;
import java.util.List;
import java.util.Optional;

/**
 * Where a Distributed Map's items come from, if not from its input.
 *
 * <p>Source: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 *
 * @param arguments gives Bucket, and Key and VersionId of a file or Prefix of a list
 * @param maxItems no more items than this are read
 */
public record ItemReader(ObjectStore objects, Format format, Template arguments, Optional<Template> maxItems) {

    /** What the items are. */
    public sealed interface Format {

        /** What a listing says of each object under a prefix. */
        record ObjectList() implements Format {}

        /** The elements of an array in one file. */
        record Json() implements Format {}

        /** The lines of a file, each JSON. */
        record JsonLines() implements Format {}

        /**
         * The rows of a file, each an object of texts.
         *
         * @param headers the fields' names; the first row has them if empty
         */
        record Csv(char delimiter, Optional<List<String>> headers) implements Format {}
    }
}
