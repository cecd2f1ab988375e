package dev.backdrop.local.asl.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.backdrop.local.asl.integration.Integrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A definition in the Amazon States Language, JSONata only, read and checked: whatever is unknown here was refused by
 * name, so that a machine which loads behaves as it does in AWS.
 *
 * <p>Source: https://states-language.net
 *
 * @param arn its full ARN
 * @param branch its states
 * @param timeout how long an execution may take
 */
public record StateMachine(String arn, Branch branch, Optional<Duration> timeout) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int LONGEST_SECONDS = 99_999_999;

    public String name() {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    /**
     * Reads a definition from a file.
     *
     * @throws InvalidDefinitionException if it can't be run here, naming the state and the matter
     * @throws IOException if the file can't be read
     */
    public static StateMachine load(String arn, Path file, Map<String, String> substitutions, Integrations integrations)
            throws IOException {
        byte[] text = Files.readAllBytes(file);
        try {
            return load(arn, JSON.readTree(text), substitutions, integrations);
        } catch (JsonProcessingException invalid) {
            throw new InvalidDefinitionException(file.toString(), "isn't JSON: " + invalid.getMessage(), invalid);
        }
    }

    /**
     * Reads a definition.
     *
     * @param substitutions DefinitionSubstitutions of the template
     * @param integrations what its tasks can call
     * @throws InvalidDefinitionException if it can't be run here, naming the state and the matter
     */
    public static StateMachine load(
            String arn, JsonNode definition, Map<String, String> substitutions, Integrations integrations) {
        String path = arn.substring(arn.lastIndexOf(':') + 1);
        JsonNode complete = new Substitutions(substitutions).apply(path, definition);
        Fields fields = new Fields(path, complete, Visibility.outermost());
        String version = fields.optionalText("Version").orElse("1.0");
        if (!version.equals("1.0")) {
            throw fields.refuse("the Version " + version + " is unknown");
        }
        String language = fields.optionalText("QueryLanguage").orElse("JSONPath");
        Optional<Duration> timeout =
                fields.wholeNumber("TimeoutSeconds", 1, LONGEST_SECONDS).map(Duration::ofSeconds);
        Branch branch = new BranchReader(integrations, language.equals("JSONata")).read(fields);
        fields.refuseRest("a state machine");
        return new StateMachine(arn, branch, timeout);
    }
}
