package dev.backdrop.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestJsonTest {

    private static Request read(String json) {
        try {
            return RequestJson.read(new ObjectMapper().readTree(json.replace('\'', '"')));
        } catch (JsonProcessingException wrongTest) {
            throw new IllegalArgumentException(wrongTest);
        }
    }

    @Test
    void aBackgroundIsAllThatARequestNeeds() {
        assertThat(read("{'background':{'color':'#f4f1ea'}}"))
                .isEqualTo(new Request(
                        new Background.Color(new Rgb(0xf4, 0xf1, 0xea)),
                        "auto",
                        null,
                        new Output(OutputFormat.PNG, null)));
    }

    @Test
    void everyFieldIsReadAndWrittenBack() {
        String json = "{'background':{'prompt':'on marble'},'provider':'fashn','seed':42,"
                + "'output':{'format':'jpeg','maxSide':2048}}";
        assertThat(RequestJson.canonical(read(json))).isEqualTo(json.replace('\'', '"'));
    }

    @Test
    void oneMeaningHasOneCanonicalText() {
        Request shouted = read("{'output':{'format':'JPG'},'provider':' Studio ','background':{'color':'FFF'}}");
        Request plain = read("{'background':{'color':'#ffffff'},'provider':'studio','output':{'format':'jpeg'}}");
        assertThat(RequestJson.canonical(shouted)).isEqualTo(RequestJson.canonical(plain));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                          | background: is missing
            []                                                          | request: must be an object
            {'background':{}}                                           | background: must have exactly one of
            {'background':'white'}                                      | background: must be an object
            {'background':{'color':'#fff','prompt':'x'}}                | background: must have exactly one of
            {'background':{'colour':'#fff'}}                            | background.colour: is unknown
            {'background':{'color':'white'}}                            | background.color: 'white' is not a colour
            {'background':{'color':7}}                                  | background.color: must be a text
            {'background':{'prompt':' '}}                               | background.prompt: must be a text that isn't empty
            {'background':{'image':'http://a/b.jpg'}}                   | background.image: must be an s3://bucket/key or https://
            {'background':{'image':'s3://bucket'}}                      | background.image: must be an s3://bucket/key or https://
            {'background':{'transparent':false}}                        | background.transparent: can only be true
            {'background':{'transparent':true},'seed':-1}               | seed: must be a whole number
            {'background':{'transparent':true},'seed':4294967296}       | seed: must be a whole number
            {'background':{'transparent':true},'seed':1.5}              | seed: must be a whole number
            {'background':{'transparent':true},'output':{'format':'gif'}} | output.format: must be png or jpeg, not 'gif'
            {'background':{'transparent':true},'output':{'maxSide':0}}  | output.maxSide: must be a number of pixels
            {'background':{'transparent':true},'provider':3}            | provider: must be a provider's name
            {'background':{'transparent':true},'size':3}                | size: is unknown
            """)
    void aWrongRequestIsRefusedByItsField(String json, String complaint) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(complaint);
    }

    @Test
    void aPromptMayBeLongButNotEndless() {
        assertThat(read("{'background':{'prompt':'" + "x".repeat(1024) + "'}}").background())
                .isInstanceOf(Background.Prompt.class);
        assertThatThrownBy(() -> read("{'background':{'prompt':'" + "x".repeat(1025) + "'}}"))
                .hasMessageContaining("1025 characters; 1024 are allowed");
    }
}
