package dev.backdrop.local.cloud.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads what API Gateway reads of an OpenAPI document: methods, paths and the functions behind them. An operation that has no
 * function is refused, as it is in the cloud when warnings are failures.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html">OpenAPI
 *     extensions for API Gateway</a>
 */
final class OpenApiReader {

    private static final String ANY = "x-amazon-apigateway-any-method";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch", ANY);
    private static final Set<String> BESIDE_METHODS = Set.of("parameters", "summary", "description", "servers");
    private static final String INTEGRATION = "x-amazon-apigateway-integration";
    private static final String SHARED = "#/components/x-amazon-apigateway-integrations/";
    private static final int SHORTEST_MILLIS = 50;

    private final Resources resources;
    private final Properties document;

    OpenApiReader(Resources resources, Map<String, Object> document, String name) {
        this.resources = resources;
        this.document = new Properties(document, name);
        if (!this.document.text("openapi").orElse("").startsWith("3.")) {
            throw new TemplateException(name + " is not a document of OpenAPI 3");
        }
    }

    List<HttpRouteView> routes(String api) {
        List<HttpRouteView> routes = new ArrayList<>();
        Properties paths = document.map("paths");
        paths.values().keySet().forEach(path -> {
            Properties operations = paths.map(path);
            if (!path.startsWith("/") && !path.equals("$default")) {
                throw new TemplateException(paths.where() + " has " + path + ", which is no path");
            }
            operations.values().keySet().stream()
                    .filter(key -> isMethod(key, operations))
                    .map(key -> route(api, path, key, operations.map(key)))
                    .forEach(routes::add);
        });
        return routes;
    }

    private static boolean isMethod(String key, Properties operations) {
        if (!METHODS.contains(key) && !BESIDE_METHODS.contains(key)) {
            throw new TemplateException(operations.where() + " has " + key + ", which is not known here");
        }
        return METHODS.contains(key);
    }

    private HttpRouteView route(String api, String path, String key, Properties operation) {
        Properties integration = integration(operation);
        demand(integration, "type", "aws_proxy");
        demand(integration, "httpMethod", "POST");
        demand(integration, "payloadFormatVersion", "2.0");
        int longest = (int) HttpRouteView.LONGEST_TIMEOUT.toMillis();
        int millis = integration.number("timeoutInMillis", longest);
        if (millis < SHORTEST_MILLIS || millis > longest) {
            throw new TemplateException(integration.where() + ".timeoutInMillis is " + SHORTEST_MILLIS + " to "
                    + longest + ", not " + millis);
        }
        String method = key.equals(ANY) ? "ANY" : key.toUpperCase(Locale.ROOT);
        return new HttpRouteView(api, method, path, function(integration), Duration.ofMillis(millis));
    }

    private Properties integration(Properties operation) {
        Properties own = operation.map(INTEGRATION);
        String shared = own.text("$ref").orElse("");
        if (shared.startsWith(SHARED)) {
            return document.map("components")
                    .map("x-amazon-apigateway-integrations")
                    .map(shared.substring(SHARED.length()));
        }
        if (own.values().isEmpty()) {
            throw new TemplateException(operation.where() + " has no " + INTEGRATION);
        }
        return own;
    }

    private static void demand(Properties integration, String name, String value) {
        if (!integration.required(name).equalsIgnoreCase(value)) {
            throw new TemplateException(integration.where() + "." + name + " is " + integration.required(name)
                    + ": only " + value + " is known here");
        }
    }

    /** The address of an integration is that of the Invoke action of the function, or the function's own. */
    private String function(Properties integration) {
        String uri = integration.required("uri");
        int start = uri.indexOf("/functions/");
        String arn =
                start < 0 ? uri : uri.substring(start + "/functions/".length()).replaceFirst("/invocations$", "");
        return resources
                .withArn(arn)
                .filter(logicalId -> resources.type(logicalId).equals(ResourceTypes.FUNCTION))
                .orElseThrow(() -> new TemplateException(
                        integration.where() + ".uri is " + uri + ", which is no function of the template"));
    }

    /** The API's own CORS settings in the document, if there are any. */
    Map<String, Object> cors() {
        return document.map("x-amazon-apigateway-cors").values();
    }
}
