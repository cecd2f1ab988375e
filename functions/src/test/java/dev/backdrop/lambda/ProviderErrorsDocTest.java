package dev.backdrop.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.ApiOutcome.Answer;
import dev.backdrop.http.Headers;
import dev.backdrop.lambda.ProvidersDoc.Row;
import dev.backdrop.provider.Meaning;
import dev.backdrop.provider.TaskState;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/providers.md} says of errors what the vendors' error tables do. These are private to each vendor's package. */
class ProviderErrorsDocTest {

    private static final String CALL = "Errors of a call";
    private static final String TASK = "Errors of a task";

    private static Class<?> type(String provider, String name) throws ReflectiveOperationException {
        return Class.forName("dev.backdrop.provider." + provider + "." + name);
    }

    private static Map<?, ?> table(String provider, String type, String field) throws ReflectiveOperationException {
        Field table = type(provider, type).getDeclaredField(field);
        table.setAccessible(true);
        return (Map<?, ?>) table.get(null);
    }

    private static Object call(Class<?> type, String name, Object... arguments) throws ReflectiveOperationException {
        Method method = Arrays.stream(type.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow();
        method.setAccessible(true);
        return method.invoke(null, arguments);
    }

    /** Only the words count: some tables are written without capitals, some without underscores. */
    private static String plain(String code) {
        return code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "");
    }

    private static Row row(String provider, String part, String code) {
        List<Row> found = ProvidersDoc.read().of(provider, part).stream()
                .filter(row -> !row.first().contains("at a poll"))
                .filter(row -> ProvidersDoc.quoted(row.first()).stream()
                        .anyMatch(said -> plain(said).equals(plain(code))))
                .toList();
        assertThat(found).as("%s of %s: %s", part, provider, code).hasSize(1);
        return found.get(0);
    }

    /** Of the rows that name codes and nothing else. */
    private static List<String> codesOnly(String provider, String part) {
        return ProvidersDoc.read().of(provider, part).stream()
                .map(Row::first)
                .filter(says -> says.matches("`[^`]+`(, `[^`]+`)*"))
                .flatMap(says -> ProvidersDoc.quoted(says).stream())
                .map(ProviderErrorsDocTest::plain)
                .toList();
    }

    private static String word(Meaning.Next next) {
        return switch (next) {
            case SAME_CALL -> "waits";
            case FRESH_TASK -> "fresh task";
            case UNSURE, STOP -> "ends";
        };
    }

    @ParameterizedTest
    @CsvSource({
        "perfectcorp, RequestErrors, BY_CODE, " + CALL,
        "perfectcorp, EngineErrors, BY_CODE, " + TASK,
        "fashn, ApiErrors, BY_NAME, " + CALL,
        "fashn, RuntimeErrors, BY_NAME, " + TASK,
        "picwish, StateErrors, BY_STATE, " + TASK,
        "akool, RequestErrors, BY_CODE, " + CALL
    })
    void everyCodeOfAnErrorTable(String provider, String type, String field, String part)
            throws ReflectiveOperationException {
        Map<?, ?> table = table(provider, type, field);

        assertThat(table).isNotEmpty();
        table.forEach((code, mapped) -> {
            Meaning meaning = (Meaning) mapped;
            Row row = row(provider, part, (String) code);
            assertThat(row.at("our code")).as("%s", row).isEqualTo("`" + meaning.code() + "`");
            assertThat(row.at("what happens")).as("%s", row).startsWith(word(meaning.next()));
        });
        assertThat(table.keySet().stream().map(code -> plain((String) code))).containsAll(codesOnly(provider, part));
    }

    private static FailureCode byStatus(String provider, int status) throws ReflectiveOperationException {
        Object meaning = switch (provider) {
            case "fashn" -> call(type(provider, "ApiErrors"), "byStatus", status);
            case "picwish" -> call(type(provider, "CallErrors"), "byStatus", status);
            case "akool" -> call(type(provider, "RequestErrors"), "byStatus", status, "");
            case "studio" ->
                call(type(provider, "StudioFailures"), "ofAnswer", new Answer(status, Headers.NONE, new byte[0]));
            default -> call(type(provider, "RequestErrors"), "byStatus", status);
        };
        return meaning instanceof Meaning known ? known.code() : ((Failure) part(meaning, "failure")).code();
    }

    private static Object part(Object value, String name) throws ReflectiveOperationException {
        RecordComponent component = Arrays.stream(value.getClass().getRecordComponents())
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow();
        component.getAccessor().setAccessible(true);
        return component.getAccessor().invoke(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"perfectcorp", "fashn", "picwish", "akool", "studio"})
    void everyHttpStatus(String provider) throws ReflectiveOperationException {
        List<Row> rows = ProvidersDoc.read().of(provider, CALL).stream()
                .filter(row -> row.first().startsWith("HTTP ") && !row.first().contains("at a poll"))
                .toList();
        List<Integer> wrong = new ArrayList<>();
        for (int status : IntStream.range(300, 600).toArray()) {
            Row row = ofStatus(rows, status);
            boolean ofThePath = provider.equals("picwish") && status == 404;
            if (!ofThePath && !row.at("our code").equals("`" + byStatus(provider, status) + "`")) {
                wrong.add(status);
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static Row ofStatus(List<Row> rows, int status) {
        return rows.stream()
                .filter(row -> row.first().matches("HTTP (.*\\b)?" + status + "\\b.*"))
                .findFirst()
                .or(() -> rows.stream()
                        .filter(row -> row.first().equals("HTTP " + status / 100 + "xx"))
                        .findFirst())
                .orElseThrow(() -> new AssertionError("HTTP " + status + " isn't told"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "photo-unreadable",
                "photo-too-large",
                "no-subject",
                "photo-address-refused",
                "photo-unreachable",
                "result-too-large",
                "result-expired",
                "internal"
            })
    void everyFailedTaskOfStudio(String code) throws ReflectiveOperationException {
        TaskState.Failed failed =
                (TaskState.Failed) call(type("studio", "StudioFailures"), "ofTask", code, "a message");
        Row row = row("studio", TASK, code);

        assertThat(row.at("our code")).isEqualTo("`" + failed.failure().code() + "`");
        assertThat(row.at("what happens")).startsWith(failed.resubmit() ? "fresh task" : "ends");
    }
}
