package dev.backdrop.local.cloud.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the deployed template lets functions and pages do with the input bucket. */
class DeployedPermissionsTest {

    private static final Path FILE = Path.of("").toAbsolutePath().getParent().resolve("template.yaml");

    private final JsonNode resources = resources();

    private static JsonNode resources() {
        try {
            return Json.mapper()
                    .<JsonNode>valueToTree(YamlReader.read(Files.readString(FILE), FILE.toString()))
                    .path("Resources");
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** The paths of the input bucket that a function's role may do this with. */
    private List<String> paths(String function, String action) {
        List<String> paths = new ArrayList<>();
        for (JsonNode statement : resources.at("/" + function + "/Properties/Policies/0/Statement")) {
            if (texts(statement.path("Action")).contains(action)) {
                for (String resource : texts(statement.path("Resource"))) {
                    if (resource.startsWith("${InputBucket.Arn}/")) {
                        paths.add(resource.substring(resource.indexOf('/') + 1));
                    }
                }
            }
        }
        return paths;
    }

    /** One or many; of {@code Fn::Sub} its text. */
    private static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        (value.isArray() ? value : Json.mapper().createArrayNode().add(value))
                .forEach(each -> texts.add(each.path("Fn::Sub").asText(each.asText())));
        return texts;
    }

    @Test
    void theApiMayWriteOnlyWhereItsUploadLinksPoint() {
        assertThat(paths("ApiFunction", "s3:PutObject")).containsExactly("uploads/api/*", "backgrounds/api/*");
    }

    @Test
    void jobsMayReadTheBackgroundsThatAreSent() {
        assertThat(paths("PrepareFunction", "s3:GetObject")).contains("backgrounds/*");
    }

    @Test
    void theConsolesOriginMaySendPicturesToAnyLinkOfTheInputBucket() {
        String origin = "https://console.example";
        Template template =
                Template.read(FILE, StackSettings.named("backdrop").withParameters(Map.of("ConsoleOrigin", origin)));

        assertThat(template.buckets())
                .filteredOn(bucket -> bucket.logicalId().equals("InputBucket"))
                .flatExtracting(BucketView::cors)
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.allowedOrigins()).containsExactly(origin);
                    assertThat(rule.allowedMethods()).contains("PUT");
                    assertThat(rule.allowedHeaders()).contains("content-type", "if-none-match");
                });
    }
}
