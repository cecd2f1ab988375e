package dev.backdrop.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.batch.BatchStore;
import dev.backdrop.job.JobStore;
import dev.backdrop.lambda.Application;
import dev.backdrop.lambda.ProviderSettings;
import dev.backdrop.local.asl.Execution;
import dev.backdrop.local.asl.LargestPayloads;
import dev.backdrop.local.asl.StateMachines;
import dev.backdrop.local.asl.WorkflowEngine;
import dev.backdrop.local.asl.integration.EventsPutEvents;
import dev.backdrop.local.asl.integration.FunctionResult;
import dev.backdrop.local.asl.integration.Integrations;
import dev.backdrop.local.asl.integration.LambdaInvoke;
import dev.backdrop.local.asl.integration.StartExecution;
import dev.backdrop.local.asl.states.StateMachine;
import dev.backdrop.local.asl.time.Scheduler;
import dev.backdrop.local.cloud.LocalServers;
import dev.backdrop.local.cloud.client.LocalAccount;
import dev.backdrop.local.cloud.client.LocalClients;
import dev.backdrop.local.cloud.events.EventBus;
import dev.backdrop.local.cloud.functions.FunctionHost;
import dev.backdrop.local.cloud.functions.Invocation;
import dev.backdrop.local.cloud.http.Console;
import dev.backdrop.local.cloud.http.HttpApi;
import dev.backdrop.local.cloud.http.HttpApiServer;
import dev.backdrop.local.cloud.schedule.Schedule;
import dev.backdrop.local.cloud.schedule.Schedules;
import dev.backdrop.local.cloud.states.StepFunctionsServer;
import dev.backdrop.local.cloud.template.RuleView;
import dev.backdrop.local.cloud.template.ScheduleView;
import dev.backdrop.local.cloud.template.StackSettings;
import dev.backdrop.local.cloud.template.StateMachineView;
import dev.backdrop.local.cloud.template.Template;
import dev.backdrop.log.Log;
import dev.backdrop.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * The whole application on one machine, wired as {@code template.yaml} says: its buckets, tables, functions, rules and state
 * machines. Time is the scheduler's: real for people, virtual for tests.
 */
public final class LocalCloud implements AutoCloseable {

    /**
     * How to start one.
     *
     * @param home the repository's folder, where {@code template.yaml} is
     * @param place where S3 and DynamoDB keep things and listen
     * @param environment what functions find in their environment on top of what the template says
     * @param log takes the functions' lines
     * @param pause how long the event bus and schedules wait before they repeat a delivery
     * @param parameters values for the template's parameters, over its defaults
     * @param httpPort where the HTTP API and the console listen, 0 for any free port; they don't if empty
     */
    public record Options(
            Path home,
            LocalServers.Place place,
            Map<String, String> environment,
            PrintStream log,
            IntFunction<Duration> pause,
            Map<String, String> parameters,
            OptionalInt httpPort) {

        public Options {
            environment = Map.copyOf(environment);
            parameters = Map.copyOf(parameters);
        }

        /** Without an HTTP API. */
        public Options(
                Path home,
                LocalServers.Place place,
                Map<String, String> environment,
                PrintStream log,
                IntFunction<Duration> pause) {
            this(home, place, environment, log, pause, Map.of(), OptionalInt.empty());
        }

        /** The same with the HTTP API and the console. */
        public Options withHttp(int port) {
            return new Options(home, place, environment, log, pause, parameters, OptionalInt.of(port));
        }

        /** The same with these values for the template's parameters. */
        public Options withParameters(Map<String, String> values) {
            return new Options(home, place, environment, log, pause, values, httpPort);
        }
    }

    private static final String STACK = "backdrop";

    private static final String CONSOLE_ORIGIN = "ConsoleOrigin";

    private final Template template;
    private final EventBus bus;
    private final WorkflowEngine engine;
    private final LocalServers servers;
    private final StepFunctionsServer workflows;
    private final FunctionHost functions;
    private final Function<Map<String, String>, Application> applications;
    private final Scheduler scheduler;
    private final Schedules schedules;
    private final Optional<HttpApiServer> http;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final StateMachines machines;
    private final CloudEvents events;

    private LocalCloud(Options options, Scheduler scheduler, Optional<HttpApiServer> http) {
        this.scheduler = scheduler;
        this.http = http;
        this.template = template(options, http);
        this.bus = new EventBus(scheduler::runBlocking, scheduler.clock(), options.pause());
        this.engine = new WorkflowEngine(scheduler, new Random());
        this.machines = new StateMachines(engine);
        this.events = new CloudEvents(bus, engine, machines, this::functions, scheduler.clock());
        this.schedules = new Schedules(scheduler, options.pause());
        // Before anything runs: what the template says wrong is said first.
        Map<ScheduleView, Schedule> due = new LinkedHashMap<>();
        template.schedules()
                .forEach(view -> due.put(view, Schedule.of(view, events.target(view.target()), LocalAccount.DEFAULT)));
        Optional<HttpApi> api = http.flatMap(
                door -> HttpApi.of(template, LocalAccount.DEFAULT, this::invokeForApi, options.log()::println));
        List<String> origins = http.map(HttpApiServer::origins).orElse(List.of());
        this.servers = LocalServers.start(
                template, options.place(), LocalAccount.DEFAULT, scheduler.clock(), bus::put, origins);
        List<String> arns =
                template.stateMachines().stream().map(StateMachineView::arn).toList();
        this.workflows = StepFunctionsServer.start(0, new EngineExecutions(engine, machines, arns));
        Log log = new Log(options.log(), scheduler.clock());
        LocalClients clients = servers.clients();
        Application.Clients own = new Application.Clients(
                clients.s3(),
                clients.presigner(),
                clients.dynamoDb(),
                () -> LocalClients.workflows(workflows.endpoint(), LocalAccount.DEFAULT));
        this.applications = environment ->
                new Application(Settings.of(ProviderSettings.over(environment)), own, scheduler.clock(), log);
        this.functions = new FunctionHost(
                template.functions(),
                (handler, environment) -> Handlers.create(handler, applications.apply(environment)),
                options.environment(),
                options.log()::println);
        Integrations integrations = new Integrations(Map.of(
                        LambdaInvoke.RESOURCE,
                        new LambdaInvoke(this::invoke),
                        EventsPutEvents.RESOURCE,
                        new EventsPutEvents(events::put),
                        StartExecution.RESOURCE,
                        StartExecution.andGoOn(machines),
                        StartExecution.SYNC_RESOURCE,
                        StartExecution.andWait(machines)))
                .with(new S3Objects(clients.s3()));
        template.stateMachines().forEach(machine -> machines.add(load(machine, integrations)));
        template.rules().stream().filter(RuleView::enabled).forEach(rule -> bus.add(events.rule(rule)));
        engine.onStatusChange(change -> events.putStatus(change.eventDetail()));
        http.ifPresent(door -> door.serve(api, new Console(servers.s3().endpoint())));
        due.forEach((view, schedule) -> {
            if (view.enabled()) {
                schedules.add(schedule);
            }
        });
    }

    /** @throws IllegalStateException if a port is taken, or the state's folder can't be used */
    public static LocalCloud start(Options options, Scheduler scheduler) {
        Optional<HttpApiServer> http = options.httpPort().isPresent()
                ? Optional.of(HttpApiServer.bind(options.httpPort().getAsInt(), scheduler.clock()))
                : Optional.empty();
        try {
            return new LocalCloud(options, scheduler, http);
        } catch (RuntimeException e) {
            http.ifPresent(HttpApiServer::close);
            throw e;
        }
    }

    /** With the address of its API, which only this machine knows. */
    private static Template template(Options options, Optional<HttpApiServer> http) {
        Path file = options.home().resolve("template.yaml");
        StackSettings stack = StackSettings.named(STACK);
        StackSettings settings =
                new StackSettings(stack.name(), stack.account(), options.parameters(), stack.attributes());
        Template template = Template.read(file, settings);
        if (http.isEmpty()) {
            return template;
        }
        Map<String, String> addresses = template.httpApis().stream()
                .collect(Collectors.toMap(
                        api -> api.logicalId() + ".ApiEndpoint",
                        api -> http.get().address().toString()));
        // A stack is closed to pages until it is told of one; here it is the console's own.
        Map<String, String> parameters = new LinkedHashMap<>(settings.parameters());
        if (template.takesParameter(CONSOLE_ORIGIN)) {
            parameters.put(CONSOLE_ORIGIN, origin(http.get().address()));
        }
        return Template.read(file, new StackSettings(settings.name(), settings.account(), parameters, addresses));
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getAuthority();
    }

    private Invocation invokeForApi(String logicalId, byte[] event) {
        try {
            return functions.invoke(name(logicalId), event);
        } finally {
            listeners.forEach(Runnable::run);
        }
    }

    private FunctionResult invoke(String function, byte[] payload) {
        try {
            return new Handlers(functions).invoke(function, payload);
        } finally {
            listeners.forEach(Runnable::run);
        }
    }

    /** Calls back after each function that a workflow or the API has called: a record may have changed. */
    public void onInvocation(Runnable listener) {
        listeners.add(listener);
    }

    private static StateMachine load(StateMachineView view, Integrations integrations) {
        try {
            return StateMachine.load(view.arn(), view.definitionFile(), view.substitutions(), integrations);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Says of every job and every batch that an earlier process left open that its execution is gone. */
    public void closeLeftovers(JobStore jobs) {
        BatchStore batches = application(name("CloseBatchFunction")).batches().store();
        Leftovers leftovers = new Leftovers(clients().dynamoDb(), name("JobsTable"), jobs, batches);
        leftovers.abortions().forEach(events::putStatus);
    }

    /**
     * Starts an execution of one of the template's state machines.
     *
     * @param machine logical id
     * @param name unique among the machine's executions
     * @throws dev.backdrop.local.asl.ExecutionAlreadyExistsException if the name has been used
     * @throws dev.backdrop.local.asl.InvalidExecutionException if name or input are not allowed
     */
    public Execution start(String machine, String name, JsonNode input) {
        String arn = template.stateMachines().stream()
                .filter(view -> view.logicalId().equals(machine))
                .map(StateMachineView::arn)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the template has no state machine " + machine));
        return engine.start(events.machine(arn), name, input);
    }

    public Template template() {
        return template;
    }

    public LocalServers servers() {
        return servers;
    }

    public LocalClients clients() {
        return servers.clients();
    }

    /** The Step Functions API, for who starts and stops executions from outside. */
    public StepFunctionsServer workflows() {
        return workflows;
    }

    /**
     * The application as one of the functions has it, for who asks about what functions do.
     *
     * @param function its physical name
     */
    public Application application(String function) {
        return applications.apply(functions.environmentOf(function));
    }

    public FunctionHost functions() {
        return functions;
    }

    public EventBus bus() {
        return bus;
    }

    /** What comes due when, and what has. */
    public Schedules schedules() {
        return schedules;
    }

    /** The HTTP API and the console, if they were asked for. */
    public Optional<HttpApiServer> http() {
        return http;
    }

    /** The executions that run and the newest that ended. */
    public List<Execution> executions() {
        return engine.executions();
    }

    /** How large the documents were that travelled through the state machines. */
    public LargestPayloads largestPayloads() {
        return engine.largestPayloads();
    }

    /** The physical name of a resource of the template. */
    public String name(String logicalId) {
        return template.names().get(logicalId);
    }

    @Override
    public void close() {
        schedules.close();
        http.ifPresent(HttpApiServer::close);
        workflows.close();
        functions.close();
        servers.close();
    }
}
