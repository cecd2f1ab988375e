package dev.backdrop.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectMetadataTest {

    @Test
    void everyNameThatAnUploadCanCarryIsRead() {
        ObjectNode part = ObjectMetadata.part(Map.of(
                "Background-Color", "#fff",
                "provider", "studio",
                "seed", "7",
                "output-format", "jpeg",
                "output-max-side", "900",
                "camera", "somebody else's"));
        assertThat(part.at("/background/color").textValue()).isEqualTo("#fff");
        assertThat(part.at("/provider").textValue()).isEqualTo("studio");
        assertThat(part.at("/seed").longValue()).isEqualTo(7);
        assertThat(part.at("/output/format").textValue()).isEqualTo("jpeg");
        assertThat(part.at("/output/maxSide").longValue()).isEqualTo(900);
        assertThat(part.has("camera")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"on a marble table", "auf Rügen, im Café ☕", "=?not?", "a, b; c=d", "日本の庭"})
    void anyPromptSurvivesBeingMetadata(String prompt) {
        String encoded = ObjectMetadata.encode(prompt);
        assertThat(encoded).isPrintable().matches("\\p{ASCII}*");
        assertThat(ObjectMetadata.part(Map.of("background-prompt", encoded))
                        .at("/background/prompt")
                        .asText())
                .isEqualTo(prompt);
    }

    @Test
    void encodedWordsOfOtherClientsAreRead() {
        assertThat(ObjectMetadata.part(Map.of("background-prompt", "=?UTF-8?Q?Caf=C3=A9_noir?=  =?utf-8?b?ISE=?="))
                        .at("/background/prompt")
                        .asText())
                .isEqualTo("Café noir!!");
    }

    @Test
    void notTransparentIsSayingNothing() {
        assertThat(ObjectMetadata.part(Map.of("background-transparent", "false")))
                .isEmpty();
        assertThat(ObjectMetadata.part(Map.of("background-transparent", "true"))
                        .at("/background/transparent")
                        .asBoolean())
                .isTrue();
    }
}
