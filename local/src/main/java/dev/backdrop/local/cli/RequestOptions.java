package dev.backdrop.local.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.request.InvalidRequestException;
import dev.backdrop.request.ObjectMetadata;
import dev.backdrop.request.RequestLayers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What is asked of every photo of a run: options that become the user metadata of an upload. */
final class RequestOptions {

    /** S3's limit for the user metadata of an object, in bytes of names and values. */
    private static final int MOST_METADATA = 2048;

    private static final String ANY_BUCKET = "bucket";

    @ArgGroup(exclusive = true, multiplicity = "0..1", heading = "%nWhat goes behind the subject, one of:%n", order = 1)
    private Choice background;

    @Option(
            names = "--provider",
            paramLabel = "P",
            description = "Who makes the picture, such as studio (free, on this machine) or perfectcorp. Default: the "
                    + "best that has a key, else studio.")
    private String provider;

    @Option(names = "--seed", paramLabel = "N", description = "Makes a provider repeat itself: 0 to 4294967295.")
    private Long seed;

    @Option(names = "--format", paramLabel = "png|jpeg", description = "Format of the results. Default: png.")
    private String format;

    @Option(
            names = "--max-side",
            paramLabel = "PIXELS",
            description = "The longer side of a result at most. Default: as it comes.")
    private Long maxSide;

    @Option(
            names = "--canvas",
            paramLabel = "WxH",
            description = "Size of the results, such as 2000x2000. Default: the photo's own.")
    private String canvas;

    @Option(
            names = "--scale",
            paramLabel = "S",
            description = "How large the photo is drawn: 1 is as large as the canvas holds. Default: 1.")
    private String scale;

    @Option(
            names = "--anchor",
            paramLabel = "WHERE",
            description =
                    "Where a photo that doesn't fill the canvas goes: center, bottom, top-left... Default: center.")
    private String anchor;

    /** Four ways to say what goes behind the subject. */
    static final class Choice {

        @Option(names = "--prompt", paramLabel = "TEXT", description = "A scene, in words.")
        private String prompt;

        @Option(names = "--color", paramLabel = "HEX", description = "One colour, such as '#f4f1ea'.")
        private String color;

        @Option(
                names = "--background-image",
                paramLabel = "FILE|ADDRESS",
                description = "A picture of yours: a file, or an https:// or s3:// address.")
        private String image;

        @Option(names = "--transparent", description = "Nothing.")
        private boolean transparent;
    }

    /** A background picture that must be uploaded first, if one was named. */
    Optional<BackgroundFile> backgroundFile() {
        return background == null || background.image == null
                ? Optional.empty()
                : BackgroundFile.named(background.image);
    }

    Optional<String> provider() {
        return Optional.ofNullable(provider);
    }

    /** @throws UsageException if this isn't a request, or is too long for metadata */
    void check() {
        Map<String, String> metadata = metadata(ANY_BUCKET);
        try {
            new RequestLayers()
                    .then("command line", ObjectMetadata.part(metadata))
                    .then("default", anyBackground())
                    .merge();
        } catch (InvalidRequestException wrong) {
            throw new UsageException(complaint(wrong));
        }
        int bytes = metadata.entrySet().stream()
                .mapToInt(entry -> length(entry.getKey()) + length(entry.getValue()))
                .sum();
        if (bytes > MOST_METADATA) {
            throw new UsageException("the request takes " + bytes + " bytes as metadata of an upload, where S3 allows "
                    + MOST_METADATA + "; make --prompt shorter");
        }
    }

    private static ObjectNode anyBackground() {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        part.putObject("background").put("transparent", true);
        return part;
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String complaint(InvalidRequestException wrong) {
        String problem = wrong.getMessage().substring(wrong.field().length() + 2);
        String field = wrong.field().substring(wrong.field().lastIndexOf(' ') + 1);
        return switch (field) {
                    case "background.prompt" -> "--prompt";
                    case "background.color" -> "--color";
                    case "background.image" -> "--background-image";
                    case "output.format" -> "--format";
                    case "output.maxSide" -> "--max-side";
                    case "placement.canvas" -> "--canvas";
                    case "placement.scale" -> "--scale";
                    case "placement.anchor" -> "--anchor";
                    default -> "--" + field;
                }
                + ": " + problem;
    }

    /**
     * The same as fields of a request, for who can say them without metadata. A background picture is named by its contents, so
     * that another picture of the same name is another request.
     *
     * @param inputBucket where a background picture is uploaded to
     */
    ObjectNode part(String inputBucket) {
        ObjectNode part = ObjectMetadata.part(metadata(inputBucket));
        backgroundFile()
                .ifPresent(file -> part.withObjectProperty("background")
                        .put("image", "s3://" + inputBucket + "/" + file.keyByContents()));
        return part;
    }

    /** @param inputBucket where a background picture is uploaded to */
    Map<String, String> metadata(String inputBucket) {
        Map<String, String> metadata = new LinkedHashMap<>();
        if (background != null) {
            put(metadata, "background-prompt", background.prompt);
            put(metadata, "background-color", background.color);
            put(
                    metadata,
                    "background-image",
                    backgroundFile().map(file -> file.address(inputBucket)).orElse(background.image));
            put(metadata, "background-transparent", background.transparent ? true : null);
        }
        put(metadata, "provider", provider);
        put(metadata, "seed", seed);
        put(metadata, "output-format", format);
        put(metadata, "output-max-side", maxSide);
        put(metadata, "placement-canvas", canvas);
        put(metadata, "placement-scale", scale);
        put(metadata, "placement-anchor", anchor);
        return metadata;
    }

    private static void put(Map<String, String> metadata, String name, Object value) {
        if (value != null) {
            metadata.put(name, ObjectMetadata.encode(value.toString()));
        }
    }
}
