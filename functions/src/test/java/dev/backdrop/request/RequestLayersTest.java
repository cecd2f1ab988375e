package dev.backdrop.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class RequestLayersTest {

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException wrongTest) {
            throw new IllegalArgumentException(wrongTest);
        }
    }

    @Test
    void theFirstPartThatSaysSomethingWinsFieldByField() {
        Request merged = new RequestLayers()
                .then("metadata", json("{'output':{'format':'jpeg'}}"))
                .then("preset", json("{'background':{'color':'#ffffff'},'output':{'format':'png','maxSide':800}}"))
                .then("default", json("{'background':{'prompt':'grey'},'provider':'studio'}"))
                .merge();
        assertThat(RequestJson.canonical(merged))
                .isEqualTo("{\"background\":{\"color\":\"#ffffff\"},\"provider\":\"studio\","
                        + "\"output\":{\"format\":\"jpeg\",\"maxSide\":800}}");
    }

    @Test
    void twoBackgroundsAreNeverMixed() {
        Request merged = new RequestLayers()
                .then("metadata", json("{'background':{'transparent':true}}"))
                .then("default", json("{'background':{'prompt':'grey'}}"))
                .merge();
        assertThat(merged.background()).isEqualTo(new Background.Transparent());
    }

    @Test
    void aComplaintNamesThePartAndTheField() {
        RequestLayers layers = new RequestLayers()
                .then("metadata", json("{}"))
                .then("preset presets/white.json", json("{'background':{'color':'wite'}}"));
        assertThatThrownBy(layers::merge)
                .hasMessage("preset presets/white.json, background.color: 'wite' is not a colour; "
                        + "write it as #rrggbb, such as #f4f1ea");
    }

    @Test
    void aPartThatIsNoObjectIsRefusedByName() {
        assertThatThrownBy(() -> new RequestLayers().then("preset presets/white.json", json("[1]")))
                .hasMessage("preset presets/white.json: must be a JSON object with fields of a request");
    }
}
