package dev.backdrop.provider.picwish;

import dev.backdrop.http.AddressGuard;
import dev.backdrop.http.GuardedFetch;
import dev.backdrop.http.HttpLimits;
import dev.backdrop.photo.PhotoLimits;
import dev.backdrop.provider.Capabilities;
import dev.backdrop.provider.Pace;
import dev.backdrop.provider.Preparation;
import dev.backdrop.provider.Provider;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.TaskOrder;
import dev.backdrop.provider.TaskRef;
import dev.backdrop.provider.TaskState;
import dev.backdrop.provider.VendorFailures;
import dev.backdrop.request.Background;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Request;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * PicWish: its background removal API (https://picwish.com/new-background-removal-api-doc), which cuts out and puts a colour or
 * a picture behind, and for prompts its background generator as a second task
 * (https://picwish.com/new-background-generator-api-doc). Neither knows a seed or a placement.
 */
public final class PicWishProvider implements Provider {

    public static final String NAME = "picwish";

    /** What its pages promise. A colour works with JPEG only; generated backgrounds were seen as JPEG. */
    public static final Capabilities CAPABILITIES = new Capabilities(
            Map.of(
                    Background.Transparent.class, Set.of(OutputFormat.PNG),
                    Background.Color.class, Set.of(OutputFormat.JPEG),
                    Background.Image.class, EnumSet.allOf(OutputFormat.class),
                    Background.Prompt.class, Set.of(OutputFormat.JPEG)),
            EnumSet.allOf(Capabilities.Input.class),
            false,
            false,
            OptionalLong.empty(),
            false);

    /** The generator's own limit. */
    private static final int LONGEST_PROMPT = 1024;

    private final PicWishSettings settings;
    private final VendorFailures failures;
    private final TaskQuestion question;
    private final CutOut cutOut;
    private final GeneratedBackground generated;

    public PicWishProvider(PicWishSettings settings) {
        this(settings, new PicWishApi(settings), Clock.systemUTC());
    }

    PicWishProvider(PicWishSettings settings, PicWishApi api, Clock clock) {
        GuardedFetch fetch = new GuardedFetch(
                AddressGuard.alongside(settings.base()), HttpLimits.PICTURE.withOverall(PicWishApi.FETCH_TIME));
        this.settings = settings;
        this.failures = new VendorFailures(NAME, "PicWish", Set.of(settings.apiKey()));
        TaskReading reading = new TaskReading(failures);
        TaskCreation creation = new TaskCreation(api, failures, reading, clock);
        this.question = new TaskQuestion(settings, api, failures, reading, clock);
        this.cutOut = new CutOut(settings, api, creation, failures);
        this.generated = new GeneratedBackground(settings, api, question, creation, fetch, failures);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public PhotoLimits limits() {
        return settings.limits();
    }

    @Override
    public Pace pace() {
        return settings.pace();
    }

    /** A prompt takes two: the cut-out, and the background that is generated for it. */
    @Override
    public int steps(Request request) {
        return request.background() instanceof Background.Prompt ? 2 : 1;
    }

    @Override
    public BigDecimal price(Request request) {
        BigDecimal price = settings.pace().price();
        return steps(request) == 2 ? price.add(settings.promptPrice()) : price;
    }

    @Override
    public Preparation prepare(TaskOrder order) {
        if (!(order.request().background() instanceof Background.Prompt prompt)) {
            return cutOut.finished(order);
        }
        // Known before the first step is paid for.
        if (prompt.text().length() > LONGEST_PROMPT) {
            return new Refused(failures.unsupported(
                    "takes prompts of up to " + LONGEST_PROMPT + " characters. Shorten this one, which has "
                            + prompt.text().length() + "."));
        }
        return order.finished()
                .map(first -> generated.secondStep(first, prompt.text()))
                .orElseGet(() -> cutOut.firstStep(order));
    }

    @Override
    public TaskState poll(TaskRef task) {
        return question.ask(task);
    }
}
