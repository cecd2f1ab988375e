package dev.backdrop.local.simulator.picwish;

import dev.backdrop.local.simulator.Shell;
import dev.backdrop.local.simulator.VendorOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How the simulated PicWish behaves where its pages leave a choice. Each {@code with} method returns a changed copy; the
 * defaults are the strictest reading.
 */
public final class PicWishOptions implements VendorOptions {

    private String apiKey = "simulator-picwish-key";
    private boolean errorsInBodyOnly;
    private AnswerShape answerShape = AnswerShape.CURRENT;
    private Duration processing = Duration.ofSeconds(4);
    private Duration processingLimit = Duration.ofSeconds(180);
    private Duration linkValidity = Duration.ofHours(1);
    private Duration retention = Duration.ofHours(1);
    private long balance = 1_000_000;
    private Prices prices = new Prices(1, 3, 6);
    private int emptyAccountStatus = 402;
    private int rateRequests = 2;
    private Duration rateWindow = Duration.ofSeconds(1);
    private long fileSizeLimit = 20_000_000;
    private long urlSizeLimit = 30_000_000;
    private int longestSide = 4096;

    private PicWishOptions() {}

    private PicWishOptions(PicWishOptions other) {
        apiKey = other.apiKey;
        errorsInBodyOnly = other.errorsInBodyOnly;
        answerShape = other.answerShape;
        processing = other.processing;
        processingLimit = other.processingLimit;
        linkValidity = other.linkValidity;
        retention = other.retention;
        balance = other.balance;
        prices = other.prices;
        emptyAccountStatus = other.emptyAccountStatus;
        rateRequests = other.rateRequests;
        rateWindow = other.rateWindow;
        fileSizeLimit = other.fileSizeLimit;
        urlSizeLimit = other.urlSizeLimit;
        longestSide = other.longestSide;
    }

    public static PicWishOptions defaults() {
        return new PicWishOptions();
    }

    private PicWishOptions with(Consumer<PicWishOptions> change) {
        PicWishOptions copy = new PicWishOptions(this);
        change.accept(copy);
        return copy;
    }

    /** The only key that is accepted. */
    public PicWishOptions withApiKey(String key) {
        if (key.isBlank()) {
            throw new IllegalArgumentException("an API key isn't blank");
        }
        return with(copy -> copy.apiKey = key);
    }

    /** Whether refusals come with HTTP status 200, and say what they are in their body alone. */
    public PicWishOptions withErrorsInBodyOnly(boolean inBodyOnly) {
        return with(copy -> copy.errorsInBodyOnly = inBodyOnly);
    }

    public PicWishOptions withAnswerShape(AnswerShape shape) {
        return with(copy -> copy.answerShape = shape);
    }

    /** How long a task takes that {@link TaskScript} says nothing else about. */
    public PicWishOptions withProcessing(Duration duration) {
        return with(copy -> copy.processing = duration);
    }

    /** When a task that isn't done ends in state -8; an older page says 30 s. */
    public PicWishOptions withProcessingLimit(Duration limit) {
        return with(copy -> copy.processingLimit = limit);
    }

    /** How long a result can be fetched from its address; each query gives a fresh one. */
    public PicWishOptions withLinkValidity(Duration validity) {
        return with(copy -> copy.linkValidity = validity);
    }

    /** How long tasks and results are known after the task's end. */
    public PicWishOptions withRetention(Duration retention) {
        return with(copy -> copy.retention = retention);
    }

    /** Credits in the account at the start. */
    public PicWishOptions withBalance(long credits) {
        return with(copy -> copy.balance = credits);
    }

    /**
     * Credits that a success costs.
     *
     * @param segmentation for a subject cut out
     * @param oneImage for one generated picture
     * @param twoImages for two of them, together
     */
    public PicWishOptions withPrices(int segmentation, int oneImage, int twoImages) {
        return with(copy -> copy.prices = new Prices(segmentation, oneImage, twoImages));
    }

    /**
     * The status with which a task is refused that the account can't pay for. The vendor documents none; 402 is what HTTP has
     * for it, and the message is made up.
     *
     * @param status 400 to 499
     */
    public PicWishOptions withEmptyAccountStatus(int status) {
        if (status < 400 || status > 499) {
            throw new IllegalArgumentException("an empty account is the caller's fault, 400 to 499, not " + status);
        }
        return with(copy -> copy.emptyAccountStatus = status);
    }

    /** How many requests of one key are answered in any stretch of this length, creations and queries together. */
    public PicWishOptions withRateLimit(int requests, Duration window) {
        return with(copy -> {
            copy.rateRequests = requests;
            copy.rateWindow = window;
        });
    }

    /**
     * A picture that is sent, and a background picture that is fetched, may have so many bytes: at most 20 million, so that
     * two of them fit into what the shared server keeps of a body.
     */
    public PicWishOptions withFileSizeLimit(long bytes) {
        if (bytes < 1 || bytes > 20_000_000) {
            throw new IllegalArgumentException("a file size limit is 1 to 20000000 bytes, not " + bytes);
        }
        return with(copy -> copy.fileSizeLimit = bytes);
    }

    /** A photo that is fetched from its address may have so many bytes. */
    public PicWishOptions withUrlSizeLimit(long bytes) {
        return with(copy -> copy.urlSizeLimit = bytes);
    }

    /** No side of a picture is longer than this, in pixels. */
    public PicWishOptions withLongestSide(int pixels) {
        return with(copy -> copy.longestSide = pixels);
    }

    public String apiKey() {
        return apiKey;
    }

    boolean errorsInBodyOnly() {
        return errorsInBodyOnly;
    }

    AnswerShape answerShape() {
        return answerShape;
    }

    Duration processing() {
        return processing;
    }

    Duration processingLimit() {
        return processingLimit;
    }

    Duration linkValidity() {
        return linkValidity;
    }

    Duration retention() {
        return retention;
    }

    long balance() {
        return balance;
    }

    Prices prices() {
        return prices;
    }

    int emptyAccountStatus() {
        return emptyAccountStatus;
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

    long urlSizeLimit() {
        return urlSizeLimit;
    }

    int longestSide() {
        return longestSide;
    }

    @Override
    public URI publicAddress() {
        return URI.create("https://techhk.aoscdn.com");
    }

    @Override
    public String provider() {
        return "picwish";
    }

    @Override
    public PicWishSimulator start(Shell shell) {
        return new PicWishSimulator(shell, this);
    }

    @Override
    public Map<String, String> clientSettings(URI api) {
        return Map.of("BACKDROP_PICWISH_BASE_URL", api.toString(), "BACKDROP_PICWISH_API_KEY", apiKey);
    }
}
