package dev.backdrop.local.asl.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatorTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);

    private final Evaluator evaluator = new Evaluator(NOON, new Random(1));

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text);
    }

    private static Template template(String expression) {
        return Template.compile("Output", TextNode.valueOf("{% " + expression + " %}"));
    }

    private JsonNode evaluate(String expression) throws JsonProcessingException {
        Value input = Value.of(
                json(
                        "{\"a\": 1, \"n\": null, \"one\": [{\"x\": 1}], \"list\": [1, 2, null], \"none\": [], \"big\": 1234567890123, \"half\": 0.5, \"five\": 5.0}"));
        return evaluator
                .evaluate(
                        template(expression),
                        new Bindings(Map.of("input", input), Map.of("v", Value.of(json("[3, null]")))))
                .node();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '`',
            value = {
                "$states.input.a → 1",
                "$states.input.n → null",
                "$states.input.list[2] → null",
                "$v[1] → null",
                "$states.input.one → [{\"x\": 1}]",
                "$states.input.one.x → 1",
                "$states.input.one[x=1] → {\"x\": 1}",
                "$states.input.one[x=1][] → [{\"x\": 1}]",
                "[$states.input.one[x=2]] → []",
                "$states.input.none → []",
                "[1..3] → [1, 2, 3]",
                "{'gone': $states.input.zz, 'here': null} → {\"here\": null}",
                "$states.input.list = [1, 2, null] → true",
                "$exists($states.input.n) → true",
                "$exists($states.input.zz) → false",
                "$type($states.input.n) → \"null\"",
                "$string($states.input.n) → \"null\"",
                "$merge([{'a': 1}, {'b': null}]) → {\"a\": 1, \"b\": null}",
                "$append($states.input.list, 3) → [1, 2, null, 3]",
                "$map($states.input.list, function($x) { $x }) → [1, 2, null]",
                "$states.input ~> |$|{}, ['list', 'one', 'none', 'big', 'half', 'five']| → {\"a\": 1, \"n\": null}",
                "$states.input.big + 1 → 1234567890124",
                "$states.input.half * 2 → 1",
                "$states.input.five → 5",
                "0.1 + 0.2 → 0.30000000000000004",
                "4 / 2 → 2",
                "( $f := function($x) { $x * 2 }; $f(4) ) → 8",
                "$partition([1, 2, 3, 4, 5], 2) → [[1, 2], [3, 4], [5]]",
                "$range(0, 10, 5) → [0, 5, 10]",
                "$range(3, 1, -1) → [3, 2, 1]",
                "$hash('a', 'SHA-256') → \"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb\"",
                "$hash('a', 'MD5') → \"0cc175b9c0f1b6a831c399e269772661\"",
                "$parse('{\"x\": [1, null]}') → {\"x\": [1, null]}",
                "$parse('{\"x\": [1, null]}').x[1] → null",
                "$random(7) = $random(7) → true",
                "$millis() → 1769860800000",
                "$now() → \"2026-01-31T12:00:00.000Z\"",
                "$now('[Y]') → \"2026\"",
                "$count($shuffle([1, 2, 3])) → 3",
                "$match('a/b', /[/]b/).match → \"/b\"",
            })
    void givesWhatStepFunctionsGives(String expression, String expected) throws JsonProcessingException {
        assertThat(evaluate(expression)).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$states.input.zz",
                "a",
                "$",
                "$map",
                "function($x) { $x }",
                "{'f': $sum}",
                "1 / 0",
                "$number('abc')",
                "'a' + 1",
                "$error('mine')",
                "$parse('{')",
                "$parse('1 2')",
                "$partition([1], 0)",
                "$range(0, 5000, 1)",
                "$range(0, 5, 0)",
                "$hash('a', 'CRC')",
                "( $f := function($x) { 1 + $f($x) }; $f(1) )",
            })
    void failsAsAQuery(String expression) {
        assertThatThrownBy(() -> evaluate(expression))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("for the field 'Output'");
    }

    @Test
    void whatWasLentToAnExpressionIsNotChangedByIt() throws JsonProcessingException {
        Value value = Value.of(json("{\"a\": [1], \"b\": {\"c\": 2}}"));
        Bindings bindings = new Bindings(Map.of("input", value), Map.of());

        evaluator.evaluate(template("$states.input ~> |b|{'c': 9}|"), bindings);
        evaluator.evaluate(template("$append($states.input.a, [5])"), bindings);
        evaluator.evaluate(template("$sort($append($states.input.a, [0]))"), bindings);

        assertThat(evaluator.evaluate(template("$states.input"), bindings).node())
                .isEqualTo(json("{\"a\": [1], \"b\": {\"c\": 2}}"));
    }

    @Test
    void chanceComesFromTheSeed() throws JsonProcessingException {
        String drawn = "$uuid() & $random() & $string($shuffle([1..20]))";
        JsonNode first = evaluate(drawn);

        assertThat(evaluate(drawn)).isNotEqualTo(first);
        assertThat(new EvaluatorTest().evaluate(drawn)).isEqualTo(first);
        assertThat(evaluate("$uuid()").asText())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @Test
    void oneExpressionServesManyThreads() throws Exception {
        Template template = template("$sum($map([1..$n], function($i) { $i * $n }))");
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<JsonNode>> calls = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                Value n = Value.of(json(String.valueOf(i % 20 + 1)));
                calls.add(() -> evaluator
                        .evaluate(template, new Bindings(Map.of(), Map.of("n", n)))
                        .node());
            }
            List<Future<JsonNode>> results = pool.invokeAll(calls);
            for (int i = 0; i < results.size(); i++) {
                int n = i % 20 + 1;
                assertThat(results.get(i).get().asInt()).isEqualTo(n * n * (n + 1) / 2);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void findsWhatAnExpressionNeedsFromOutside() {
        Expression expression = Expression.parse("""
                /* $comment */ ( $own := $outer; $f := function($p, $q) { $p + $q };
                  $f($own, $second) & '$quoted' & "$too" & $states.input.`$field` & $match($third, /$re(a)/) & $states.context.Execution.Id )""");

        assertThat(expression.variables()).containsExactly("outer", "second", "states", "third");
        assertThat(expression.statesFields()).containsExactly("input", "context");
    }

    @Test
    void divisionIsNotTakenForARegularExpression() {
        assertThat(Expression.parse("$a / $b / $c").variables()).containsExactly("a", "b", "c");
        assertThat(Expression.parse("(1) / $b & 'x' / $c").variables()).containsExactly("b", "c");
    }
}
