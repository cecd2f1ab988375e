package dev.backdrop.local.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.cloud.client.LocalAccount;
import dev.backdrop.local.cloud.client.LocalClients;
import dev.backdrop.local.cloud.dynamodb.DynamoDbServer;
import dev.backdrop.local.cloud.dynamodb.UnreadableTablesException;
import dev.backdrop.local.cloud.s3.S3Server;
import dev.backdrop.local.cloud.template.Template;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** S3 and DynamoDB with a template's buckets and tables, and clients of both. */
public record LocalServers(S3Server s3, DynamoDbServer dynamoDb, LocalClients clients) implements AutoCloseable {

    /**
     * Where the servers keep what they hold, and where they listen.
     *
     * @param folder in memory if empty
     * @param s3Port 0 for any free one
     * @param dynamoDbPort 0 for any free one
     */
    public record Place(Optional<Path> folder, int s3Port, int dynamoDbPort) {

        public static Place inMemory() {
            return new Place(Optional.empty(), 0, 0);
        }

        public static Place in(Path folder) {
            return new Place(Optional.of(folder), 0, 0);
        }
    }

    /**
     * Starts both at once.
     *
     * @param listener takes the events of the buckets whose notifications are on
     * @throws IllegalStateException if a port is taken or the folder can't be used
     */
    public static LocalServers start(
            Template template, Place place, LocalAccount account, Clock clock, Consumer<JsonNode> listener) {
        return start(template, place, account, clock, listener, List.of());
    }

    /**
     * Starts both at once.
     *
     * @param listener takes the events of the buckets whose notifications are on
     * @param origins of the local cloud's own pages: they count among the allowed ones of every bucket's CORS rules
     * @throws IllegalStateException if a port is taken or the folder can't be used
     */
    public static LocalServers start(
            Template template,
            Place place,
            LocalAccount account,
            Clock clock,
            Consumer<JsonNode> listener,
            List<String> origins) {
        CompletableFuture<DynamoDbServer> tables =
                CompletableFuture.supplyAsync(() -> tables(template, place, account), LocalServers::onNewThread);
        S3Server objects;
        try {
            objects = S3Server.start(
                    template.buckets().stream()
                            .map(bucket -> bucket.alsoFor(origins))
                            .toList(),
                    place.folder().map(folder -> folder.resolve("s3")),
                    place.s3Port(),
                    account,
                    clock,
                    listener);
        } catch (RuntimeException e) {
            tables.thenAccept(DynamoDbServer::close);
            throw e;
        }
        try {
            DynamoDbServer server = tables.join();
            return new LocalServers(objects, server, LocalClients.of(objects.endpoint(), server.endpoint(), account));
        } catch (CompletionException e) {
            objects.close();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static DynamoDbServer tables(Template template, Place place, LocalAccount account) {
        try {
            return DynamoDbServer.start(place.folder().map(folder -> folder.resolve("dynamodb")), place.dynamoDbPort())
                    .with(template.tables(), account);
        } catch (UnreadableTablesException unreadable) {
            throw place.folder()
                    .map(folder -> new IllegalStateException(advice(folder, unreadable.getMessage()), unreadable))
                    .orElse(unreadable);
        }
    }

    /** Whoever deletes the records may pay for the same results again. */
    private static String advice(Path folder, String why) {
        return "the records in " + folder + " can't be used: " + why
                + ". They say what is done and paid for, so keep them: move the folder aside (mv " + folder + " "
                + folder
                + "-old) or name another one with --state. A new one knows nothing of them, and does their photos again";
    }

    private static void onNewThread(Runnable work) {
        new Thread(work, "dynamodb-start").start();
    }

    @Override
    public void close() {
        clients.close();
        try {
            s3.close();
        } finally {
            dynamoDb.close();
        }
    }
}
