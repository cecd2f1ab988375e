package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backdrop.local.openapi.ApiDescription;
import dev.backdrop.local.openapi.Operation;
import dev.backdrop.local.openapi.Outcome;
import dev.backdrop.local.openapi.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The statuses of {@link GatewayAnswers}, as far as they can be known without AWS: that they are described everywhere, in the
 * gateway's words, and that the template asks for what gives them.
 */
class GatewayAnswersTest {

    private static final ApiDescription API = ApiDescription.read(World.home().resolve("openapi.yaml"));
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static List<Operation> operations() {
        return API.operations();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationDescribesThemInTheGatewaysWords(Operation operation) throws IOException {
        JsonNode words = MAPPER.readTree("{\"message\":\"Forbidden\"}");
        GatewayAnswers.ONLY_IN_THE_CLOUD.keySet().forEach(status -> {
            List<Outcome> described = API.outcomes().stream()
                    .filter(one -> one.operation().equals(operation.key()) && one.status() == status)
                    .toList();
            assertThat(described).containsExactly(new Outcome(operation.key(), status, Outcome.JSON));
            JsonNode schema = API.response(described.get(0)).at("/content/application~1json/schema");
            assertThat(Schemas.complaints(Schemas.closed(schema), words)).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationAsksForASignature(Operation operation) {
        assertThat(operation.description().at("/security/0").has("iam"))
                .as("without its own security an imported route is open to everybody")
                .isTrue();
        assertThat(API.document()
                        .at("/components/securitySchemes/iam/x-amazon-apigateway-authtype")
                        .asText())
                .isEqualTo("awsSigv4");
    }

    @ParameterizedTest
    @CsvSource({"Api", "TokenStage"})
    void bothKindsOfApiAreThrottled(String resource) throws IOException {
        JsonNode settings = resource(resource).at("/Properties/DefaultRouteSettings");
        assertThat(settings.path("ThrottlingRateLimit").asInt()).isPositive();
        assertThat(settings.path("ThrottlingBurstLimit").asInt()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void withTokensEveryRouteAsksForOne(String method) throws IOException {
        List<JsonNode> routes = template()
                .path("Resources")
                .valueStream()
                .filter(one -> one.path("Type").asText().equals("AWS::ApiGatewayV2::Route"))
                .toList();
        assertThat(routes).hasSize(2).allSatisfy(route -> {
            assertThat(route.at("/Properties/AuthorizationType").asText()).isEqualTo("JWT");
            assertThat(route.at("/Properties/AuthorizerId").asText()).isEqualTo("TokenAuthorizer");
        });
        assertThat(routes)
                .anyMatch(route -> route.at("/Properties/RouteKey").asText().startsWith(method + " /"));
        assertThat(resource("TokenAuthorizer").at("/Properties/AuthorizerType").asText())
                .isEqualTo("JWT");
    }

    @Test
    void theApiImportsThisDescription() throws IOException {
        assertThat(resource("Api")
                        .at("/Properties/DefinitionBody/Fn::Transform/Parameters/Location")
                        .asText())
                .isEqualTo("openapi.yaml");
    }

    private static JsonNode resource(String logicalId) throws IOException {
        JsonNode resource = template().path("Resources").path(logicalId);
        assertThat(resource.isObject()).as(logicalId).isTrue();
        return resource;
    }

    /** As it is written: a short tag such as {@code !Ref} counts as the text behind it, and one on a list as nothing. */
    private static JsonNode template() throws IOException {
        Object template = new Yaml(new Untagged(new LoaderOptions()))
                .load(Files.readString(World.home().resolve("template.yaml")));
        return MAPPER.valueToTree(template);
    }

    private static final class Untagged extends SafeConstructor {
        Untagged(LoaderOptions options) {
            super(options);
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return node instanceof ScalarNode scalar ? scalar.getValue() : Map.of();
                }
            });
        }
    }
}
