package dev.backdrop.local.simulator.perfectcorp;

import dev.backdrop.local.simulator.Shell;
import dev.backdrop.local.simulator.VendorOptions;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How the simulated Perfect Corp behaves where its pages leave a choice. Each {@code with} method returns a changed copy;
 * the defaults are the strictest reading.
 */
public final class PerfectCorpOptions implements VendorOptions {

    private String apiKey = "simulator-perfectcorp-key";
    private String feature = "bg-replace-v2";
    private boolean universalFileAddress;
    private boolean errorCodes = true;
    private UploadHeaders uploadHeaders = UploadHeaders.OBJECT_OF_TEXT;
    private MissingUpload missingUpload = MissingUpload.NOT_FOUND;
    private TaskIds taskIds = TaskIds.URL_SAFE;
    private PollingInterval pollingInterval = PollingInterval.milliseconds(1000);
    private Duration processing = Duration.ofSeconds(3);
    private Duration pollingWindow = Duration.ofSeconds(10);
    private Duration uploadLinkValidity = Duration.ofHours(1);
    private Duration resultLinkValidity = Duration.ofHours(2);
    private Duration retention = Duration.ofHours(24);
    private BigDecimal balance = new BigDecimal("1000000");
    private BigDecimal price = new BigDecimal("4");
    private int rateRequests = 250;
    private Duration rateWindow = Duration.ofSeconds(300);
    private long fileSizeLimit = 10_000_000;
    private int longestSide = 4096;
    private Set<String> templates = Set.of("nature_cherryblossom");

    private PerfectCorpOptions() {}

    private PerfectCorpOptions(PerfectCorpOptions other) {
        apiKey = other.apiKey;
        feature = other.feature;
        universalFileAddress = other.universalFileAddress;
        errorCodes = other.errorCodes;
        uploadHeaders = other.uploadHeaders;
        missingUpload = other.missingUpload;
        taskIds = other.taskIds;
        pollingInterval = other.pollingInterval;
        processing = other.processing;
        pollingWindow = other.pollingWindow;
        uploadLinkValidity = other.uploadLinkValidity;
        resultLinkValidity = other.resultLinkValidity;
        retention = other.retention;
        balance = other.balance;
        price = other.price;
        rateRequests = other.rateRequests;
        rateWindow = other.rateWindow;
        fileSizeLimit = other.fileSizeLimit;
        longestSide = other.longestSide;
        templates = other.templates;
    }

    public static PerfectCorpOptions defaults() {
        return new PerfectCorpOptions();
    }

    private PerfectCorpOptions with(Consumer<PerfectCorpOptions> change) {
        PerfectCorpOptions copy = new PerfectCorpOptions(this);
        change.accept(copy);
        return copy;
    }

    /** The only key that is accepted. */
    public PerfectCorpOptions withApiKey(String key) {
        if (key.isBlank()) {
            throw new IllegalArgumentException("an API key isn't blank");
        }
        return with(copy -> copy.apiKey = key);
    }

    /** The feature's name in the paths: {@code bg-replace-v2}, or {@code bg-replace} in newer pages. */
    public PerfectCorpOptions withFeature(String feature) {
        return with(copy -> copy.feature = feature);
    }

    /** Whether {@code POST /s2s/v2.0/file} of newer pages works, beside {@code /file/{feature}}. */
    public PerfectCorpOptions withUniversalFileAddress(boolean works) {
        return with(copy -> copy.universalFileAddress = works);
    }

    /** Whether every refusal names its {@code error_code}; without it some have only a text, as in the vendor's samples. */
    public PerfectCorpOptions withErrorCodes(boolean everywhere) {
        return with(copy -> copy.errorCodes = everywhere);
    }

    public PerfectCorpOptions withUploadHeaders(UploadHeaders headers) {
        return with(copy -> copy.uploadHeaders = headers);
    }

    public PerfectCorpOptions withMissingUpload(MissingUpload answer) {
        return with(copy -> copy.missingUpload = answer);
    }

    public PerfectCorpOptions withTaskIds(TaskIds ids) {
        return with(copy -> copy.taskIds = ids);
    }

    /** What answers ask for at first; {@link PerfectCorpSimulator#pollingInterval} changes it later. */
    public PerfectCorpOptions withPollingInterval(PollingInterval interval) {
        return with(copy -> copy.pollingInterval = interval);
    }

    /** How long a task takes that {@link TaskScript} says nothing else about. */
    public PerfectCorpOptions withProcessing(Duration duration) {
        return with(copy -> copy.processing = duration);
    }

    /** A running task that isn't polled for longer than this is lost. */
    public PerfectCorpOptions withPollingWindow(Duration window) {
        return with(copy -> copy.pollingWindow = window);
    }

    /** How long a photo can be put to its address; the vendor publishes no figure. */
    public PerfectCorpOptions withUploadLinkValidity(Duration validity) {
        return with(copy -> copy.uploadLinkValidity = validity);
    }

    /** How long a result can be fetched from its address. */
    public PerfectCorpOptions withResultLinkValidity(Duration validity) {
        return with(copy -> copy.resultLinkValidity = validity);
    }

    /** How long tasks and files are known; the vendor's pages say 24 hours in one place, 30 days in another. */
    public PerfectCorpOptions withRetention(Duration retention) {
        return with(copy -> copy.retention = retention);
    }

    /** Units in the account at the start. */
    public PerfectCorpOptions withBalance(long units) {
        return with(copy -> copy.balance = BigDecimal.valueOf(units));
    }

    /** Units that one success costs. */
    public PerfectCorpOptions withPrice(long units) {
        return with(copy -> copy.price = BigDecimal.valueOf(units));
    }

    /** How many API requests are answered in any stretch of this length. */
    public PerfectCorpOptions withRateLimit(int requests, Duration window) {
        return with(copy -> {
            copy.rateRequests = requests;
            copy.rateWindow = window;
        });
    }

    /** A photo must be smaller than this, in bytes: at most 20 million, which is what the shared server keeps of a body. */
    public PerfectCorpOptions withFileSizeLimit(long bytes) {
        if (bytes < 1 || bytes > 20_000_000) {
            throw new IllegalArgumentException("a file size limit is 1 to 20000000 bytes, not " + bytes);
        }
        return with(copy -> copy.fileSizeLimit = bytes);
    }

    /** No side of a photo is longer than this, in pixels. */
    public PerfectCorpOptions withLongestSide(int pixels) {
        return with(copy -> copy.longestSide = pixels);
    }

    /** The ids of the templates that exist. */
    public PerfectCorpOptions withTemplates(Set<String> ids) {
        Set<String> copied = Set.copyOf(ids);
        return with(copy -> copy.templates = copied);
    }

    public String apiKey() {
        return apiKey;
    }

    public String feature() {
        return feature;
    }

    boolean universalFileAddress() {
        return universalFileAddress;
    }

    boolean errorCodes() {
        return errorCodes;
    }

    UploadHeaders uploadHeaders() {
        return uploadHeaders;
    }

    MissingUpload missingUpload() {
        return missingUpload;
    }

    TaskIds taskIds() {
        return taskIds;
    }

    PollingInterval pollingInterval() {
        return pollingInterval;
    }

    Duration processing() {
        return processing;
    }

    Duration pollingWindow() {
        return pollingWindow;
    }

    Duration uploadLinkValidity() {
        return uploadLinkValidity;
    }

    Duration resultLinkValidity() {
        return resultLinkValidity;
    }

    Duration retention() {
        return retention;
    }

    BigDecimal balance() {
        return balance;
    }

    BigDecimal price() {
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

    int longestSide() {
        return longestSide;
    }

    Set<String> templates() {
        return templates;
    }

    @Override
    public String provider() {
        return "perfectcorp";
    }

    @Override
    public URI publicAddress() {
        return URI.create("https://yce-api-01.makeupar.com");
    }

    @Override
    public PerfectCorpSimulator start(Shell shell) {
        return new PerfectCorpSimulator(shell, this);
    }

    @Override
    public Map<String, String> clientSettings(URI api) {
        return Map.of(
                "BACKDROP_PERFECTCORP_BASE_URL",
                api.toString(),
                "BACKDROP_PERFECTCORP_API_KEY",
                apiKey,
                "BACKDROP_PERFECTCORP_FEATURE",
                feature,
                "BACKDROP_PERFECTCORP_FILE_PATH",
                "");
    }
}
