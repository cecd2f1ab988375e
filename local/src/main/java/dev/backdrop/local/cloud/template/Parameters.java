package dev.backdrop.local.cloud.template;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The template's parameters with their values, checked as CloudFormation checks them before it does anything. */
final class Parameters {

    private final Map<String, Object> values = new LinkedHashMap<>();

    Parameters(Map<String, Object> declared, Map<String, String> given) {
        TreeSet<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(declared.keySet());
        if (!unknown.isEmpty()) {
            throw new TemplateException("the template has no parameter " + unknown + "; it has " + declared.keySet());
        }
        declared.forEach((name, declaration) -> {
            if (!(declaration instanceof Map<?, ?> map)) {
                throw new TemplateException("parameter " + name + " is not a map");
            }
            values.put(name, value(name, YamlReader.withTextKeys(map), given.get(name)));
        });
    }

    /** Text, or a list of texts for a parameter that is a list. */
    Optional<Object> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private static Object value(String name, Map<String, Object> declaration, String given) {
        String type = String.valueOf(declaration.get("Type"));
        Object otherwise = declaration.get("Default");
        if (given == null && otherwise == null) {
            throw new TemplateException("parameter " + name + " has no default, and no value was given");
        }
        if (given == null && type.startsWith("AWS::SSM::")) {
            throw new TemplateException(
                    "parameter " + name + " is read from the Parameter Store, which isn't here:" + " give it a value");
        }
        String text = given == null ? Intrinsics.text(otherwise, "parameter " + name) : given;
        boolean list = type.equals("CommaDelimitedList") || type.startsWith("List<");
        List<String> items =
                list ? Arrays.stream(text.split(",", -1)).map(String::strip).toList() : List.of(text);
        items.forEach(item -> check(name, declaration, type, item));
        return list ? items : text;
    }

    private static void check(String name, Map<String, Object> declaration, String type, String value) {
        if (declaration.get("AllowedValues") instanceof List<?> allowed
                && allowed.stream().noneMatch(one -> String.valueOf(one).equals(value))) {
            throw refused(name, declaration, value, "must be one of " + allowed);
        }
        if (declaration.get("AllowedPattern") instanceof String pattern && !value.matches(pattern)) {
            throw refused(name, declaration, value, "must match " + pattern);
        }
        if (type.equals("Number") || type.equals("List<Number>")) {
            double number = number(name, declaration, value);
            limit(name, declaration, value, number, "MinValue", "MaxValue");
        } else {
            limit(name, declaration, value, value.length(), "MinLength", "MaxLength");
        }
    }

    private static double number(String name, Map<String, Object> declaration, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw refused(name, declaration, value, "must be a number");
        }
    }

    private static void limit(
            String name, Map<String, Object> declaration, String value, double size, String least, String most) {
        Object low = declaration.get(least);
        Object high = declaration.get(most);
        if (low != null && size < Double.parseDouble(String.valueOf(low))) {
            throw refused(name, declaration, value, "has a " + least + " of " + low);
        }
        if (high != null && size > Double.parseDouble(String.valueOf(high))) {
            throw refused(name, declaration, value, "has a " + most + " of " + high);
        }
    }

    private static TemplateException refused(
            String name, Map<String, Object> declaration, String value, String reason) {
        Object explanation = declaration.get("ConstraintDescription");
        boolean hidden = Boolean.parseBoolean(String.valueOf(declaration.get("NoEcho")));
        return new TemplateException("parameter " + name + " " + reason + (hidden ? "" : ", not '" + value + "'")
                + (explanation == null ? "" : ": " + explanation));
    }
}
