package dev.backdrop.local.asl.states;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.asl.evaluator.Template;
import dev.backdrop.local.asl.integration.Integrations;
import dev.backdrop.local.asl.integration.ObjectStore;
import dev.backdrop.local.asl.states.Visibility.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads ItemReader and ResultWriter. */
final class DatasetReader {

    private static final String GET_OBJECT = "arn:aws:states:::s3:getObject";
    private static final String LIST_OBJECTS = "arn:aws:states:::s3:listObjectsV2";
    private static final String PUT_OBJECT = "arn:aws:states:::s3:putObject";
    private static final int MOST_ITEMS = 100_000_000;
    private static final Map<String, Character> DELIMITERS =
            Map.of("COMMA", ',', "PIPE", '|', "SEMICOLON", ';', "SPACE", ' ', "TAB", '\t');

    private final Integrations integrations;

    DatasetReader(Integrations integrations) {
        this.integrations = integrations;
    }

    ItemReader reader(Fields fields) {
        String resource = fields.text("Resource");
        if (!resource.equals(GET_OBJECT) && !resource.equals(LIST_OBJECTS)) {
            throw fields.refuse("the Resource " + resource + " is unknown for an ItemReader; known are "
                    + List.of(GET_OBJECT, LIST_OBJECTS));
        }
        boolean file = resource.equals(GET_OBJECT);
        Template arguments = file
                ? arguments(fields, Set.of("Bucket", "Key"), Set.of("Bucket", "Key", "VersionId"))
                : arguments(fields, Set.of("Bucket"), Set.of("Bucket", "Prefix"));
        Optional<Fields> config = fields.take("ReaderConfig")
                .map(node -> new Fields(fields.path() + ".ReaderConfig", node, fields.visibility()));
        if (file && config.isEmpty()) {
            throw fields.refuse("lacks the field ReaderConfig, whose InputType says what the file is");
        }
        Optional<Template> maxItems = config.flatMap(given -> given.number("MaxItems", 1, MOST_ITEMS));
        ItemReader.Format format = file ? format(config.get()) : new ItemReader.Format.ObjectList();
        config.ifPresent(given -> {
            refuseUnsupported(given, file);
            given.refuseRest("a ReaderConfig here");
        });
        fields.refuseRest("an ItemReader");
        return new ItemReader(objects(fields), format, arguments, maxItems);
    }

    private static void refuseUnsupported(Fields config, boolean file) {
        String transformation = config.optionalText("Transformation").orElse("NONE");
        if (file || !transformation.equals("NONE")) {
            config.take("Transformation").ifPresent(given -> {
                throw config.refuse("the Transformation " + transformation + " isn't supported");
            });
        }
        for (String name : List.of("ItemsPointer", "ManifestType")) {
            if (config.has(name)) {
                throw config.refuse("the field " + name + " isn't supported; files with the items themselves are");
            }
        }
    }

    private static ItemReader.Format format(Fields config) {
        String type = config.text("InputType");
        return switch (type) {
            case "JSON" -> new ItemReader.Format.Json();
            case "JSONL" -> new ItemReader.Format.JsonLines();
            case "CSV" -> csv(config);
            case "PARQUET", "MANIFEST" ->
                throw config.refuse("the InputType " + type + " isn't supported; JSON, JSONL and CSV are");
            default -> throw config.refuse("the InputType " + type + " is unknown; known are JSON, JSONL and CSV");
        };
    }

    private static ItemReader.Format csv(Fields config) {
        String name = config.optionalText("CSVDelimiter").orElse("COMMA");
        Character delimiter = DELIMITERS.get(name);
        if (delimiter == null) {
            throw config.refuse("CSVDelimiter must be one of COMMA, PIPE, SEMICOLON, SPACE and TAB, not " + name);
        }
        Optional<JsonNode> headers = config.take("CSVHeaders");
        return switch (config.text("CSVHeaderLocation")) {
            case "FIRST_ROW" -> {
                if (headers.isPresent()) {
                    throw config.refuse("has CSVHeaders although CSVHeaderLocation is FIRST_ROW");
                }
                yield new ItemReader.Format.Csv(delimiter, Optional.empty());
            }
            case "GIVEN" -> new ItemReader.Format.Csv(delimiter, Optional.of(headers(config, headers)));
            default -> throw config.refuse("CSVHeaderLocation must be FIRST_ROW or GIVEN");
        };
    }

    private static List<String> headers(Fields config, Optional<JsonNode> node) {
        List<String> headers = new ArrayList<>();
        node.ifPresent(array -> array.forEach(name -> {
            if (!name.isTextual() || name.textValue().isEmpty()) {
                throw config.refuse("CSVHeaders must be texts that aren't empty, unlike " + name);
            }
            headers.add(name.textValue());
        }));
        if (headers.isEmpty() || new HashSet<>(headers).size() < headers.size()) {
            throw config.refuse("CSVHeaders must name each column, each name once");
        }
        return List.copyOf(headers);
    }

    ResultWriter writer(Fields fields) {
        Optional<String> resource = fields.optionalText("Resource");
        Optional<Fields> config = fields.take("WriterConfig")
                .map(node -> new Fields(fields.path() + ".WriterConfig", node, fields.visibility()));
        if (resource.isEmpty() && config.isEmpty()) {
            throw fields.refuse("needs Resource and Arguments, WriterConfig or all three");
        }
        Optional<ResultWriter.Export> export = resource.map(text -> {
            if (!text.equals(PUT_OBJECT)) {
                throw fields.refuse("the Resource " + text + " is unknown for a ResultWriter; known is " + PUT_OBJECT);
            }
            return new ResultWriter.Export(
                    objects(fields), arguments(fields, Set.of("Bucket"), Set.of("Bucket", "Prefix")));
        });
        ResultWriter writer = new ResultWriter(
                export,
                config.map(given -> choice(given, "Transformation", ResultWriter.Transformation.class))
                        .orElse(ResultWriter.Transformation.NONE),
                config.map(given -> choice(given, "OutputType", ResultWriter.OutputType.class))
                        .orElse(ResultWriter.OutputType.JSON));
        config.ifPresent(given -> given.refuseRest("a WriterConfig"));
        if (export.isEmpty() && writer.outputType() == ResultWriter.OutputType.JSONL) {
            throw fields.refuse("the OutputType JSONL isn't supported without Resource and Arguments");
        }
        fields.refuseRest("a ResultWriter");
        return writer;
    }

    private static <E extends Enum<E>> E choice(Fields config, String name, Class<E> type) {
        String text = config.text(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw config.refuse(name + " must be one of " + List.of(type.getEnumConstants()) + ", not " + text);
    }

    private ObjectStore objects(Fields fields) {
        return integrations
                .objects()
                .orElseThrow(() -> fields.refuse("has nothing to read from or write to: there is no S3 here"));
    }

    private static Template arguments(Fields fields, Set<String> required, Set<String> known) {
        fields.require("Arguments");
        Template arguments = fields.template("Arguments", Place.BEFORE).orElseThrow();
        StateReader.checkArguments(fields, arguments, required, Optional.of(known));
        return arguments;
    }
}
