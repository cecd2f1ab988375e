package dev.backdrop.local;

import dev.backdrop.aws.DynamoJobStore;
import dev.backdrop.job.Job;
import dev.backdrop.local.asl.time.VirtualScheduler;
import dev.backdrop.local.cloud.LocalServers;
import dev.backdrop.local.cloud.events.EventBus;
import dev.backdrop.local.simulator.JournalEntry;
import dev.backdrop.local.simulator.Simulator;
import dev.backdrop.local.simulator.SimulatorOptions;
import dev.backdrop.local.simulator.VendorOptions;
import dev.backdrop.local.simulator.perfectcorp.PerfectCorpOptions;
import dev.backdrop.local.simulator.perfectcorp.PerfectCorpSimulator;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The whole application in virtual time: the deployed template, state machine and handlers, S3 and DynamoDB over HTTP, and a
 * strict Perfect Corp. Nothing moves until {@link #run()}.
 */
final class World implements AutoCloseable {

    static final Map<String, String> PROMPT =
            Map.of("background-prompt", "on a marble table", "provider", "perfectcorp");

    private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

    final VirtualScheduler time = new VirtualScheduler(START);
    final Simulator simulator;
    final LocalCloud cloud;
    final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final DynamoJobStore jobs;

    private World(List<VendorOptions> vendors, Map<String, String> settings, Map<String, String> parameters) {
        this(vendors, settings, parameters, options -> options);
    }

    private World(
            List<VendorOptions> vendors,
            Map<String, String> settings,
            Map<String, String> parameters,
            UnaryOperator<LocalCloud.Options> more) {
        SimulatorOptions options = SimulatorOptions.defaults().withClock(time.clock());
        for (VendorOptions vendor : vendors) {
            options = options.with(vendor);
        }
        this.simulator = Simulator.start(options);
        Map<String, String> environment = new HashMap<>(Map.of(
                "BACKDROP_PROVIDER_SECRET", "",
                "BACKDROP_ALLOW_LOOPBACK", "true"));
        vendors.forEach(vendor -> environment.putAll(vendor.clientSettings(simulator.apiBase())));
        environment.putAll(settings);
        this.cloud = LocalCloud.start(
                more.apply(new LocalCloud.Options(
                                home(),
                                LocalServers.Place.inMemory(),
                                environment,
                                new PrintStream(log, true, StandardCharsets.UTF_8),
                                EventBus.noPause())
                        .withParameters(parameters)),
                time);
        this.jobs = new DynamoJobStore(cloud.clients().dynamoDb(), cloud.name("JobsTable"), Duration.ofDays(1));
    }

    /** With these vendors. */
    static World of(List<VendorOptions> vendors, Map<String, String> settings) {
        return new World(vendors, settings, Map.of());
    }

    /** With Perfect Corp, and these values for the template's parameters. */
    static World deployed(Map<String, String> parameters) {
        return new World(List.of(PerfectCorpOptions.defaults()), Map.of(), parameters);
    }

    static World start() {
        return start(options -> options);
    }

    static World start(UnaryOperator<PerfectCorpOptions> vendor) {
        return start(vendor, Map.of());
    }

    static World start(UnaryOperator<PerfectCorpOptions> vendor, Map<String, String> settings) {
        return new World(List.of(vendor.apply(PerfectCorpOptions.defaults())), settings, Map.of());
    }

    /** With Perfect Corp, and the HTTP API behind a real port. */
    static World serving(UnaryOperator<PerfectCorpOptions> vendor, Map<String, String> settings) {
        return new World(
                List.of(vendor.apply(PerfectCorpOptions.defaults())),
                settings,
                Map.of(),
                options -> options.withHttp(0));
    }

    /** Where the HTTP API is, if it is {@link #serving}. */
    URI api() {
        return cloud.http().orElseThrow().address();
    }

    /** The repository: Maven runs tests in the module's folder. */
    static Path home() {
        return Path.of("").toAbsolutePath().getParent();
    }

    PerfectCorpSimulator vendor() {
        return simulator.vendor(PerfectCorpSimulator.class);
    }

    S3Client s3() {
        return cloud.clients().s3();
    }

    String inputBucket() {
        return cloud.name("InputBucket");
    }

    void upload(String key, byte[] photo, Map<String, String> metadata) {
        s3().putObject(put -> put.bucket(inputBucket()).key(key).metadata(metadata), RequestBody.fromBytes(photo));
    }

    /** Lets time pass until nothing is left to do. */
    void run() {
        time.runUntilIdle();
    }

    /** Uploads a photo with a prompt for Perfect Corp, and sees it through. */
    Job process(String key, byte[] photo) {
        upload(key, photo, PROMPT);
        run();
        return job(key);
    }

    Job job(String key) {
        return jobs.findNewest(inputBucket() + "/" + key)
                .orElseThrow(() -> new AssertionError("no job for " + key + "; executions: " + cloud.executions()));
    }

    long records() {
        return cloud.clients()
                .dynamoDb()
                .scan(scan -> scan.tableName(cloud.name("JobsTable")))
                .count();
    }

    byte[] result(Job job) {
        return s3().getObjectAsBytes(get ->
                        get.bucket(job.result().bucket()).key(job.result().key()))
                .asByteArray();
    }

    /** What was announced, in order. */
    List<String> announcements() {
        return cloud.bus().journal().stream()
                .filter(event -> "backdrop".equals(event.path("source").asText()))
                .map(event -> event.path("detail-type").asText() + " "
                        + event.at("/detail/status").asText())
                .toList();
    }

    List<JournalEntry> requests() {
        return simulator.journal().entries();
    }

    String logged() {
        return log.toString(StandardCharsets.UTF_8);
    }

    /** A disc on a plain ground: the simplest photo with a subject. */
    static BufferedImage picture(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(0x87, 0xA9, 0x6B));
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(new Color(0xB2, 0x22, 0x22));
        graphics.fillOval(width / 4, height / 4, width / 2, height / 2);
        graphics.dispose();
        return image;
    }

    static byte[] jpeg(int width, int height) {
        return encoded(picture(width, height), "jpg");
    }

    static byte[] encoded(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("no writer for " + format);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        cloud.close();
        simulator.close();
    }
}
