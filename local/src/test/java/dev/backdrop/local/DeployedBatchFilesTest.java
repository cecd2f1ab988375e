package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.batch.BatchOrderReader;
import dev.backdrop.batch.BatchStatus;
import dev.backdrop.batch.PlanBatch;
import dev.backdrop.batch.PlanOutcome;
import dev.backdrop.job.JobStatus;
import dev.backdrop.json.Json;
import dev.backdrop.local.cloud.events.EventPattern;
import dev.backdrop.local.cloud.template.FunctionView;
import dev.backdrop.local.cloud.template.RuleView;
import dev.backdrop.local.cloud.template.StackSettings;
import dev.backdrop.local.cloud.template.StateMachineView;
import dev.backdrop.local.cloud.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Holds the state machine of batches, the template, the handlers and the names that they share together. */
class DeployedBatchFilesTest {

    private static final Pattern WORD = Pattern.compile("'([A-Z_]{3,})'");

    private final Template template =
            Template.read(World.home().resolve("template.yaml"), StackSettings.named("backdrop"));
    private final StateMachineView batches = machine("BatchWorkflow");
    private final JsonNode definition = json(batches.definition());

    private StateMachineView machine(String logicalId) {
        return template.stateMachines().stream()
                .filter(machine -> machine.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Its own states and those of the Map's children. */
    private Stream<Map.Entry<String, JsonNode>> states() {
        return Stream.concat(
                definition.path("States").properties().stream(),
                definition.at("/States/RunJobs/ItemProcessor/States").properties().stream());
    }

    @Test
    void everyStateSaysWhatItIsForAndEveryTaskHasATimeoutLongerThanWhatItCalls() {
        Map<String, Duration> timeouts =
                template.functions().stream().collect(Collectors.toMap(FunctionView::arn, FunctionView::timeout));
        Duration job = Duration.ofSeconds(
                json(machine("JobWorkflow").definition()).path("TimeoutSeconds").asLong());
        states().forEach(state -> {
            JsonNode value = state.getValue();
            assertThat(value.path("Comment").asText()).as(state.getKey()).isNotBlank();
            if (value.path("Type").asText().equals("Task")) {
                Duration timeout =
                        Duration.ofSeconds(value.path("TimeoutSeconds").asLong());
                String function = value.at("/Arguments/FunctionName").asText(null);
                assertThat(timeout).as(state.getKey()).isGreaterThan(function == null ? job : timeouts.get(function));
            }
        });
        assertThat(Duration.ofSeconds(definition.path("TimeoutSeconds").asLong()))
                .isPositive()
                .isLessThan(Duration.ofDays(15));
    }

    @Test
    void aPlanThatTakesTooLongSaysSoBeforeItsFunctionIsStopped() {
        Duration timeout = template.functions().stream()
                .filter(function -> function.logicalId().equals("PlanBatchFunction"))
                .findFirst()
                .orElseThrow()
                .timeout();
        assertThat(timeout).isBetween(PlanBatch.LONGEST.plusSeconds(60), Duration.ofSeconds(900));
    }

    @Test
    void everySubstitutionIsUsedAndEveryFunctionAndMachineThatIsCalledMayBe() throws IOException {
        String text = Files.readString(batches.definitionFile());
        assertThat(batches.substitutions().keySet()).allMatch(name -> text.contains("${" + name + "}"));
        Set<String> arns = template.functions().stream().map(FunctionView::arn).collect(Collectors.toSet());
        assertThat(definition.findValuesAsText("FunctionName")).hasSize(2).allMatch(arns::contains);
        assertThat(definition.findValuesAsText("StateMachineArn"))
                .containsExactly(machine("JobWorkflow").arn());
    }

    @Test
    void everyErrorNameThatIsNoAwsNameIsAnExceptionOfOurs() throws ClassNotFoundException {
        Set<String> ours = definition.findValues("ErrorEquals").stream()
                .flatMap(names -> StreamSupport.stream(names.spliterator(), false))
                .map(JsonNode::asText)
                .filter(name -> Stream.of("States.", "Lambda.", "Sandbox.", "StepFunctions.")
                        .noneMatch(name::startsWith))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ours).isNotEmpty();
        for (String name : ours) {
            assertThat(Throwable.class).isAssignableFrom(Class.forName(name));
        }
    }

    @Test
    void everyOutcomeOfAPlanIsLookedForAndEveryStatusThatIsLookedForExists() {
        Set<String> outcomes = names(PlanOutcome.values());
        assertThat(words(definition.at("/States/IsThereSomethingToRun"))).isEqualTo(outcomes);
        assertThat(names(BatchStatus.values())).containsAll(words(definition.at("/States/HowDidTheBatchEnd")));
        Set<String> jobs = words(definition.at("/States/RunJobs/ItemProcessor/States/HowDidItEnd"));
        jobs.remove("ELSEWHERE");
        assertThat(names(JobStatus.values())).containsAll(jobs);
    }

    private static Set<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> words(JsonNode choice) {
        Set<String> words = new TreeSet<>();
        for (JsonNode condition : choice.findValues("Condition")) {
            Matcher matcher = WORD.matcher(condition.asText());
            while (matcher.find()) {
                words.add(matcher.group(1));
            }
        }
        return words;
    }

    @Test
    void theStartOfAJobIsRepeatedOnlyWhenItSurelyDidNotHappen() {
        Set<String> retried = new TreeSet<>();
        definition
                .at("/States/RunJobs/ItemProcessor/States/RunJob/Retry/0/ErrorEquals")
                .forEach(name -> retried.add(name.asText()));
        assertThat(retried).isNotEmpty().allMatch(name -> name.startsWith("StepFunctions."));
    }

    @Test
    void theSampleEventsAreWhatTheFunctionsAndTheRuleTake() throws IOException {
        ObjectNode aborted = (ObjectNode) sample("batch-aborted.json");
        ((ObjectNode) aborted.path("detail")).put("stateMachineArn", batches.arn());
        RuleView rule = template.rules().stream()
                .filter(view -> view.targets().get(0).logicalId().equals("CloseBatchFunction"))
                .findFirst()
                .orElseThrow();
        assertThat(EventPattern.of(rule.pattern()).matches(aborted)).isTrue();
        assertThat(BatchOrderReader.read(sample("plan-batch.json").path("input"))
                        .folder())
                .isEqualTo("batches/autumn/");
    }

    @Test
    void theNightlyScheduleIsOffUntilItIsSwitchedOn() {
        assertThat(template.schedules())
                .filteredOn(schedule -> schedule.target().logicalId().equals("BatchWorkflow"))
                .singleElement()
                .satisfies(schedule -> {
                    assertThat(schedule.enabled()).isFalse();
                    assertThat(schedule.expression()).isEqualTo("cron(0 2 * * ? *)");
                    assertThat(schedule.timeZone()).contains("UTC");
                });
    }

    private static JsonNode sample(String name) throws IOException {
        return Json.mapper()
                .readTree(World.home().resolve("events").resolve(name).toFile());
    }
}
