package dev.backdrop.local.cloud.dynamodb;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import dev.backdrop.local.cloud.client.LocalAccount;
import dev.backdrop.local.cloud.client.LocalClients;
import dev.backdrop.local.cloud.template.TableView;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * AWS's own DynamoDB Local on the loopback interface, in this process, in memory or in a folder. It is put together from
 * its parts because its own start-up listens on all interfaces and reports its use to AWS.
 */
public final class DynamoDbServer implements AutoCloseable {

    private static final String DATABASE = "shared-local-instance.db";

    /** How every SQLite database begins (https://www.sqlite.org/fileformat.html#magic_header_string). */
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private static final int THREADS = 64;
    private static final int IDLE_MILLIS = 60_000;
    private static final long STOP_MILLIS = 0;

    private final Server server;
    private final LocalDynamoDBRequestHandler tables;
    private final ThreadGroup jobs;

    private DynamoDbServer(Server server, LocalDynamoDBRequestHandler tables, ThreadGroup jobs) {
        this.server = server;
        this.tables = tables;
        this.jobs = jobs;
    }

    /**
     * Starts an empty server, or one with what the folder holds.
     *
     * @param folder where to keep the tables; in memory if empty. Created if missing
     * @param port 0 for any free one
     * @throws UnreadableTablesException if what is in the folder is no database
     * @throws IllegalStateException if the port is taken or the folder can't be used
     */
    public static DynamoDbServer start(Optional<Path> folder, int port) {
        quieten();
        folder.ifPresent(DynamoDbServer::create);
        // One database for all regions and keys, as one account has one set of tables.
        LocalDynamoDBRequestHandler tables = new LocalDynamoDBRequestHandler(
                0, folder.isEmpty(), folder.map(Path::toString).orElse(null), true, false);
        // The first request starts threads that would sleep on after a shutdown, and keep the process alive.
        ThreadGroup jobs = new ThreadGroup("dynamodb-local");
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 8, IDLE_MILLIS, -1, null, jobs);
        threads.setName("dynamodb-local");
        threads.setDaemon(true);
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new OwnHostHandler(new LocalDynamoDBServerHandler(tables, null)));
        server.setStopTimeout(STOP_MILLIS);
        DynamoDbServer started = new DynamoDbServer(server, tables, jobs);
        try {
            server.start();
        } catch (Exception e) {
            started.close();
            throw new IllegalStateException("DynamoDB can't listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
        return started;
    }

    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
            check(folder.resolve(DATABASE));
        } catch (IOException e) {
            throw new IllegalStateException("tables can't be kept in " + folder + ": " + e, e);
        }
    }

    /** It would open the file again every few seconds, for ever. */
    private static void check(Path database) throws IOException {
        if (!Files.exists(database) || Files.size(database) == 0) {
            return;
        }
        try (InputStream bytes = Files.newInputStream(database)) {
            if (!Arrays.equals(bytes.readNBytes(MAGIC.length), MAGIC)) {
                throw new UnreadableTablesException(database.getFileName() + " is damaged, or no database", null);
            }
        }
    }

    /** It would print its warnings on standard output, which belongs to the program; and start half a second later. */
    private static void quieten() {
        setIfAbsent("log4j2.loggerContextFactory", "org.apache.logging.log4j.simple.SimpleLoggerContextFactory");
        setIfAbsent("org.apache.logging.log4j.simplelog.level", "OFF");
        setIfAbsent("org.slf4j.simpleLogger.log.org.eclipse.jetty", "error");
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort());
    }

    /**
     * Makes the tables and indexes that aren't there yet.
     *
     * @return this server; it is closed if a table can't be made
     * @throws UnreadableTablesException if a table is there with other keys, or can't be read
     */
    public DynamoDbServer with(List<TableView> wanted, LocalAccount account) {
        try (DynamoDbClient client = LocalClients.dynamoDb(endpoint(), account)) {
            new TableCreator(client).create(wanted);
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Stops listening; tables in memory are gone. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB didn't stop", e);
        } finally {
            tables.shutdown();
            jobs.interrupt();
        }
    }
}
