package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.json.Json;
import dev.backdrop.local.asl.time.VirtualScheduler;
import dev.backdrop.local.cloud.LocalServers;
import dev.backdrop.local.cloud.events.EventBus;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Which vendors are simulated in a run, and that the API says so of exactly those. */
class LocalVendorsTest {

    private static final String SIMULATED = "BACKDROP_SIMULATED_PROVIDERS";

    /** Somebody else's, so that none needs to start; nothing is asked of it here. */
    private static final Map<String, String> STUDIO = Map.of("BACKDROP_STUDIO_BASE_URL", "http://127.0.0.1:9");

    private static LocalVendors start(Map<String, String> given) {
        Map<String, String> environment = new HashMap<>(STUDIO);
        environment.putAll(given);
        return LocalVendors.start(World.home(), environment, Clock.systemUTC(), line -> {});
    }

    private static String simulated(Map<String, String> given) {
        try (LocalVendors vendors = start(given)) {
            return vendors.environment().get(SIMULATED);
        }
    }

    /** What the API says, as the functions of such a run would. */
    private static List<JsonNode> providers(Map<String, String> environment) {
        LocalCloud.Options options = new LocalCloud.Options(
                World.home(),
                LocalServers.Place.inMemory(),
                environment,
                new PrintStream(OutputStream.nullOutputStream()),
                EventBus.noPause());
        try (LocalCloud cloud =
                LocalCloud.start(options, new VirtualScheduler(Instant.parse("2026-11-21T09:00:00Z")))) {
            Gateway.Reply reply = new Gateway(cloud).get("/providers");
            assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
            return list(reply.body().path("providers"));
        }
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static String names(List<JsonNode> providers, String flag) {
        return String.join(
                ",",
                providers.stream()
                        .filter(provider -> provider.path(flag).asBoolean())
                        .map(provider -> provider.path("name").asText())
                        .toList());
    }

    @Test
    void withoutKeysEveryVendorIsSimulatedAndStudioIsNot() {
        assertThat(simulated(Map.of())).isEqualTo("perfectcorp,fashn,picwish,akool");
    }

    @Test
    void aVendorWithAKeyIsReal() {
        assertThat(simulated(Map.of("BACKDROP_FASHN_API_KEY", "k", "BACKDROP_PICWISH_API_KEY", " ")))
                .isEqualTo("perfectcorp,picwish,akool");
    }

    @Test
    void theCallersOwnWordOfItDoesNotCount() {
        Map<String, String> keys = Map.of(
                "BACKDROP_PERFECTCORP_API_KEY",
                "k",
                "BACKDROP_FASHN_API_KEY",
                "k",
                "BACKDROP_PICWISH_API_KEY",
                "k",
                "BACKDROP_AKOOL_API_KEY",
                "k",
                "BACKDROP_AKOOL_BASE_URL",
                "http://127.0.0.1:9",
                SIMULATED,
                "perfectcorp");
        assertThat(simulated(keys)).isEmpty();
        assertThat(simulated(Map.of(SIMULATED, "studio"))).isEqualTo("perfectcorp,fashn,picwish,akool");
    }

    @Test
    void theApiListsThoseOfThisRunAsSimulatedAndAsReady() throws IOException {
        try (LocalVendors vendors = start(Map.of())) {
            List<JsonNode> providers = providers(vendors.environment());

            assertThat(names(providers, "simulated")).isEqualTo("perfectcorp,fashn,picwish,akool");
            assertThat(names(providers, "ready")).isEqualTo("perfectcorp,fashn,picwish,akool,studio");
            assertThat(providers).containsAll(examples("picwish", "studio"));
        }
    }

    @Test
    void theApiListsARealVendorAsReal() {
        Map<String, String> real = Map.of(
                "BACKDROP_PERFECTCORP_API_KEY", "k",
                "BACKDROP_AKOOL_API_KEY", "k",
                "BACKDROP_AKOOL_BASE_URL", "http://127.0.0.1:9");
        try (LocalVendors vendors = start(real)) {
            List<JsonNode> providers = providers(vendors.environment());

            assertThat(names(providers, "simulated")).isEqualTo("fashn,picwish");
            // With a key it is real, and off until it is switched on.
            assertThat(names(providers, "ready")).isEqualTo("perfectcorp,fashn,picwish,studio");
        }
    }

    @Test
    void withoutSimulatorsNobodyIsSimulatedAsOnAws() throws IOException {
        List<JsonNode> providers = providers(Map.of("BACKDROP_PROVIDER_SECRET", ""));

        assertThat(providers).noneMatch(provider -> provider.has("simulated"));
        assertThat(providers).containsAll(examples("perfectcorp"));
    }

    /** As openapi.yaml has them. */
    private static List<JsonNode> examples(String... names) throws IOException {
        Object document = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(World.home().resolve("openapi.yaml")));
        JsonNode shown = Json.mapper()
                .valueToTree(document)
                .at(
                        "/paths/~1providers/get/responses/200/content/application~1json/examples/providers/value/providers");
        List<JsonNode> examples = list(shown).stream()
                .filter(example -> List.of(names).contains(example.path("name").asText()))
                .toList();
        assertThat(examples).hasSize(names.length);
        return examples;
    }
}
