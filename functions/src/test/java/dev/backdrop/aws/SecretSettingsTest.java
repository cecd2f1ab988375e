package dev.backdrop.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.job.StoreUnavailableException;
import dev.backdrop.settings.InvalidSettingException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

class SecretSettingsTest {

    private final Deque<Supplier<String>> answers = new ArrayDeque<>();
    private final SecretSettings settings = new SecretSettings(() -> new Secrets(answers), "keys");

    /** Secrets Manager with these answers. */
    private record Secrets(Deque<Supplier<String>> answers) implements SecretsManagerClient {

        @Override
        public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
            assertThat(request.secretId()).isEqualTo("keys");
            return GetSecretValueResponse.builder()
                    .secretString(answers.remove().get())
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    @Test
    void theSecretIsReadOnce() {
        answers.add(() -> "{\"KEY\":\"hidden\"}");
        assertThat(settings.get()).containsEntry("KEY", "hidden");
        assertThat(settings.get()).containsEntry("KEY", "hidden");
    }

    @Test
    void aSecretThatIsOutOfReachIsAStoreThatIsAwayAndIsReadTheNextTime() {
        answers.addAll(List.of(
                () -> {
                    throw SdkClientException.create("no route");
                },
                () -> "{\"KEY\":\"hidden\"}"));
        assertThatThrownBy(settings::get)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("keys")
                .hasMessageContaining("no route");
        assertThat(settings.get()).containsEntry("KEY", "hidden");
    }

    @Test
    void aSecretThatIsNoObjectIsRefusedWithoutItsWords() {
        answers.add(() -> "sk-123");
        assertThatThrownBy(settings::get)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("keys")
                .hasMessageNotContaining("sk-123");
    }
}
