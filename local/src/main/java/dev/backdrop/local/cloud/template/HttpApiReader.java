package dev.backdrop.local.cloud.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads HTTP APIs: the resource, the OpenAPI document that it includes, and its functions' events. */
final class HttpApiReader {

    private static final List<String> CORS_LISTS =
            List.of("AllowOrigins", "AllowMethods", "AllowHeaders", "ExposeHeaders");
    private static final List<String> CORS_SCALARS = List.of("MaxAge", "AllowCredentials");

    private final Resources resources;
    private final Path folder;

    HttpApiReader(Resources resources, Path folder) {
        this.resources = resources;
        this.folder = folder;
    }

    HttpApiView api(String logicalId) {
        Properties properties = resources.properties(logicalId);
        Properties body = properties.map("DefinitionBody");
        Optional<String> file = properties
                .text("DefinitionUri")
                .or(() -> body.map("Fn::Transform").map("Parameters").text("Location"));
        if (file.isEmpty() && !body.values().isEmpty()) {
            throw new TemplateException(
                    logicalId + ".DefinitionBody is written out: put it into a file and name that with AWS::Include");
        }
        String stage = properties.text("StageName").orElse("$default");
        if (!stage.equals("$default")) {
            throw new TemplateException(logicalId + ".StageName is " + stage + ": only $default is served here");
        }
        return new HttpApiView(
                logicalId,
                resources.name(logicalId),
                file.map(name -> folder.resolve(name).normalize()));
    }

    /** @param events the routes that functions have as events, of this API and of others */
    HttpApiDefinition definition(HttpApiView api, List<HttpRouteView> events) {
        List<HttpRouteView> routes = new ArrayList<>();
        Map<String, Object> cors = new LinkedHashMap<>();
        api.definition().ifPresent(file -> {
            OpenApiReader document = new OpenApiReader(resources, included(file), file.getFileName() + "");
            routes.addAll(document.routes(api.name()));
            cors.putAll(document.cors());
        });
        events.stream().filter(route -> route.api().equals(api.name())).forEach(routes::add);
        cors.putAll(ownCors(api));
        return new HttpApiDefinition(routes, cors.isEmpty() ? Optional.empty() : Optional.of(cors(api, cors)));
    }

    private Map<String, Object> included(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            Map<String, Object> document = YamlReader.readIncluded(Files.readString(file), name);
            Intrinsics.check(document, name);
            return resources.evaluated(document, name);
        } catch (IOException e) {
            throw new TemplateException("the API's definition can't be read: " + e, e);
        }
    }

    /** SAM's short forms: true for any origin, or one origin's name. */
    private Map<String, Object> ownCors(HttpApiView api) {
        Object own = resources.properties(api.logicalId()).values().get("CorsConfiguration");
        if (own == null || own.equals(false) || own.equals("false")) {
            return Map.of();
        }
        if (own.equals(true) || own.equals("true")) {
            return Map.of("AllowOrigins", List.of("*"));
        }
        if (own instanceof Map<?, ?> map) {
            return YamlReader.withTextKeys(map);
        }
        return Map.of("AllowOrigins", own instanceof List<?> ? own : List.of(own));
    }

    private static HttpCorsView cors(HttpApiView api, Map<String, Object> values) {
        Map<String, Object> named = new LinkedHashMap<>();
        values.forEach(
                (key, value) -> named.put(key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1), value));
        Properties cors = new Properties(named, api.logicalId() + ".CorsConfiguration");
        named.keySet().forEach(key -> {
            if (!CORS_LISTS.contains(key) && !CORS_SCALARS.contains(key)) {
                throw new TemplateException(cors.where() + " has " + key + ", which is not known here");
            }
        });
        boolean credentials = cors.flag("AllowCredentials", false);
        if (credentials && cors.list("AllowOrigins").contains("*")) {
            throw new TemplateException(cors.where() + ": AllowCredentials doesn't go with any origin, *");
        }
        return new HttpCorsView(
                cors.list("AllowOrigins"),
                cors.list("AllowMethods"),
                cors.list("AllowHeaders"),
                cors.list("ExposeHeaders"),
                cors.has("MaxAge") ? Optional.of(Duration.ofSeconds(cors.number("MaxAge", 0))) : Optional.empty(),
                credentials);
    }
}
