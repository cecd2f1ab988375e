package dev.backdrop.local.cloud.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.local.cloud.template.TargetView.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the deployed template says to AWS alone, and no run on this machine would miss. */
class DeployedTemplateTest {

    private static final Path FILE = file();

    private final Template template = Template.read(FILE, StackSettings.named("backdrop"));
    private final Properties resources =
            new Properties(YamlReader.read(text(), "template.yaml"), "template.yaml").map("Resources");

    private static Path file() {
        Path root = Path.of("").toAbsolutePath();
        return Stream.of(root, root.getParent())
                .map(folder -> folder.resolve("template.yaml"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    private static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private Properties resource(String logicalId) {
        return resources.map(logicalId).map("Properties");
    }

    /** A rule's own dead-letter queue is for events that Lambda doesn't take, not for those that a function can't work off. */
    @Test
    void anEventThatAFunctionCannotWorkOffIsKept() {
        Set<String> functions = Stream.concat(
                        template.rules().stream().flatMap(rule -> rule.targets().stream()),
                        template.schedules().stream().map(ScheduleView::target))
                .filter(target -> target.kind() == Kind.FUNCTION)
                .map(TargetView::logicalId)
                .collect(Collectors.toSet());

        assertThat(functions)
                .contains(
                        "CloseAbandonedFunction",
                        "CloseBatchFunction",
                        "CloseForgottenBatchesFunction",
                        "ExpireUploadsFunction");
        for (String function : functions) {
            assertThat(resource(function)
                            .map("EventInvokeConfig")
                            .map("DestinationConfig")
                            .map("OnFailure")
                            .values())
                    .as(function)
                    .containsEntry("Type", "SQS")
                    .containsEntry("Destination", Map.of("Fn::GetAtt", List.of("UndeliveredEvents", "Arn")));
        }
    }

    /** @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html">Dead-letter queues</a> */
    @Test
    void theQueueOfUndeliveredEventsTakesThoseOfThisAccountsRules() {
        assertThat(resource("UndeliveredEventsPolicy").map("PolicyDocument").maps("Statement"))
                .singleElement()
                .satisfies(
                        statement -> assertThat(statement.map("Condition").values())
                                .isEqualTo(
                                        Map.of(
                                                "ArnLike",
                                                Map.of(
                                                        "aws:SourceArn",
                                                        Map.of(
                                                                "Fn::Sub",
                                                                "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/*")))));
    }

    /**
     * Who may not list a bucket is told "forbidden" of objects that aren't there, which reads as a store that is away.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
     */
    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "PrepareFunction, InputBucket",
        "StoreFunction, OutputBucket",
        "ApiFunction, InputBucket",
        "ExpireUploadsFunction, InputBucket",
        "PlanBatchFunction, InputBucket",
        "PlanBatchFunction, OutputBucket",
        "ReportBatchFunction, OutputBucket"
    })
    void whoAsksForWhatMayBeGoneMayListTheBucket(String function, String bucket) {
        assertThat(resource(function).maps("Policies").get(0).maps("Statement"))
                .filteredOn(statement -> actions(statement).contains("s3:ListBucket"))
                .extracting(statement -> statement.values().get("Resource"))
                .contains(Map.of("Fn::GetAtt", List.of(bucket, "Arn")));
    }

    private static List<String> actions(Properties statement) {
        Object actions = statement.values().get("Action");
        return actions instanceof List<?> ? statement.list("Action") : List.of(String.valueOf(actions));
    }
}
