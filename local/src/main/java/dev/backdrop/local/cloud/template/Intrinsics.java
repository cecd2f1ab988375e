package dev.backdrop.local.cloud.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CloudFormation's functions; see the "Intrinsic function reference" of the CloudFormation guide. */
final class Intrinsics {

    /** What names stand for. */
    interface Scope {

        /** A pseudo parameter, a parameter or a resource; {@link #NO_VALUE} for {@code AWS::NoValue}. */
        Object ref(String name, String where);

        String attribute(String logicalId, String attribute, String where);

        boolean condition(String name, String where);

        Object mapping(String map, String first, String second, String where);
    }

    /** The property is as if it weren't there. */
    static final Object NO_VALUE = new Object();

    private static final Set<String> KNOWN = Set.of(
            "Ref",
            "Fn::Sub",
            "Fn::GetAtt",
            "Fn::If",
            "Fn::Equals",
            "Fn::Not",
            "Fn::And",
            "Fn::Or",
            "Fn::Join",
            "Fn::Select",
            "Fn::Split",
            "Fn::FindInMap",
            "Fn::ImportValue",
            "Fn::Transform");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    private final Scope scope;

    Intrinsics(Scope scope) {
        this.scope = scope;
    }

    /**
     * Looks for functions that aren't known, without evaluating anything.
     *
     * @throws TemplateException naming the function and where it is
     */
    static void check(Object node, String where) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                String name = String.valueOf(key);
                if (name.startsWith("Fn::") && !KNOWN.contains(name)) {
                    throw new TemplateException(where + " uses " + name + ", which is not known here");
                }
                check(value, where + "." + name);
            });
        } else if (node instanceof List<?> list) {
            list.forEach(item -> check(item, where));
        }
    }

    /** A copy with every function replaced by its value. */
    Object evaluate(Object node, String where) {
        if (node instanceof Map<?, ?> map) {
            Map<String, Object> typed = YamlReader.withTextKeys(map);
            String function = typed.size() == 1 ? typed.keySet().iterator().next() : "";
            return KNOWN.contains(function) ? call(function, typed.get(function), where) : evaluateMap(typed, where);
        }
        if (node instanceof List<?> list) {
            List<Object> values = new ArrayList<>();
            list.forEach(item -> values.add(evaluate(item, where)));
            values.removeIf(value -> value == NO_VALUE);
            return values;
        }
        if (node instanceof String text && text.contains("{{resolve:")) {
            throw new TemplateException(where + " is '" + text + "', and there is nothing here to look that up in");
        }
        return node;
    }

    /** A copy of a map that isn't a function itself. */
    Map<String, Object> evaluateMap(Map<String, Object> map, String where) {
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            Object evaluated = evaluate(value, where + "." + key);
            if (evaluated != NO_VALUE) {
                values.put(key, evaluated);
            }
        });
        return values;
    }

    private Object call(String function, Object argument, String where) {
        return switch (function) {
            case "Ref" -> scope.ref(text(argument, where), where);
            case "Fn::Sub" -> sub(argument, where);
            case "Fn::GetAtt" -> attribute(argument, where);
            case "Fn::If" -> choose(arguments(function, argument, where, 3), where);
            case "Fn::Equals", "Fn::Not", "Fn::And", "Fn::Or" -> test(Map.of(function, argument), where);
            case "Fn::Join" -> join(arguments(function, argument, where, 2), where);
            case "Fn::Select" -> select(arguments(function, argument, where, 2), where);
            case "Fn::Split" -> split(arguments(function, argument, where, 2), where);
            case "Fn::FindInMap" -> find(arguments(function, argument, where, 3), where);
            case "Fn::ImportValue" ->
                throw new TemplateException(where + " imports " + evaluate(argument, where)
                        + " from another stack, and there is none here");
            // AWS::Include and nothing else; whoever reads the property knows what to do with the file.
            default -> Map.of(function, include(argument, where));
        };
    }

    private Object include(Object argument, String where) {
        if (argument instanceof Map<?, ?> map && "AWS::Include".equals(map.get("Name"))) {
            return evaluate(argument, where);
        }
        throw new TemplateException(where + " uses Fn::Transform for something other than AWS::Include");
    }

    /** What a condition says; functions of conditions and nothing else. */
    boolean test(Object node, String where) {
        if (node instanceof Map<?, ?> map && map.size() == 1) {
            String function = String.valueOf(map.keySet().iterator().next());
            Object argument = map.values().iterator().next();
            switch (function) {
                case "Condition":
                    return scope.condition(text(argument, where), where);
                case "Fn::Equals":
                    List<?> sides = arguments(function, argument, where, 2);
                    return text(evaluate(sides.get(0), where), where)
                            .equals(text(evaluate(sides.get(1), where), where));
                case "Fn::Not":
                    return !test(arguments(function, argument, where, 1).get(0), where);
                case "Fn::And":
                    return arguments(function, argument, where, -1).stream().allMatch(item -> test(item, where));
                case "Fn::Or":
                    return arguments(function, argument, where, -1).stream().anyMatch(item -> test(item, where));
                default:
                    break;
            }
        }
        throw new TemplateException(where + " is not a condition: " + node);
    }

    private Object choose(List<?> arguments, String where) {
        boolean first = scope.condition(text(arguments.get(0), where), where);
        return evaluate(arguments.get(first ? 1 : 2), where);
    }

    private String attribute(Object argument, String where) {
        if (argument instanceof String text && text.indexOf('.') > 0) {
            int dot = text.indexOf('.');
            return scope.attribute(text.substring(0, dot), text.substring(dot + 1), where);
        }
        List<?> parts = arguments("Fn::GetAtt", argument, where, 2);
        return scope.attribute(text(parts.get(0), where), text(evaluate(parts.get(1), where), where), where);
    }

    private String sub(Object argument, String where) {
        if (argument instanceof String pattern) {
            return substitute(pattern, Map.of(), where);
        }
        List<?> arguments = arguments("Fn::Sub", argument, where, 2);
        if (!(evaluate(arguments.get(1), where) instanceof Map<?, ?> variables)) {
            throw new TemplateException(where + ": the second argument of Fn::Sub is a map");
        }
        return substitute(text(arguments.get(0), where), variables, where);
    }

    private String substitute(String pattern, Map<?, ?> variables, String where) {
        Matcher matcher = VARIABLE.matcher(pattern);
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1).strip();
            String value;
            if (name.startsWith("!")) {
                value = "${" + name.substring(1) + "}";
            } else if (variables.containsKey(name)) {
                value = text(variables.get(name), where);
            } else if (name.indexOf('.') > 0) {
                value = attribute(name, where);
            } else {
                value = text(scope.ref(name, where), where);
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(text).toString();
    }

    private String join(List<?> arguments, String where) {
        List<String> parts = new ArrayList<>();
        list(evaluate(arguments.get(1), where), where).forEach(part -> parts.add(text(part, where)));
        return String.join(text(arguments.get(0), where), parts);
    }

    private Object select(List<?> arguments, String where) {
        String index = text(evaluate(arguments.get(0), where), where);
        List<?> items = list(evaluate(arguments.get(1), where), where);
        if (!index.matches("\\d{1,6}") || Integer.parseInt(index) >= items.size()) {
            throw new TemplateException(where + ": Fn::Select has no item " + index + " in " + items);
        }
        return items.get(Integer.parseInt(index));
    }

    private List<String> split(List<?> arguments, String where) {
        String text = text(evaluate(arguments.get(1), where), where);
        return Arrays.asList(text.split(Pattern.quote(text(arguments.get(0), where)), -1));
    }

    private Object find(List<?> arguments, String where) {
        return scope.mapping(
                text(evaluate(arguments.get(0), where), where),
                text(evaluate(arguments.get(1), where), where),
                text(evaluate(arguments.get(2), where), where),
                where);
    }

    private static List<?> arguments(String function, Object argument, String where, int count) {
        if (argument instanceof List<?> list && (count < 0 || list.size() == count)) {
            return list;
        }
        throw new TemplateException(
                where + ": " + function + " takes a list" + (count < 0 ? "" : " of " + count) + ", not " + argument);
    }

    private static List<?> list(Object value, String where) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new TemplateException(where + ": a list is needed, not " + value);
    }

    static String text(Object value, String where) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new TemplateException(
                where + ": text is needed, not " + (value == NO_VALUE ? "AWS::NoValue" : String.valueOf(value)));
    }
}
