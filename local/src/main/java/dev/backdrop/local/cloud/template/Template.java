package dev.backdrop.local.cloud.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An AWS SAM template as one machine can use it: its parameters, conditions and functions resolved, its resources by kind.
 * What isn't known is refused by name; what only means something in the cloud is passed over.
 */
public final class Template {

    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Transform",
            "Description",
            "Metadata",
            "Parameters",
            "Rules",
            "Mappings",
            "Conditions",
            "Globals",
            "Resources",
            "Outputs");
    private static final Set<String> TRANSFORMS = Set.of("AWS::Serverless-2016-10-31");
    private static final int LONGEST_TIMEOUT_SECONDS = 900;

    private final Resources resources;
    private final Path folder;
    private final List<FunctionView> functions;
    private final List<BucketView> buckets;
    private final List<TableView> tables;
    private final List<StateMachineView> stateMachines;
    private final HttpApiReader apis;
    private final List<HttpApiView> httpApis;
    private final EventReader events;

    private final Map<String, String> names;

    private Template(Resources resources, Path folder) {
        this.resources = resources;
        this.folder = folder;
        this.functions = each(this::function, ResourceTypes.FUNCTION);
        this.buckets = each(new BucketReader(resources)::bucket, ResourceTypes.BUCKET);
        this.tables = each(new TableReader(resources)::table, ResourceTypes.TABLE, ResourceTypes.SIMPLE_TABLE);
        this.stateMachines = each(this::stateMachine, ResourceTypes.STATE_MACHINE);
        this.apis = new HttpApiReader(resources, folder);
        this.httpApis = each(apis::api, ResourceTypes.HTTP_API);
        this.events = new EventReader(resources);
        this.names = Collections.unmodifiableMap(names(resources));
    }

    private static Map<String, String> names(Resources resources) {
        Map<String, String> names = new LinkedHashMap<>();
        resources.logicalIds().forEach(logicalId -> names.put(logicalId, resources.name(logicalId)));
        return names;
    }

    /**
     * Reads and resolves a template.
     *
     * @throws TemplateException if the file can't be read, or holds something that isn't known here
     */
    public static Template read(Path file, StackSettings settings) {
        try {
            Path absolute = file.toAbsolutePath();
            return parse(Files.readString(absolute), absolute.getParent(), settings);
        } catch (IOException e) {
            throw new TemplateException("the template can't be read: " + e, e);
        }
    }

    /** @param folder what the template's relative paths start from */
    static Template parse(String text, Path folder, StackSettings settings) {
        Map<String, Object> template = YamlReader.read(text, "template.yaml");
        template.keySet().forEach(section -> {
            if (!SECTIONS.contains(section)) {
                throw new TemplateException("the template has a section " + section + ", which is not known here");
            }
        });
        Object transform = template.getOrDefault("Transform", List.of());
        List<?> transforms = transform instanceof List<?> list ? list : List.of(transform);
        transforms.forEach(one -> {
            if (!TRANSFORMS.contains(String.valueOf(one))) {
                throw new TemplateException("the template asks for " + one + ", which is not known here");
            }
        });
        return new Template(new Resources(template, settings), folder);
    }

    private interface Reader<T> {
        T read(String logicalId);
    }

    private <T> List<T> each(Reader<T> reader, String... types) {
        List<T> views = new ArrayList<>();
        resources.ofType(types).forEach(logicalId -> views.add(reader.read(logicalId)));
        return List.copyOf(views);
    }

    private FunctionView function(String logicalId) {
        Properties properties = resources.properties(logicalId);
        properties.refuse("ImageUri", "InlineCode");
        int seconds = properties.number("Timeout", 3);
        if (seconds < 1 || seconds > LONGEST_TIMEOUT_SECONDS) {
            throw new TemplateException(
                    logicalId + ".Timeout is 1 to " + LONGEST_TIMEOUT_SECONDS + " seconds, not " + seconds);
        }
        return new FunctionView(
                logicalId,
                resources.name(logicalId),
                resources.arn(logicalId),
                properties.required("Handler"),
                properties.map("Environment").texts("Variables"),
                Duration.ofSeconds(seconds),
                properties.number("MemorySize", 128));
    }

    private StateMachineView stateMachine(String logicalId) {
        Properties properties = resources.properties(logicalId);
        if (!(properties.values().get("DefinitionUri") instanceof String file)) {
            throw new TemplateException(logicalId + " needs a DefinitionUri that names a file");
        }
        return new StateMachineView(
                logicalId,
                resources.name(logicalId),
                resources.arn(logicalId),
                folder.resolve(file).normalize(),
                properties.texts("DefinitionSubstitutions"),
                properties.text("Type").orElse("STANDARD"));
    }

    public List<FunctionView> functions() {
        return functions;
    }

    public List<BucketView> buckets() {
        return buckets;
    }

    public List<TableView> tables() {
        return tables;
    }

    public List<StateMachineView> stateMachines() {
        return stateMachines;
    }

    /** The template's own and those of its state machines' and functions' events. */
    public List<RuleView> rules() {
        return List.copyOf(events.rules);
    }

    /** The template's own and those of its state machines' and functions' events. */
    public List<ScheduleView> schedules() {
        return List.copyOf(events.schedules);
    }

    public List<HttpApiView> httpApis() {
        return httpApis;
    }

    /**
     * All that an API serves: the routes of its OpenAPI document and those that functions have as events.
     *
     * @throws TemplateException if the document can't be read, or holds something that isn't known here
     */
    public HttpApiDefinition definition(HttpApiView api) {
        return apis.definition(api, events.routes);
    }

    /** The routes that functions have as events; those of an OpenAPI document aren't among them. */
    public List<HttpRouteView> httpRoutes() {
        return List.copyOf(events.routes);
    }

    public List<QueueView> queues() {
        return each(id -> new QueueView(id, resources.name(id), resources.arn(id)), ResourceTypes.QUEUE);
    }

    /** Names of the event buses beside the default one. */
    public List<String> eventBuses() {
        return each(resources::name, ResourceTypes.EVENT_BUS);
    }

    /** Logical ids of the resources that only mean something in the cloud. */
    public List<String> passedOver() {
        return resources.passedOver();
    }

    /** Whether the template can be given a value of this name. */
    public boolean takesParameter(String name) {
        return resources.hasParameter(name);
    }

    /** The physical name of every resource, by logical id. */
    public Map<String, String> names() {
        return names;
    }
}
