package dev.backdrop.local.simulator;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Vendors on one machine: speaks their protocols, and refuses what they would refuse. Three hosts, each on a port of its
 * own, so that it shows who is sent a key: the API; the host that photos are put to; the host that results come from.
 */
public final class Simulator implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Simulator.class.getName());

    private final Listener api;
    private final Listener upload;
    private final Listener result;
    private final ExecutorService requests = Executors.newCachedThreadPool(daemons("simulator-request"));
    private final ExecutorService workers = Executors.newFixedThreadPool(
            Math.max(2, Runtime.getRuntime().availableProcessors()), daemons("simulator-worker"));
    private final KeyGuard guard = new KeyGuard(this::keys);
    private final Journal journal = new Journal(guard);
    private final List<Vendor> vendors;

    private Simulator(SimulatorOptions options) {
        AtomicLong numbers = new AtomicLong();
        api = new Listener(HostRole.API, options.apiPort(), options.clock(), numbers);
        upload = new Listener(HostRole.UPLOAD, 0, options.clock(), numbers);
        result = new Listener(HostRole.RESULT, 0, options.clock(), numbers);
        SeededIds ids = new SeededIds(options.seed());
        SignedLinks links = new SignedLinks(options.clock(), ids);
        Shell shell = new Shell(
                options.clock(),
                options.seed(),
                ids,
                links,
                new ResultHost(result.base(), links, workers),
                upload.base(),
                options.painter(),
                workers);
        vendors = options.vendors().stream().map(vendor -> vendor.start(shell)).toList();
    }

    /**
     * Starts all three hosts on 127.0.0.1.
     *
     * @throws java.io.UncheckedIOException if a port is taken
     */
    public static Simulator start(SimulatorOptions options) {
        Simulator simulator = new Simulator(options);
        List.of(simulator.api, simulator.upload, simulator.result)
                .forEach(host -> host.start(simulator.requests, simulator::answer));
        return simulator;
    }

    /** The API host, without a slash at the end. */
    public URI apiBase() {
        return api.base();
    }

    /** The host that photos are put to. */
    public URI uploadBase() {
        return upload.base();
    }

    /** The host that results come from. */
    public URI resultBase() {
        return result.base();
    }

    public Journal journal() {
        return journal;
    }

    /**
     * One of the vendors, to be told what to do and asked what it saw.
     *
     * @throws IllegalArgumentException if it isn't simulated here
     */
    public <V extends Vendor> V vendor(Class<V> kind) {
        return vendors.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not simulated here: " + kind.getSimpleName()));
    }

    private Set<String> keys() {
        return vendors.stream().flatMap(vendor -> vendor.keys().stream()).collect(Collectors.toSet());
    }

    private Answer answer(Received request) {
        boolean carriesKey = guard.carriesKey(request);
        Answer answer;
        try {
            answer = request.host() != HostRole.API && carriesKey
                    ? ObjectErrors.error(
                            400, "InvalidArgument", "Only one auth mechanism allowed; keep the key for the API host")
                    : vendorAnswer(request);
        } catch (RuntimeException defect) {
            LOG.log(Level.ERROR, "the simulator failed on " + request.method() + ' ' + request.rawPath(), defect);
            answer = Answer.text(500, "text/plain", "The simulator itself failed: " + defect);
        }
        journal.add(request, answer, carriesKey);
        return answer;
    }

    private Answer vendorAnswer(Received request) {
        return vendors.stream()
                .filter(vendor -> vendor.serves(request))
                .findFirst()
                .map(vendor -> vendor.answer(request))
                .orElseGet(() -> request.host() == HostRole.API
                        ? Answer.text(404, "text/plain", "No simulated vendor has this address.")
                        : ObjectErrors.accessDenied("Access Denied"));
    }

    @Override
    public void close() {
        List.of(api, upload, result).forEach(Listener::close);
        requests.shutdownNow();
        workers.shutdownNow();
    }

    private static ThreadFactory daemons(String name) {
        AtomicLong numbers = new AtomicLong();
        return task -> {
            Thread thread = new Thread(task, name + '-' + numbers.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
