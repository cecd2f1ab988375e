package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.api.IdempotencyStore.Entry;
import dev.backdrop.aws.DynamoIdempotencyStore;
import dev.backdrop.job.StoreUnavailableException;
import dev.backdrop.local.cloud.client.LocalAccount;
import dev.backdrop.local.cloud.client.LocalClients;
import dev.backdrop.local.cloud.dynamodb.DynamoDbServer;
import dev.backdrop.local.cloud.template.StackSettings;
import dev.backdrop.local.cloud.template.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What was asked under which key, in the template's own table in AWS's own DynamoDB Local. */
class IdempotencyEntriesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static DynamoDbServer server;
    private static DynamoDbClient client;
    private static DynamoIdempotencyStore store;

    @BeforeAll
    static void start() {
        Template template = Template.read(World.home().resolve("template.yaml"), StackSettings.named("backdrop"));
        server = DynamoDbServer.start(Optional.empty(), 0).with(template.tables(), LocalAccount.DEFAULT);
        client = LocalClients.dynamoDb(server.endpoint(), LocalAccount.DEFAULT);
        store = new DynamoIdempotencyStore(client, template.names().get("IdempotencyTable"));
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    private static Entry entry(TestInfo test, String seed, Instant lockedUntil) {
        return new Entry(test.getDisplayName(), "body", seed, lockedUntil, null, NOW.plus(Duration.ofHours(24)));
    }

    private static Entry answered(Entry entry, String answer) {
        return new Entry(
                entry.keyHash(), entry.bodySha256(), entry.seed(), entry.lockedUntil(), answer, entry.expiresAt());
    }

    @Test
    void theFirstIsWrittenAndTheSecondIsShownIt(TestInfo test) {
        Entry first = entry(test, "a", NOW.plusSeconds(40));
        assertThat(store.putIfAbsent(first, NOW)).isEmpty();
        assertThat(store.putIfAbsent(entry(test, "b", NOW), NOW)).contains(first);
    }

    @Test
    void anExpiredOneIsGoneAtOnceAlthoughTheTableKeepsItForAWhile(TestInfo test) {
        Entry first = entry(test, "a", NOW);
        store.putIfAbsent(first, NOW);
        assertThat(store.putIfAbsent(entry(test, "b", NOW), first.expiresAt().minusSeconds(1)))
                .isPresent();
        assertThat(store.putIfAbsent(entry(test, "b", NOW), first.expiresAt())).isEmpty();
    }

    @Test
    void ofTwoThatTakeItUpOneDoes(TestInfo test) {
        Entry cutOff = entry(test, "a", NOW);
        store.putIfAbsent(cutOff, NOW);
        assertThat(store.replace(cutOff, entry(test, "a", NOW.plusSeconds(40)))).isTrue();
        assertThat(store.replace(cutOff, entry(test, "a", NOW.plusSeconds(41)))).isFalse();
    }

    @Test
    void anAnswerIsNotOverwrittenByOneWhoWasTooLate(TestInfo test) {
        Entry mine = entry(test, "a", NOW);
        store.putIfAbsent(mine, NOW);
        assertThat(store.replace(mine, answered(mine, "job"))).isTrue();
        assertThat(store.replace(mine, answered(mine, "other"))).isFalse();
        store.remove(mine);
        assertThat(store.putIfAbsent(mine, NOW)).contains(answered(mine, "job"));
    }

    @Test
    void oneThatCameToNothingIsForgotten(TestInfo test) {
        Entry mine = entry(test, "a", NOW);
        store.putIfAbsent(mine, NOW);
        store.remove(mine);
        assertThat(store.putIfAbsent(mine, NOW)).isEmpty();
    }

    @Test
    void aTableThatIsAwayIsToldAsSuch(TestInfo test) {
        DynamoIdempotencyStore nowhere = new DynamoIdempotencyStore(client, "nowhere");
        assertThatThrownBy(() -> nowhere.putIfAbsent(entry(test, "a", NOW), NOW))
                .isInstanceOf(StoreUnavailableException.class);
    }
}
