package dev.backdrop.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.backdrop.json.Json;
import dev.backdrop.settings.InvalidSettingException;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The vendors' keys, from one secret: a JSON object of setting names and values. Read once, when first needed. */
public final class SecretSettings implements Supplier<Map<String, String>> {

    private final Supplier<SecretsManagerClient> client;
    private final String secretId;
    private Map<String, String> values;

    public SecretSettings(Supplier<SecretsManagerClient> client, String secretId) {
        this.client = client;
        this.secretId = secretId;
    }

    @Override
    public synchronized Map<String, String> get() {
        if (values == null) {
            values = parse(
                    client.get().getSecretValue(get -> get.secretId(secretId)).secretString());
        }
        return values;
    }

    private Map<String, String> parse(String text) {
        try {
            return Map.copyOf(Json.mapper().readValue(text, new TypeReference<Map<String, String>>() {}));
        } catch (JsonProcessingException | NullPointerException notAnObject) {
            // The parser's own message quotes what it read, which is keys.
            throw new InvalidSettingException("secret " + secretId
                    + " must be a JSON object of texts, such as {\"BACKDROP_PERFECTCORP_API_KEY\": \"...\"}");
        }
    }
}
