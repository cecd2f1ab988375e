package dev.backdrop.local.cloud.template;

import dev.backdrop.local.cloud.client.LocalAccount;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The resources of a template whose conditions hold, and what their names and functions come to. */
final class Resources implements Intrinsics.Scope {

    /** What SAM adds beside a function or a state machine, which the template may refer to. */
    private static final Set<String> GENERATED_SUFFIXES = Set.of("Alias", "Version");

    private final StackSettings settings;
    private final Names names;
    private final Parameters parameters;
    private final Map<String, Object> conditions;
    private final Map<String, Object> mappings;
    private final Map<String, Map<String, Object>> declared = new LinkedHashMap<>();
    /** What this thread is evaluating: a template is read by many at once. */
    private final ThreadLocal<Set<String>> underWay = ThreadLocal.withInitial(HashSet::new);

    private final Intrinsics intrinsics = new Intrinsics(this);
    private final Globals globals;

    Resources(Map<String, Object> template, StackSettings settings) {
        this.settings = settings;
        this.names = new Names(settings.name(), settings.account());
        this.parameters = new Parameters(section(template, "Parameters"), settings.parameters());
        this.conditions = section(template, "Conditions");
        this.mappings = section(template, "Mappings");
        this.globals = new Globals(section(template, "Globals"));
        section(template, "Resources").forEach((logicalId, resource) -> {
            if (!(resource instanceof Map<?, ?> map)) {
                throw new TemplateException("resource " + logicalId + " is not a map");
            }
            declare(logicalId, YamlReader.withTextKeys(map));
        });
    }

    boolean hasParameter(String name) {
        return parameters.value(name).isPresent();
    }

    private static Map<String, Object> section(Map<String, Object> template, String name) {
        return new Properties(template, "the template").map(name).values();
    }

    private void declare(String logicalId, Map<String, Object> resource) {
        ResourceTypes.check(logicalId, String.valueOf(resource.get("Type")));
        Intrinsics.check(resource, logicalId);
        Object condition = resource.get("Condition");
        if (condition == null || condition(String.valueOf(condition), logicalId)) {
            declared.put(logicalId, resource);
        }
    }

    /** The logical ids of all resources of a type, in the template's order. */
    List<String> ofType(String... types) {
        List<String> wanted = List.of(types);
        return declared.keySet().stream()
                .filter(logicalId -> wanted.contains(type(logicalId)))
                .toList();
    }

    /** The logical ids of the resources that nothing is done about. */
    List<String> passedOver() {
        return declared.keySet().stream()
                .filter(logicalId -> ResourceTypes.isPassedOver(type(logicalId)))
                .toList();
    }

    String type(String logicalId) {
        return String.valueOf(declared.get(logicalId).get("Type"));
    }

    /** What is read of a resource, with the globals for its type, evaluated. */
    Properties properties(String logicalId) {
        Map<String, Object> own = properties(declared.get(logicalId), logicalId);
        Map<String, Object> read = new LinkedHashMap<>(globals.merged(type(logicalId), own));
        read.keySet().retainAll(ResourceTypes.propertiesRead(type(logicalId)));
        return new Properties(intrinsics.evaluateMap(read, logicalId), logicalId);
    }

    /** Something beside the resources that may refer to them, such as an included file. */
    Map<String, Object> evaluated(Map<String, Object> document, String where) {
        return intrinsics.evaluateMap(document, where);
    }

    private static Map<String, Object> properties(Map<String, Object> resource, String logicalId) {
        return new Properties(resource, logicalId).map("Properties").values();
    }

    String name(String logicalId) {
        if (!underWay.get().add(logicalId)) {
            throw new TemplateException(logicalId + " is named after itself");
        }
        try {
            Map<String, Object> own = properties(declared.get(logicalId), logicalId);
            Object explicit = Names.nameProperty(type(logicalId)).map(own::get).orElse(null);
            Object name = explicit == null ? Intrinsics.NO_VALUE : intrinsics.evaluate(explicit, logicalId);
            return name == Intrinsics.NO_VALUE
                    ? names.made(type(logicalId), logicalId)
                    : Intrinsics.text(name, logicalId);
        } finally {
            underWay.get().remove(logicalId);
        }
    }

    String arn(String logicalId) {
        return names.arn(type(logicalId), name(logicalId));
    }

    /** The resource that an ARN stands for. */
    Optional<String> withArn(String arn) {
        return declared.keySet().stream()
                .filter(logicalId -> {
                    String own = arn(logicalId);
                    return own != null && (arn.equals(own) || arn.equals(own + ":live"));
                })
                .findFirst();
    }

    @Override
    public Object ref(String name, String where) {
        Optional<Object> known = Optional.<Object>ofNullable(
                        settings.attributes().get(name))
                .or(() -> pseudo(name))
                .or(() -> parameters.value(name));
        return known.orElseGet(() -> resource(name, where));
    }

    private Optional<Object> pseudo(String name) {
        LocalAccount account = settings.account();
        return Optional.ofNullable(
                switch (name) {
                    case "AWS::Region" -> account.region();
                    case "AWS::AccountId" -> account.accountId();
                    case "AWS::Partition" -> "aws";
                    case "AWS::URLSuffix" -> "amazonaws.com";
                    case "AWS::StackName" -> settings.name();
                    case "AWS::StackId" ->
                        "arn:aws:cloudformation:" + account.region() + ":" + account.accountId() + ":stack/"
                                + settings.name() + "/local";
                    case "AWS::NoValue" -> Intrinsics.NO_VALUE;
                    default -> null;
                });
    }

    private String resource(String name, String where) {
        int dot = name.lastIndexOf('.');
        if (dot > 0 && GENERATED_SUFFIXES.contains(name.substring(dot + 1))) {
            return arn(known(name.substring(0, dot), where)) + ":live";
        }
        String logicalId = known(name, where);
        return names.reference(type(logicalId), name(logicalId));
    }

    @Override
    public String attribute(String logicalId, String attribute, String where) {
        String given = settings.attributes().get(logicalId + "." + attribute);
        if (given != null) {
            return given;
        }
        // SAM makes a role for each function and state machine that has none.
        if (!declared.containsKey(logicalId) && logicalId.endsWith("Role") && attribute.equals("Arn")) {
            String owner = known(logicalId.substring(0, logicalId.length() - "Role".length()), where);
            return names.arn("AWS::IAM::Role", name(owner) + "Role");
        }
        String type = type(known(logicalId, where));
        return names.attribute(type, name(logicalId), attribute)
                .orElseThrow(() -> new TemplateException(where + " asks for " + logicalId + "." + attribute
                        + ", and nothing is known here of that attribute of " + type));
    }

    private String known(String logicalId, String where) {
        if (!declared.containsKey(logicalId)) {
            throw new TemplateException(where + " refers to " + logicalId
                    + ", which is no parameter and no resource of this template, or one whose condition doesn't hold");
        }
        return logicalId;
    }

    @Override
    public boolean condition(String name, String where) {
        if (!conditions.containsKey(name)) {
            throw new TemplateException(where + " depends on condition " + name + ", which the template doesn't have");
        }
        if (!underWay.get().add("condition " + name)) {
            throw new TemplateException("condition " + name + " depends on itself");
        }
        try {
            return intrinsics.test(conditions.get(name), "condition " + name);
        } finally {
            underWay.get().remove("condition " + name);
        }
    }

    @Override
    public Object mapping(String map, String first, String second, String where) {
        Object found = mappings.get(map) instanceof Map<?, ?> level && level.get(first) instanceof Map<?, ?> inner
                ? inner.get(second)
                : null;
        if (found == null) {
            throw new TemplateException(where + ": no mapping " + map + "." + first + "." + second);
        }
        return found;
    }

    List<String> logicalIds() {
        return List.copyOf(declared.keySet());
    }

    /** What something that SAM makes beside the template's resources is called. */
    String nameOfGenerated(String type, String logicalId) {
        return names.made(type, logicalId);
    }

    String arnOfNamed(String type, String name) {
        return names.arn(type, name);
    }

    String arnOfGenerated(String type, String logicalId) {
        return names.arn(type, nameOfGenerated(type, logicalId));
    }
}
