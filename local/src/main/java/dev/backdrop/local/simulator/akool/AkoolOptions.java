package dev.backdrop.local.simulator.akool;

import dev.backdrop.local.simulator.Shell;
import dev.backdrop.local.simulator.VendorOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How the simulated Akool behaves where its page leaves a choice, or says nothing: it publishes neither a rate nor limits of
 * photos nor how long a task takes. Each {@code with} method returns a changed copy.
 */
public final class AkoolOptions implements VendorOptions {

    private String apiKey = "simulator-akool-key";
    private String clientId = "simulator-akool-client";
    private boolean tokenInData;
    private Duration tokenValidity = Duration.ofDays(365);
    private ErrorReasons errorReasons = ErrorReasons.TEXTS;
    private Duration queueing = Duration.ofSeconds(1);
    private Duration processing = Duration.ofSeconds(3);
    private Duration retention = Duration.ofDays(7);
    private long balance = 1_000_000;
    private int price = 4;
    private int rateRequests = 5;
    private Duration rateWindow = Duration.ofSeconds(1);
    private long fileSizeLimit = 20_000_000;

    private AkoolOptions() {}

    private AkoolOptions(AkoolOptions other) {
        apiKey = other.apiKey;
        clientId = other.clientId;
        tokenInData = other.tokenInData;
        tokenValidity = other.tokenValidity;
        errorReasons = other.errorReasons;
        queueing = other.queueing;
        processing = other.processing;
        retention = other.retention;
        balance = other.balance;
        price = other.price;
        rateRequests = other.rateRequests;
        rateWindow = other.rateWindow;
        fileSizeLimit = other.fileSizeLimit;
    }

    public static AkoolOptions defaults() {
        return new AkoolOptions();
    }

    private AkoolOptions with(Consumer<AkoolOptions> change) {
        AkoolOptions copy = new AkoolOptions(this);
        change.accept(copy);
        return copy;
    }

    /** The only key that is accepted; it is the client secret too. */
    public AkoolOptions withApiKey(String key) {
        if (key.isBlank()) {
            throw new IllegalArgumentException("an API key isn't blank");
        }
        return with(copy -> copy.apiKey = key);
    }

    /** The client id that gets a token together with the key. */
    public AkoolOptions withClientId(String id) {
        return with(copy -> copy.clientId = id);
    }

    /** Whether a token stands in {@code data} instead of beside the code. */
    public AkoolOptions withTokenInData(boolean inData) {
        return with(copy -> copy.tokenInData = inData);
    }

    /** How long a token lets in; over a year, says the vendor. */
    public AkoolOptions withTokenValidity(Duration validity) {
        return with(copy -> copy.tokenValidity = validity);
    }

    public AkoolOptions withErrorReasons(ErrorReasons reasons) {
        return with(copy -> copy.errorReasons = reasons);
    }

    /** How long a task has {@code image_status} 1; no longer than it takes in all. */
    public AkoolOptions withQueueing(Duration duration) {
        return with(copy -> copy.queueing = duration);
    }

    /** How long a task takes in all that {@link TaskScript} says nothing else about. */
    public AkoolOptions withProcessing(Duration duration) {
        return with(copy -> copy.processing = duration);
    }

    /** How long a task and its result last: 7 days, says the page. */
    public AkoolOptions withRetention(Duration retention) {
        return with(copy -> copy.retention = retention);
    }

    /** Credits in the account at the start. */
    public AkoolOptions withBalance(long credits) {
        return with(copy -> copy.balance = credits);
    }

    /** Credits that are deducted when a task is created. */
    public AkoolOptions withPrice(int credits) {
        return with(copy -> copy.price = credits);
    }

    /** How many API requests of one caller are answered in any stretch of this length. */
    public AkoolOptions withRateLimit(int requests, Duration window) {
        return with(copy -> {
            copy.rateRequests = requests;
            copy.rateWindow = window;
        });
    }

    /** A picture has at most so many bytes; up to 50 million. */
    public AkoolOptions withFileSizeLimit(long bytes) {
        if (bytes < 1 || bytes > 50_000_000) {
            throw new IllegalArgumentException("a file size limit is 1 to 50000000 bytes, not " + bytes);
        }
        return with(copy -> copy.fileSizeLimit = bytes);
    }

    public String apiKey() {
        return apiKey;
    }

    public String clientId() {
        return clientId;
    }

    boolean tokenInData() {
        return tokenInData;
    }

    Duration tokenValidity() {
        return tokenValidity;
    }

    ErrorReasons errorReasons() {
        return errorReasons;
    }

    Duration queueing() {
        return queueing;
    }

    Duration processing() {
        return processing;
    }

    Duration retention() {
        return retention;
    }

    long balance() {
        return balance;
    }

    int price() {
        return price;
    }

    int rateRequests() {
        return rateRequests;
    }

    Duration rateWindow() {
        return rateWindow;
    }

    long fileSizeLimit() {
        return fileSizeLimit;
    }

    @Override
    public URI publicAddress() {
        return URI.create("https://openapi.akool.com");
    }

    @Override
    public boolean takesAddressesOnly() {
        return true;
    }

    @Override
    public String provider() {
        return "akool";
    }

    @Override
    public AkoolSimulator start(Shell shell) {
        return new AkoolSimulator(shell, this);
    }

    /** The client id does no harm where the key itself is sent; with {@code BACKDROP_AKOOL_AUTH=token} it is needed. */
    @Override
    public Map<String, String> clientSettings(URI api) {
        return Map.of(
                "BACKDROP_AKOOL_ENABLED",
                "true",
                "BACKDROP_AKOOL_BASE_URL",
                api.toString(),
                "BACKDROP_AKOOL_API_KEY",
                apiKey,
                "BACKDROP_AKOOL_CLIENT_ID",
                clientId);
    }
}
