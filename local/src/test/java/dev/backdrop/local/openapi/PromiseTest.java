package dev.backdrop.local.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a small description promises, allows and forbids. */
class PromiseTest {

    private static final ApiDescription API = ApiDescription.parse("""
            paths:
              /shoes/{id}:
                post:
                  parameters:
                    - {name: id, in: path, required: true, schema: {type: string, example: "7"}}
                  requestBody:
                    content:
                      application/json:
                        schema: {$ref: "#/components/schemas/Shoe"}
                        examples: {left: {value: {size: 40, sort: {low: true}}}}
                  responses:
                    "201":
                      headers: {Retry-After: {schema: {type: integer, minimum: 1}}}
                      content:
                        application/json:
                          schema:
                            allOf:
                              - {$ref: "#/components/schemas/Named"}
                              - {type: object, properties: {at: {type: string, format: date-time}, any: {type: object}}}
            components:
              schemas:
                Named: {type: object, required: [name], properties: {name: {type: string, pattern: "^[a-z]+$"}}}
                Shoe:
                  type: object
                  additionalProperties: false
                  required: [size]
                  properties:
                    size: {type: integer, minimum: 20, maximum: 50}
                    colour: {type: string, enum: [red, black]}
                    sort:
                      type: object
                      additionalProperties: false
                      minProperties: 1
                      maxProperties: 1
                      properties: {low: {type: boolean}, high: {type: boolean}}
            """);

    private static final Outcome MADE = new Outcome("POST /shoes/{id}", 201, Outcome.JSON);

    private static List<String> broken(int status, String type, String body) {
        Map<String, List<String>> headers = Map.of("content-type", List.of(type), "retry-after", List.of("3"));
        return new Promise(API, MADE).broken(new Reply(status, headers, body));
    }

    @Test
    void anAnswerAsDescribedKeepsThePromise() {
        assertThat(API.outcomes()).containsExactly(MADE);
        assertThat(broken(
                        201,
                        "application/json; charset=utf-8",
                        "{\"name\":\"a\",\"at\":\"2026-11-21T09:00:00Z\",\"any\":{\"thing\":1}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | application/json         | {"name":"a"}
            201 | application/problem+json | {"name":"a"}
            201 | application/json         | {}
            201 | application/json         | {"name":1}
            201 | application/json         | {"name":"a\\n"}
            201 | application/json         | {"name":"a","more":1}
            201 | application/json         | {"name":"a","at":"2026-11-21T09:00:00Z "}
            201 | application/json         | {"name":"a","at":"2026-11-21 09:00:00Z"}
            """)
    void anyOtherBreaksIt(int status, String type, String body) {
        assertThat(broken(status, type, body)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', is missing", "0, minimum", "soon, integer"})
    void aHeaderIsPartOfIt(String value, String complaint) {
        Map<String, List<String>> headers = value.isEmpty()
                ? Map.of("content-type", List.of("application/json"))
                : Map.of("content-type", List.of("application/json"), "retry-after", List.of(value));
        assertThat(new Promise(API, MADE).broken(new Reply(201, headers, "{\"name\":\"a\"}")))
                .singleElement()
                .asString()
                .contains("Retry-After", complaint);
    }

    @Test
    void everyBoundIsTriedOnBothSides() {
        Operation operation = API.operation("POST /shoes/{id}");
        assertThat(operation.examplePath()).isEqualTo("/shoes/7");
        List<Trial> trials = BodyTrials.of(
                operation.bodySchema().orElseThrow(),
                operation.bodyExamples().values().stream()
                        .map(ObjectNode.class::cast)
                        .toList(),
                Map.of());
        assertThat(trials)
                .extracting(trial -> trial.allowed() + " " + trial.field() + " " + trial.sent())
                .contains(
                        "true size {\"size\":20,\"sort\":{\"low\":true}}",
                        "false size {\"size\":19,\"sort\":{\"low\":true}}",
                        "true size {\"size\":50,\"sort\":{\"low\":true}}",
                        "false size {\"size\":51,\"sort\":{\"low\":true}}",
                        "false size {\"sort\":{\"low\":true}}",
                        "true colour {\"size\":40,\"sort\":{\"low\":true},\"colour\":\"black\"}",
                        "false colour {\"size\":40,\"sort\":{\"low\":true},\"colour\":\"RED\"}",
                        "true sort.high {\"size\":40,\"sort\":{\"high\":false}}",
                        "false sort {\"size\":40,\"sort\":{\"low\":true,\"high\":true}}",
                        "false sort {\"size\":40,\"sort\":{}}",
                        "false sort.unheardOf {\"size\":40,\"sort\":{\"low\":true,\"unheardOf\":1}}",
                        "false unheardOf {\"size\":40,\"sort\":{\"low\":true},\"unheardOf\":1}",
                        "false  []");
    }

    @Test
    void aReferenceToNothingIsRefused() {
        assertThatThrownBy(() -> ApiDescription.parse("paths: {/a: {get: {$ref: '#/nowhere'}}}"))
                .hasMessageContaining("#/nowhere");
    }
}
