package dev.backdrop.local.simulator.fashn;

import dev.backdrop.local.simulator.Shell;
import dev.backdrop.local.simulator.VendorOptions;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How the simulated FASHN behaves where its pages leave a choice. Each {@code with} method returns a changed copy; the
 * defaults are what the pages say, read strictly.
 */
public final class FashnOptions implements VendorOptions {

    private String apiKey = "simulator-fashn-key";
    private List<String> models = List.of("background-change");
    private CreditsHeader creditsHeader = CreditsHeader.ON_STATUS;
    private Duration processing = Duration.ofSeconds(12);
    private Duration resultLife = Duration.ofHours(72);
    private Duration base64Life = Duration.ofMinutes(60);
    private BigDecimal balance = new BigDecimal("1000000");
    private BigDecimal price = BigDecimal.ONE;
    private int runsPerMinute = 50;
    private int statusesPerTenSeconds = 50;
    private int concurrency = 6;
    private long bodyLimit = 10_000_000;
    private long resultPixels = 1_050_000;

    private FashnOptions() {}

    private FashnOptions(FashnOptions other) {
        apiKey = other.apiKey;
        models = other.models;
        creditsHeader = other.creditsHeader;
        processing = other.processing;
        resultLife = other.resultLife;
        base64Life = other.base64Life;
        balance = other.balance;
        price = other.price;
        runsPerMinute = other.runsPerMinute;
        statusesPerTenSeconds = other.statusesPerTenSeconds;
        concurrency = other.concurrency;
        bodyLimit = other.bodyLimit;
        resultPixels = other.resultPixels;
    }

    public static FashnOptions defaults() {
        return new FashnOptions();
    }

    private FashnOptions with(Consumer<FashnOptions> change) {
        FashnOptions copy = new FashnOptions(this);
        change.accept(copy);
        return copy;
    }

    /** The only key that is accepted. */
    public FashnOptions withApiKey(String key) {
        if (key.isBlank()) {
            throw new IllegalArgumentException("an API key isn't blank");
        }
        return with(copy -> copy.apiKey = key);
    }

    /** The models that are served, the one that our client is to ask for first; any other is refused. */
    public FashnOptions withModels(String first, String... others) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(others));
        return with(copy -> copy.models = List.copyOf(all));
    }

    public FashnOptions withCreditsHeader(CreditsHeader header) {
        return with(copy -> copy.creditsHeader = header);
    }

    /** How long a task takes that {@link TaskScript} says nothing else about. */
    public FashnOptions withProcessing(Duration duration) {
        return with(copy -> copy.processing = duration);
    }

    /** How long after its end a task is known and its result can be fetched. */
    public FashnOptions withResultLife(Duration life) {
        return with(copy -> copy.resultLife = life);
    }

    /** How long after its end a task is known whose result is inside its status. */
    public FashnOptions withBase64Life(Duration life) {
        return with(copy -> copy.base64Life = life);
    }

    /** Credits in the account at the start. */
    public FashnOptions withBalance(long credits) {
        return with(copy -> copy.balance = BigDecimal.valueOf(credits));
    }

    /** Credits that one success costs. */
    public FashnOptions withPrice(long credits) {
        return with(copy -> copy.price = BigDecimal.valueOf(credits));
    }

    /** How many calls are answered: submissions in any 60 s, status calls in any 10 s. */
    public FashnOptions withRateLimits(int runsPerMinute, int statusesPerTenSeconds) {
        return with(copy -> {
            copy.runsPerMinute = runsPerMinute;
            copy.statusesPerTenSeconds = statusesPerTenSeconds;
        });
    }

    /** How many tasks may run at once. */
    public FashnOptions withConcurrency(int tasks) {
        return with(copy -> copy.concurrency = tasks);
    }

    /** A call's body may have so many bytes; the vendor names no figure, only that a larger one is answered with 500. */
    public FashnOptions withBodyLimit(long bytes) {
        return with(copy -> copy.bodyLimit = bytes);
    }

    /** Results are shrunk to this, width times height. */
    public FashnOptions withResultPixels(long pixels) {
        if (pixels < 1) {
            throw new IllegalArgumentException("a result has at least one pixel, not " + pixels);
        }
        return with(copy -> copy.resultPixels = pixels);
    }

    public String apiKey() {
        return apiKey;
    }

    List<String> models() {
        return models;
    }

    CreditsHeader creditsHeader() {
        return creditsHeader;
    }

    Duration processing() {
        return processing;
    }

    Duration resultLife() {
        return resultLife;
    }

    Duration base64Life() {
        return base64Life;
    }

    BigDecimal balance() {
        return balance;
    }

    BigDecimal price() {
        return price;
    }

    int runsPerMinute() {
        return runsPerMinute;
    }

    int statusesPerTenSeconds() {
        return statusesPerTenSeconds;
    }

    int concurrency() {
        return concurrency;
    }

    long bodyLimit() {
        return bodyLimit;
    }

    long resultPixels() {
        return resultPixels;
    }

    @Override
    public URI publicAddress() {
        return URI.create("https://api.fashn.ai");
    }

    @Override
    public String provider() {
        return "fashn";
    }

    @Override
    public FashnSimulator start(Shell shell) {
        return new FashnSimulator(shell, this);
    }

    @Override
    public Map<String, String> clientSettings(URI api) {
        return Map.of(
                "BACKDROP_FASHN_BASE_URL", api.toString(),
                "BACKDROP_FASHN_API_KEY", apiKey,
                "BACKDROP_FASHN_MODEL", models.get(0));
    }
}
