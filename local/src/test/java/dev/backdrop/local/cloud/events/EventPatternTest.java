package dev.backdrop.local.cloud.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventPatternTest {

    private static final String EVENT = """
            {"source": "aws.s3", "detail-type": "Object Created", "resources": ["arn:1", "arn:2"],
             "detail": {"bucket": {"name": "in"}, "object": {"key": "uploads/Cat.JPG", "size": 300, "ratio": 1.5},
                        "none": null, "empty": [], "flag": true, "star": "a*b",
                        "items": [{"sku": "a", "count": 1}, {"sku": "b", "count": 2}]}}
            """;

    @ParameterizedTest(name = "{0} matches: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "{'source': ['aws.s3']}; true",
                "{'source': ['aws.ec2', 'aws.s3']}; true",
                "{'source': ['aws.ec2']}; false",
                "{'source': ['aws.s3'], 'detail': {'bucket': {'name': ['out']}}}; false",
                "{'missing': ['x']}; false",
                "{'resources': ['arn:2']}; true",
                "{'resources': ['arn:3']}; false",
                "{'detail': {'object': {'key': [{'prefix': 'uploads/'}]}}}; true",
                "{'detail': {'object': {'key': [{'prefix': 'batches/'}, {'prefix': 'uploads/'}]}}}; true",
                "{'detail': {'object': {'key': [{'prefix': 'UPLOADS/'}]}}}; false",
                "{'detail': {'object': {'key': [{'prefix': {'equals-ignore-case': 'UPLOADS/'}}]}}}; true",
                "{'detail': {'object': {'key': [{'suffix': '.JPG'}]}}}; true",
                "{'detail': {'object': {'key': [{'suffix': '.jpg'}]}}}; false",
                "{'detail': {'object': {'key': [{'suffix': {'equals-ignore-case': '.jpg'}}]}}}; true",
                "{'detail': {'object': {'key': [{'equals-ignore-case': 'UPLOADS/cat.jpg'}]}}}; true",
                "{'detail': {'object': {'key': [{'wildcard': 'up*/*.JPG'}]}}}; true",
                "{'detail': {'object': {'key': [{'wildcard': 'up*/*.png'}]}}}; false",
                "{'detail': {'star': [{'wildcard': 'a\\\\*b'}]}}; true",
                "{'detail': {'star': [{'wildcard': 'a\\\\*'}]}}; false",
                "{'detail': {'object': {'key': [{'anything-but': 'x'}]}}}; true",
                "{'detail': {'object': {'key': [{'anything-but': ['x', 'uploads/Cat.JPG']}]}}}; false",
                "{'detail': {'object': {'key': [{'anything-but': {'prefix': 'uploads/'}}]}}}; false",
                "{'detail': {'object': {'key': [{'anything-but': {'prefix': ['a', 'b']}}]}}}; true",
                "{'detail': {'object': {'key': [{'anything-but': {'suffix': '.JPG'}}]}}}; false",
                "{'detail': {'object': {'key': [{'anything-but': {'wildcard': '*Dog*'}}]}}}; true",
                "{'detail': {'missing': [{'anything-but': 'x'}]}}; false",
                "{'detail': {'object': {'size': [300]}}}; true",
                "{'detail': {'object': {'size': [300.0]}}}; false",
                "{'detail': {'object': {'size': ['300']}}}; false",
                "{'detail': {'object': {'size': [{'numeric': ['>', 0, '<=', 300]}]}}}; true",
                "{'detail': {'object': {'size': [{'numeric': ['<', 300]}]}}}; false",
                "{'detail': {'object': {'size': [{'numeric': ['=', 300.0]}]}}}; true",
                "{'detail': {'object': {'ratio': [{'numeric': ['>=', 1.5]}]}}}; true",
                "{'detail': {'object': {'key': [{'numeric': ['>', 0]}]}}}; false",
                "{'detail': {'object': {'key': [{'exists': true}]}}}; true",
                "{'detail': {'object': {'key': [{'exists': false}]}}}; false",
                "{'detail': {'object': {'etag': [{'exists': false}]}}}; true",
                "{'detail': {'gone': {'etag': [{'exists': false}]}}}; true",
                "{'detail': {'object': [{'exists': true}]}}; false",
                "{'detail': {'empty': [{'exists': false}]}}; true",
                "{'detail': {'none': [null]}}; true",
                "{'detail': {'none': [{'exists': true}]}}; true",
                "{'detail': {'flag': [true]}}; true",
                "{'detail': {'flag': [false]}}; false",
                "{'$or': [{'source': ['x']}, {'detail': {'bucket': {'name': ['in']}}}]}; true",
                "{'$or': [{'source': ['x']}, {'source': ['y']}], 'resources': ['arn:1']}; false",
                "{'detail': {'$or': [{'flag': [false]}, {'star': [{'prefix': 'a'}]}]}}; true",
                "{'detail': {'items': {'sku': ['b']}}}; true",
                "{'detail': {'items': {'sku': ['b'], 'count': [1]}}}; false"
            })
    void aPatternTakesTheEventsThatEventBridgeWouldSendIt(String pattern, boolean matches) {
        assertThat(EventPattern.of(json(pattern)).matches(json(EVENT))).isEqualTo(matches);
    }

    @ParameterizedTest(name = "{0} is refused: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "{'source': [{'cidr': '10.0.0.0/8'}]}; pattern.source: the operator cidr",
                "{'detail': {'x': [{'anything-but': {'numeric': ['>', 1]}}]}}; numeric is not known within anything-but",
                "{'source': 'aws.s3'}; pattern.source: a list of values is needed",
                "{'source': []}; pattern.source: a list of values is needed",
                "{'source': [['a']]}; a list within a list",
                "{}; pattern: a map with at least one field",
                "[]; pattern: a map with at least one field",
                "{'detail': {}}; pattern.detail: a map with at least one field",
                "{'$or': [{'a': ['b']}]}; at least two patterns",
                "{'a': [{'prefix': 1}]}; prefix doesn't take 1",
                "{'a': [{'numeric': ['!', 1]}]}; numeric doesn't take",
                "{'a': [{'numeric': ['>', 'x']}]}; numeric doesn't take",
                "{'a': [{'numeric': ['>']}]}; numeric doesn't take",
                "{'a': [{'exists': 'yes'}]}; exists doesn't take",
                "{'a': [{'prefix': 'a', 'suffix': 'b'}]}; one operator at a time",
                "{'a': [{'wildcard': 'a**b'}]}; two stars in a row",
                "{'a': [{'wildcard': 'a\\\\b'}]}; escapes nothing",
                "{'a': [{'anything-but': []}]}; anything-but doesn't take []"
            })
    void aPatternThatMakesNoSenseIsRefusedWithTheReason(String pattern, String reason) {
        assertThatThrownBy(() -> EventPattern.of(json(pattern)))
                .isInstanceOf(PatternException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aWildcardNeverUsesALetterTwice() {
        assertThat(Wildcard.of("ab*ba", "here").matches("aba")).isFalse();
        assertThat(Wildcard.of("ab*ba", "here").matches("abba")).isTrue();
        assertThat(Wildcard.of("*a*a", "here").matches("a")).isFalse();
        assertThat(Wildcard.of("*", "here").matches("")).isTrue();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
