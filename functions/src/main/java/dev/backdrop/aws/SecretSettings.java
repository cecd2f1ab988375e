package dev.backdrop.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.backdrop.job.StoreUnavailableException;
import dev.backdrop.json.Json;
import dev.backdrop.settings.InvalidSettingException;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
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

    /** @throws StoreUnavailableException if it can't be read now, so that a step is repeated */
    @Override
    public synchronized Map<String, String> get() {
        if (values == null) {
            values = parse(read());
        }
        return values;
    }

    private String read() {
        try {
            return client.get().getSecretValue(get -> get.secretId(secretId)).secretString();
        } catch (SdkException away) {
            throw new StoreUnavailableException("can't read secret " + secretId + ": " + away.getMessage(), away);
        }
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
