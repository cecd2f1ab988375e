package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backdrop.api.Api;
import dev.backdrop.lambda.Application;
import dev.backdrop.local.cloud.events.EventPattern;
import dev.backdrop.local.cloud.template.FunctionView;
import dev.backdrop.local.cloud.template.RuleView;
import dev.backdrop.local.cloud.template.ScheduleView;
import dev.backdrop.local.cloud.template.StackSettings;
import dev.backdrop.local.cloud.template.StateMachineView;
import dev.backdrop.local.cloud.template.Template;
import dev.backdrop.workflow.CloseForgotten;
import dev.backdrop.workflow.Outcome;
import dev.backdrop.workflow.Submit;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Holds the state machine, the template, the handlers and the names that they share together. */
class DeployedFilesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern OUTCOME = Pattern.compile("'([A-Z_]+)'");

    /** Outcomes that every step can have. */
    private static final Set<String> OF_ALL = Set.of("FAILED", "ENDED");

    private final Template template =
            Template.read(World.home().resolve("template.yaml"), StackSettings.named("backdrop"));
    private final StateMachineView machine = template.stateMachines().get(0);
    private final JsonNode states = json(machine.definition()).path("States");

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void everyHandlerOfTheTemplateExistsAndCanBeMadeForAwsAndForOthers() throws ReflectiveOperationException {
        assertThat(template.functions()).isNotEmpty();
        for (FunctionView function : template.functions()) {
            Class<?> handler = Class.forName(function.handlerClass());
            assertThat(RequestStreamHandler.class).isAssignableFrom(handler);
            assertThat(handler.getConstructor()).isNotNull();
            assertThat(handler.getConstructor(Application.class)).isNotNull();
            assertThat(function.handler()).endsWith("::handleRequest");
        }
    }

    @Test
    void everyErrorNameThatIsNoAwsNameIsAnExceptionOfOurs() throws ClassNotFoundException {
        Set<String> ours = states.findValues("ErrorEquals").stream()
                .flatMap(names -> StreamSupport.stream(names.spliterator(), false))
                .map(JsonNode::asText)
                .filter(name -> !name.startsWith("States.")
                        && !name.startsWith("Lambda.")
                        && !name.startsWith("Sandbox.")
                        && !name.startsWith("StepFunctions."))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ours).isNotEmpty();
        for (String name : ours) {
            assertThat(Throwable.class).isAssignableFrom(Class.forName(name));
        }
    }

    @Test
    void everySubstitutionIsUsedAndEveryFunctionThatIsCalledMayBe() {
        String definition = read(machine);
        assertThat(machine.substitutions().keySet()).allMatch(name -> definition.contains("${" + name + "}"));
        Set<String> arns = template.functions().stream().map(FunctionView::arn).collect(Collectors.toSet());
        assertThat(states.findValuesAsText("FunctionName")).isNotEmpty().allMatch(arns::contains);
    }

    private static String read(StateMachineView view) {
        try {
            return java.nio.file.Files.readString(view.definitionFile());
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void everyOutcomeThatAChoiceLooksForExistsAndEveryOutcomeIsLookedFor() {
        Set<String> known = Arrays.stream(Outcome.values()).map(Enum::name).collect(Collectors.toSet());
        Set<String> asked = new TreeSet<>();
        for (JsonNode condition : states.findValues("Condition")) {
            Matcher matcher = OUTCOME.matcher(condition.asText());
            while (matcher.find()) {
                asked.add(matcher.group(1));
            }
        }
        assertThat(asked).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void everyChoiceAfterAStepKnowsTheOutcomesThatAnyStepCanHave() {
        states.properties().stream()
                .filter(state -> "Choice".equals(state.getValue().path("Type").asText()))
                .forEach(state -> assertThat(state.getValue().path("Choices").toString())
                        .as(state.getKey())
                        .satisfies(choices ->
                                OF_ALL.forEach(outcome -> assertThat(choices).contains("'" + outcome + "'"))));
    }

    @Test
    void everyStateSaysWhatItIsForAndEveryTaskHasATimeoutLongerThanItsFunctions() {
        Map<String, Duration> timeouts =
                template.functions().stream().collect(Collectors.toMap(FunctionView::arn, FunctionView::timeout));
        states.properties().forEach(state -> {
            assertThat(state.getValue().path("Comment").asText())
                    .as(state.getKey())
                    .isNotBlank();
            if ("Task".equals(state.getValue().path("Type").asText())) {
                long seconds = state.getValue().path("TimeoutSeconds").asLong();
                assertThat(seconds).as(state.getKey()).isPositive();
                String function = state.getValue().at("/Arguments/FunctionName").asText(null);
                if (function != null) {
                    assertThat(Duration.ofSeconds(seconds)).as(state.getKey()).isGreaterThan(timeouts.get(function));
                }
            }
        });
        assertThat(json(machine.definition()).path("TimeoutSeconds").asLong()).isPositive();
    }

    @Test
    void noSubmissionCanBeAliveWhenItIsTakenForDead() {
        assertThat(template.functions())
                .filteredOn(function -> function.logicalId().equals("SubmitFunction"))
                .singleElement()
                .satisfies(function -> assertThat(function.timeout()).isLessThan(Submit.LONGEST_INVOCATION));
    }

    @Test
    void noCallOfTheApiCanBeAliveWhenItsWorkIsTakenUpByAnother() {
        assertThat(template.functions())
                .filteredOn(function -> function.logicalId().equals("ApiFunction"))
                .singleElement()
                .satisfies(function -> assertThat(function.timeout()).isLessThan(Api.LONGEST_CALL));
    }

    @Test
    void theBilledStepIsNotRepeatedWhenItsEndIsUnknown() {
        assertThat(retried(states.path("Submit")))
                .isNotEmpty()
                .doesNotContain(
                        "States.ALL",
                        "States.TaskFailed",
                        "States.Timeout",
                        "Sandbox.Timedout",
                        "Lambda.Unknown",
                        "Lambda.ClientExecutionTimeoutException",
                        "Lambda.SdkClientException");
    }

    /**
     * Newer runtimes say {@code Sandbox.Timedout} where older ones said {@code Lambda.Unknown}.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#bp-lambda-serviceexception">Handle
     *     transient Lambda service exceptions</a>
     */
    @Test
    void everyStepButTheBilledOneIsRepeatedWhenItsFunctionRanOutOfTime() {
        for (StateMachineView each : template.stateMachines()) {
            json(each.definition()).path("States").properties().stream()
                    .filter(state ->
                            state.getValue().at("/Arguments/FunctionName").isTextual())
                    .filter(state -> !"Submit".equals(state.getKey()))
                    .forEach(state -> assertThat(retried(state.getValue()))
                            .as(state.getKey())
                            .containsAnyOf("States.ALL", "Sandbox.Timedout"));
        }
    }

    /**
     * An account may run a thousand functions at once, a new one far fewer: photos that come together wait for each other. A
     * function that was turned away hasn't begun, so the billed step may be repeated, too.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas</a>
     */
    @Test
    void aFunctionThatLambdaHasNoPlaceForIsWaitedForFiveMinutesAtLeast() {
        for (StateMachineView each : template.stateMachines()) {
            json(each.definition()).path("States").properties().stream()
                    .filter(state ->
                            state.getValue().at("/Arguments/FunctionName").isTextual())
                    .filter(state -> !retried(state.getValue()).contains("States.ALL"))
                    .forEach(state -> assertThat(patience(state.getValue(), "Lambda.TooManyRequestsException"))
                            .as(state.getKey())
                            .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(30)));
        }
    }

    /** How long a state waits for an error to pass, on average: full jitter halves each delay. */
    private static Duration patience(JsonNode state, String error) {
        JsonNode retrier = StreamSupport.stream(state.path("Retry").spliterator(), false)
                .filter(each -> StreamSupport.stream(each.path("ErrorEquals").spliterator(), false)
                        .anyMatch(name -> name.asText().equals(error)))
                .findFirst()
                .orElseThrow();
        assertThat(retrier.path("JitterStrategy").asText()).isEqualTo("FULL");
        double seconds = 0;
        double delay = retrier.path("IntervalSeconds").asDouble();
        for (int attempt = 0; attempt < retrier.path("MaxAttempts").asInt(); attempt++) {
            seconds += delay / 2;
            delay = Math.min(
                    delay * retrier.path("BackoffRate").asDouble(),
                    retrier.path("MaxDelaySeconds").asDouble());
        }
        return Duration.ofSeconds((long) seconds);
    }

    /** What its Retry names, not its Catch. */
    private static Set<String> retried(JsonNode state) {
        return state.path("Retry").findValues("ErrorEquals").stream()
                .flatMap(names -> StreamSupport.stream(names.spliterator(), false))
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    @Test
    void noExecutionCanBeAliveWhenItsJobIsTakenForForgotten() {
        assertThat(Duration.ofSeconds(
                        json(machine.definition()).path("TimeoutSeconds").asLong()))
                .isPositive()
                .isLessThan(CloseForgotten.LONGEST_EXECUTION);
    }

    @Test
    void twoStacksOfOneAccountHaveNoNameInCommon() {
        Template other = Template.read(World.home().resolve("template.yaml"), StackSettings.named("other"));
        assertThat(template.schedules()).isNotEmpty();
        assertThat(names(template)).doesNotContainAnyElementsOf(names(other));
    }

    private static Set<String> names(Template template) {
        return Stream.of(
                        template.names().values().stream(),
                        template.schedules().stream().map(ScheduleView::name),
                        template.rules().stream().map(RuleView::name))
                .flatMap(names -> names)
                .collect(Collectors.toSet());
    }

    @Test
    void theSampleEventsStartWhatTheyAreMeantToStart() throws IOException {
        Function<String, EventPattern> pattern = target -> template.rules().stream()
                .filter(rule -> rule.targets().get(0).logicalId().equals(target))
                .map(RuleView::pattern)
                .map(EventPattern::of)
                .findFirst()
                .orElseThrow();
        JsonNode uploaded = sample("object-created.json");
        assertThat(pattern.apply("JobWorkflow").matches(uploaded)).isTrue();
        for (String key : List.of("batches/a.jpg", "backgrounds/api/" + "a".repeat(32) + "/uploads/a.jpg")) {
            JsonNode elsewhere = uploaded.deepCopy();
            ((com.fasterxml.jackson.databind.node.ObjectNode) elsewhere.at("/detail/object")).put("key", key);
            assertThat(pattern.apply("JobWorkflow").matches(elsewhere)).as(key).isFalse();
        }

        JsonNode aborted = sample("execution-aborted.json");
        ((com.fasterxml.jackson.databind.node.ObjectNode) aborted.path("detail")).put("stateMachineArn", machine.arn());
        assertThat(pattern.apply("CloseAbandonedFunction").matches(aborted)).isTrue();
    }

    private static JsonNode sample(String name) throws IOException {
        return JSON.readTree(World.home().resolve("events").resolve(name).toFile());
    }
}
