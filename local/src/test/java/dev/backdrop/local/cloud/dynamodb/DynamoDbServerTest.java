package dev.backdrop.local.cloud.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.local.cloud.client.LocalAccount;
import dev.backdrop.local.cloud.client.LocalClients;
import dev.backdrop.local.cloud.template.TableView;
import dev.backdrop.local.cloud.template.TableView.Index;
import dev.backdrop.local.cloud.template.TableView.Key;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class DynamoDbServerTest {

    private static final TableView JOBS = new TableView(
            "Jobs",
            "jobs",
            Map.of("jobId", "S", "status", "S", "updated", "N"),
            new Key("jobId", Optional.empty()),
            List.of(
                    new Index("byStatus", new Key("status", Optional.of("updated")), "ALL", List.of()),
                    new Index("byAge", new Key("status", Optional.empty()), "INCLUDE", List.of("provider"))),
            Optional.of("expires"));

    private static DynamoDbServer server;
    private static DynamoDbClient client;

    @BeforeAll
    static void start() {
        server = DynamoDbServer.start(Optional.empty(), 0).with(List.of(JOBS), LocalAccount.DEFAULT);
        client = LocalClients.dynamoDb(server.endpoint(), LocalAccount.DEFAULT);
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void aTableHasTheKeysIndexesAndTimeToLiveOfTheTemplate() {
        var table = client.describeTable(request -> request.tableName("jobs")).table();

        assertThat(table.keySchema()).extracting(key -> key.attributeName()).containsExactly("jobId");
        assertThat(table.globalSecondaryIndexes())
                .extracting(GlobalSecondaryIndexDescription::indexName)
                .containsExactlyInAnyOrder("byStatus", "byAge");
        var timeToLive =
                client.describeTimeToLive(request -> request.tableName("jobs")).timeToLiveDescription();
        assertThat(timeToLive.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
        assertThat(timeToLive.attributeName()).isEqualTo("expires");
    }

    @Test
    void aConditionThatFailsTellsWhatIsThere() {
        put("c", "PREPARING", 1);

        assertThatThrownBy(() -> client.putItem(request -> request.tableName("jobs")
                        .item(item("c", "SUBMITTING", 2))
                        .conditionExpression("attribute_not_exists(jobId)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)))
                .isInstanceOfSatisfying(
                        ConditionalCheckFailedException.class,
                        e -> assertThat(e.item().get("status").s()).isEqualTo("PREPARING"));
    }

    @Test
    void anIndexIsQueriedInOrder() {
        put("q2", "QUEUED", 20);
        put("q1", "QUEUED", 10);

        var found = client.query(request -> request.tableName("jobs")
                .indexName("byStatus")
                .keyConditionExpression("#s = :s")
                .expressionAttributeNames(Map.of("#s", "status"))
                .expressionAttributeValues(Map.of(":s", AttributeValue.fromS("QUEUED"))));
        assertThat(found.items()).extracting(item -> item.get("jobId").s()).containsExactly("q1", "q2");
    }

    @Test
    void itListensOnThisMachineOnly() {
        assertThat(server.endpoint().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        int port = server.endpoint().getPort();

        assertThatThrownBy(() -> DynamoDbServer.start(Optional.empty(), port))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("127.0.0.1:" + port);
    }

    @Test
    void aFolderKeepsTablesAndItemsAndATableWithOtherKeysIsRefused(@TempDir Path folder) {
        try (DynamoDbServer first =
                        DynamoDbServer.start(Optional.of(folder), 0).with(List.of(JOBS), LocalAccount.DEFAULT);
                DynamoDbClient writer = LocalClients.dynamoDb(first.endpoint(), LocalAccount.DEFAULT)) {
            writer.putItem(request -> request.tableName("jobs").item(item("kept", "SUCCEEDED", 1)));
        }

        try (DynamoDbServer again =
                        DynamoDbServer.start(Optional.of(folder), 0).with(List.of(JOBS), LocalAccount.DEFAULT);
                DynamoDbClient reader = LocalClients.dynamoDb(again.endpoint(), LocalAccount.DEFAULT)) {
            assertThat(reader.getItem(request ->
                                    request.tableName("jobs").key(Map.of("jobId", AttributeValue.fromS("kept"))))
                            .hasItem())
                    .isTrue();
        }

        TableView changed = new TableView(
                "Jobs", "jobs", Map.of("id", "S"), new Key("id", Optional.empty()), List.of(), Optional.empty());
        DynamoDbServer server = DynamoDbServer.start(Optional.of(folder), 0);
        assertThatThrownBy(() -> server.with(List.of(changed), LocalAccount.DEFAULT))
                .isInstanceOf(UnreadableTablesException.class)
                .hasMessageContaining("table jobs has other keys");
    }

    @Test
    void aTableOfAnEarlierVersionGetsTheIndexesThatItLacksAndKeepsItsItems(@TempDir Path folder) {
        TableView earlier = new TableView(
                "Jobs",
                "jobs",
                Map.of("jobId", "S", "provider", "S", "updated", "N"),
                JOBS.key(),
                List.of(
                        new Index("byAge", new Key("provider", Optional.of("updated")), "KEYS_ONLY", List.of()),
                        new Index("byProvider", new Key("provider", Optional.empty()), "ALL", List.of())),
                Optional.empty());
        try (DynamoDbServer first =
                        DynamoDbServer.start(Optional.of(folder), 0).with(List.of(earlier), LocalAccount.DEFAULT);
                DynamoDbClient writer = LocalClients.dynamoDb(first.endpoint(), LocalAccount.DEFAULT)) {
            writer.putItem(request -> request.tableName("jobs").item(item("kept", "SUCCEEDED", 1)));
        }

        for (int start = 0; start < 2; start++) {
            try (DynamoDbServer later =
                            DynamoDbServer.start(Optional.of(folder), 0).with(List.of(JOBS), LocalAccount.DEFAULT);
                    DynamoDbClient reader = LocalClients.dynamoDb(later.endpoint(), LocalAccount.DEFAULT)) {
                for (String index : List.of("byStatus", "byAge")) {
                    var found = reader.query(request -> request.tableName("jobs")
                            .indexName(index)
                            .keyConditionExpression("#s = :s")
                            .expressionAttributeNames(Map.of("#s", "status"))
                            .expressionAttributeValues(Map.of(":s", AttributeValue.fromS("SUCCEEDED"))));
                    assertThat(found.items())
                            .as(index)
                            .extracting(item -> item.get("jobId").s())
                            .containsExactly("kept");
                }
            }
        }
    }

    private static void put(String jobId, String status, long updated) {
        client.putItem(request -> request.tableName("jobs").item(item(jobId, status, updated)));
    }

    private static Map<String, AttributeValue> item(String jobId, String status, long updated) {
        return Map.of(
                "jobId", AttributeValue.fromS(jobId),
                "status", AttributeValue.fromS(status),
                "updated", AttributeValue.fromN(String.valueOf(updated)));
    }
}
