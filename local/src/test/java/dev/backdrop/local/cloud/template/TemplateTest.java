package dev.backdrop.local.cloud.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.local.cloud.client.LocalAccount;
import dev.backdrop.local.cloud.template.TableView.Index;
import dev.backdrop.local.cloud.template.TableView.Key;
import dev.backdrop.local.cloud.template.TargetView.Kind;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateTest {

    private final Template template = read(StackSettings.named("Shop"));

    @Test
    void functionsHaveTheGlobalsUnderWhatTheySayThemselves() {
        assertThat(template.functions())
                .extracting(FunctionView::logicalId)
                .containsExactly("PrepareFunction", "ApiFunction");
        FunctionView prepare = template.functions().get(0);

        assertThat(prepare.name()).isEqualTo("Shop-PrepareFunction");
        assertThat(prepare.arn()).isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:Shop-PrepareFunction");
        assertThat(prepare.handlerClass()).isEqualTo("dev.backdrop.workflow.PrepareHandler");
        assertThat(prepare.timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(prepare.memory()).isEqualTo(512);
        assertThat(template.functions().get(1).timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(template.functions().get(1).handlerClass()).isEqualTo("dev.backdrop.api.ApiHandler");
    }

    @Test
    void environmentsAreResolved() {
        assertThat(template.functions().get(0).environment())
                .isEqualTo(
                        Map.of(
                                "JOBS_TABLE", "Shop-JobsTable",
                                "STAGE", "overridden",
                                "PROVIDERS", "studio,fashn",
                                "FIRST", "studio",
                                "LAST", "b",
                                "REGION", "us-east-1",
                                "ENDPOINT",
                                        "https://https://shop-api.execute-api.us-east-1.amazonaws.com/${literal}/shop-inputbucket"));
        assertThat(template.functions().get(1).environment())
                .containsEntry("STAGE", "dev")
                .containsEntry("MACHINE", "arn:aws:states:us-east-1:000000000000:stateMachine:Shop-JobMachine")
                .containsEntry("QUEUE", "https://sqs.us-east-1.amazonaws.com/000000000000/Shop-DeadLetters")
                .containsEntry("SECRET", "arn:aws:secretsmanager:us-east-1:000000000000:secret:Shop-Keys-local0")
                .containsEntry("ALIAS", "arn:aws:lambda:us-east-1:000000000000:function:Shop-PrepareFunction:live");
    }

    @Test
    void parametersThatAreGivenDecideConditions() {
        Template prod =
                read(StackSettings.named("Shop").withParameters(Map.of("Stage", "prod", "AlarmEmail", "a@b.c")));

        assertThat(prod.functions().get(0).environment()).containsEntry("ALARMS", "a@b.c");
        assertThat(prod.functions().get(0).memory()).isEqualTo(2048);
        assertThat(prod.passedOver()).contains("Alarm");
        assertThat(template.passedOver()).containsExactly("OutputBucketPolicy", "PrepareRole", "Topic", "Keys");
        assertThat(prod.schedules()).extracting(ScheduleView::logicalId).contains("Weekly");
    }

    @Test
    void bucketsHaveNamesThatS3WouldTake() {
        assertThat(template.buckets())
                .containsExactly(
                        new BucketView("InputBucket", "shop-inputbucket", true, true),
                        new BucketView("OutputBucket", "Shop-000000000000-results", false, false));
    }

    @Test
    void tablesHaveKeysIndexesAndTimeToLive() {
        assertThat(template.tables())
                .containsExactly(
                        new TableView(
                                "JobsTable",
                                "Shop-JobsTable",
                                Map.of("jobId", "S", "status", "S", "updated", "N"),
                                new Key("jobId", Optional.empty()),
                                List.of(new Index(
                                        "byStatus",
                                        new Key("status", Optional.of("updated")),
                                        "INCLUDE",
                                        List.of("provider"))),
                                Optional.of("expires")),
                        new TableView(
                                "PaceTable",
                                "Shop-PaceTable",
                                Map.of("provider", "S"),
                                new Key("provider", Optional.empty()),
                                List.of(),
                                Optional.empty()));
    }

    @Test
    void aStateMachinesDefinitionIsReadWithItsSubstitutions(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("statemachine"));
        Path file = Files.writeString(
                folder.resolve("statemachine/job.asl.json"),
                "{\"r\": \"${PrepareFunctionArn}\", \"n\": ${Polls}, \"$x\": 1}");
        StateMachineView machine = Template.parse(text(), folder, StackSettings.named("Shop"))
                .stateMachines()
                .get(0);

        assertThat(machine.definitionFile()).isEqualTo(file);
        assertThat(machine.definition())
                .isEqualTo(
                        "{\"r\": \"arn:aws:lambda:us-east-1:000000000000:function:Shop-PrepareFunction\", \"n\": 120,"
                                + " \"$x\": 1}");
        Files.writeString(file, "${Polls} ${Forgotten}");
        assertThatThrownBy(machine::definition)
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("Forgotten")
                .hasMessageContaining("JobMachine");
        Files.delete(file);
        assertThatThrownBy(machine::definition)
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("job.asl.json");
    }

    @Test
    void theEventOfAStateMachineIsARuleWithItAsTarget() {
        RuleView rule = template.rules().get(0);

        assertThat(rule.name()).isEqualTo("Shop-JobMachineUploaded");
        assertThat(rule.bus()).isEqualTo("default");
        assertThat(rule.enabled()).isTrue();
        assertThat(rule.pattern().at("/detail/bucket/name/0").textValue()).isEqualTo("shop-inputbucket");
        assertThat(rule.pattern().at("/detail/object/size/0/numeric/1").intValue())
                .isZero();
        assertThat(rule.targets())
                .containsExactly(new TargetView(
                        "JobMachine",
                        Kind.STATE_MACHINE,
                        "JobMachine",
                        "arn:aws:states:us-east-1:000000000000:stateMachine:Shop-JobMachine",
                        Optional.empty(),
                        Optional.of("$.detail"),
                        8,
                        Duration.ofHours(1),
                        Optional.of("arn:aws:sqs:us-east-1:000000000000:Shop-DeadLetters")));
    }

    @Test
    void aRulesTargetsInTheCloudAreLeftOut() {
        RuleView rule = template.rules().get(1);

        assertThat(rule.bus()).isEqualTo("orders");
        assertThat(rule.targets()).extracting(TargetView::kind).containsExactly(Kind.FUNCTION, Kind.QUEUE);
        assertThat(rule.targets().get(0).input())
                .hasValueSatisfying(
                        input -> assertThat(input.path("a").intValue()).isOne());
        assertThat(template.eventBuses()).containsExactly("orders");
    }

    @Test
    void schedulesRoutesApisAndQueuesAreListed() {
        assertThat(template.schedules()).singleElement().satisfies(schedule -> {
            assertThat(schedule.name()).isEqualTo("ApiFunctionNightly");
            assertThat(schedule.expression()).isEqualTo("cron(0 2 * * ? *)");
            assertThat(schedule.timeZone()).contains("Europe/Berlin");
            assertThat(schedule.enabled()).isFalse();
            assertThat(schedule.target().input().orElseThrow().path("folder").textValue())
                    .isEqualTo("nightly/");
        });
        assertThat(template.httpRoutes())
                .containsExactly(new HttpRouteView("shop-api", "POST", "/jobs/{id}", "ApiFunction"));
        assertThat(template.httpApis())
                .singleElement()
                .satisfies(api -> assertThat(api.definition().orElseThrow()).hasFileName("openapi.yaml"));
        assertThat(template.queues()).extracting(QueueView::name).containsExactly("Shop-DeadLetters");
        assertThat(template.names())
                .containsEntry("PaceTable", "Shop-PaceTable")
                .containsEntry("Api", "shop-api");
    }

    @Test
    void namesThatOnlyThisMachineKnowsCanBeGiven() {
        Template known = read(new StackSettings(
                "Shop", LocalAccount.DEFAULT, Map.of(), Map.of("Api.ApiEndpoint", "http://127.0.0.1:8080")));

        assertThat(known.functions().get(0).environment().get("ENDPOINT")).startsWith("https://http://127.0.0.1:8080/");
    }

    @Test
    void manyCanAskForTheSameNamesAtOnce() {
        List<FunctionView> alone = template.functions();

        assertThat(IntStream.range(0, 2000)
                        .parallel()
                        .mapToObj(time -> template.functions())
                        .toList())
                .allSatisfy(asked -> assertThat(asked).isEqualTo(alone));
    }

    private static Template read(StackSettings settings) {
        return Template.read(file(), settings);
    }

    private static Path file() {
        try {
            return Path.of(TemplateTest.class.getResource("template.yaml").toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static String text() throws IOException {
        return Files.readString(file());
    }

    @Test
    void manyThreadsMayAskForNamesAndSchedulesAtOnce() {
        List<String> failures = IntStream.range(0, 2000)
                .parallel()
                .mapToObj(turn -> {
                    try {
                        return template.names().size() == template.names().size() && template.rules() != null
                                ? ""
                                : "changed";
                    } catch (TemplateException wrong) {
                        return wrong.getMessage();
                    }
                })
                .filter(failure -> !failure.isEmpty())
                .toList();

        assertThat(failures).isEmpty();
    }
}
