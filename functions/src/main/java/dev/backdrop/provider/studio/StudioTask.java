package dev.backdrop.provider.studio;

import dev.backdrop.http.JsonBody;
import dev.backdrop.request.Background;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Request;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A task in the words of studio's protocol. */
final class StudioTask {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private StudioTask() {}

    /** @param pictures the photo's SHA-256, and that of the picture that goes behind, if there is one */
    static String json(List<String> pictures, Request request) {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("photo", Map.of("sha256", pictures.get(0)));
        task.put(
                "background",
                request.background() instanceof Background.Image
                        ? Map.of("image", Map.of("sha256", pictures.get(1)))
                        : background(request.background()));
        if (request.seed() != null) {
            task.put("seed", request.seed());
        }
        task.put("format", request.output().format() == OutputFormat.PNG ? "png" : "jpeg");
        return JsonBody.write(task);
    }

    private static Map<String, Object> background(Background background) {
        if (background instanceof Background.Color color) {
            return Map.of("color", color.rgb().hex());
        }
        if (background instanceof Background.Prompt prompt) {
            return Map.of("prompt", prompt.text());
        }
        if (background instanceof Background.Transparent) {
            return Map.of("transparent", true);
        }
        throw new IllegalArgumentException("studio's client can't ask for " + background);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** Whether it can be put into an address as it is. */
    static boolean isId(String taskId) {
        return ID.matcher(taskId).matches();
    }

    /** An address with a host, or nothing. */
    static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text)).filter(address -> address.getHost() != null);
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }
}
