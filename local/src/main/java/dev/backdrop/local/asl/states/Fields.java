package dev.backdrop.local.asl.states;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.asl.evaluator.InvalidExpressionException;
import dev.backdrop.local.asl.evaluator.Template;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The fields of one object of a definition. Each is taken by name; what nobody took is refused. */
final class Fields {

    private static final Set<String> JSON_PATH_FIELDS = Set.of(
            "InputPath",
            "OutputPath",
            "ResultPath",
            "Parameters",
            "ResultSelector",
            "Result",
            "ItemsPath",
            "SecondsPath",
            "TimestampPath",
            "TimeoutSecondsPath",
            "HeartbeatSecondsPath",
            "MaxConcurrencyPath",
            "MaxItemsPath",
            "MaxItemsPerBatchPath",
            "MaxInputBytesPerBatchPath",
            "ToleratedFailureCountPath",
            "ToleratedFailurePercentagePath",
            "ErrorPath",
            "CausePath",
            "Variable");

    private final String path;
    private final JsonNode object;
    private final Visibility visibility;
    private final Set<String> rest = new TreeSet<>();

    Fields(String path, JsonNode object, Visibility visibility) {
        this.path = path;
        this.object = object;
        this.visibility = visibility;
        if (!object.isObject()) {
            throw refuse("must be an object, not " + object.getNodeType());
        }
        object.fieldNames().forEachRemaining(rest::add);
        optionalText("Comment");
    }

    String path() {
        return path;
    }

    Visibility visibility() {
        return visibility;
    }

    InvalidDefinitionException refuse(String problem) {
        return new InvalidDefinitionException(path, problem);
    }

    boolean has(String name) {
        return object.has(name);
    }

    /** Takes a field as it is. */
    Optional<JsonNode> take(String name) {
        rest.remove(name);
        return Optional.ofNullable(object.get(name));
    }

    JsonNode require(String name) {
        return take(name).orElseThrow(() -> refuse("lacks the field " + name));
    }

    Optional<String> optionalText(String name) {
        return take(name).map(value -> {
            if (!value.isTextual()) {
                throw refuse(name + " must be text, not " + value);
            }
            return value.textValue();
        });
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> refuse("lacks the field " + name));
    }

    /** A whole number in a range, written as a number. */
    Optional<Integer> wholeNumber(String name, int least, int most) {
        return take(name).map(value -> {
            checkWholeNumber(name, value, least, most);
            return value.intValue();
        });
    }

    private void checkWholeNumber(String name, JsonNode value, int least, int most) {
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            throw refuse(name + " must be a whole number from " + least + " to " + most + ", not " + value);
        }
    }

    Optional<Template> template(String name, Visibility.Place place) {
        return take(name).map(value -> compiled(name, value, place));
    }

    /** A whole number, or an expression that gives one. */
    Optional<Template> number(String name, int least, int most) {
        Optional<Template> template = template(name, Visibility.Place.BEFORE);
        template.ifPresent(value -> {
            if (value instanceof Template.Constant constant) {
                checkWholeNumber(name, constant.value().node(), least, most);
            }
        });
        return template;
    }

    /** A number, or an expression that gives one. */
    Optional<Template> decimal(String name, int least, int most) {
        Optional<Template> template = template(name, Visibility.Place.BEFORE);
        template.ifPresent(value -> {
            if (value instanceof Template.Constant constant) {
                JsonNode number = constant.value().node();
                if (!number.isNumber() || number.doubleValue() < least || number.doubleValue() > most) {
                    throw refuse(name + " must be a number from " + least + " to " + most + ", not " + number);
                }
            }
        });
        return template;
    }

    Map<String, Template> assign(Visibility.Place place) {
        Map<String, Template> assign = new LinkedHashMap<>();
        take("Assign").ifPresent(object -> {
            if (!object.isObject()) {
                throw refuse("Assign must be an object of variables");
            }
            object.properties().forEach(entry -> {
                checkVariable(entry.getKey());
                assign.put(entry.getKey(), compiled("Assign." + entry.getKey(), entry.getValue(), place));
            });
        });
        return assign;
    }

    private void checkVariable(String name) {
        if (name.equals("states") || name.length() > 80 || !name.matches("[\\p{L}_][\\p{L}\\p{N}_]*")) {
            throw refuse("Assign can't set a variable named '" + name
                    + "': letters, digits and _ only, not more than 80, starting with a letter, and not 'states'");
        }
    }

    private Template compiled(String name, JsonNode value, Visibility.Place place) {
        try {
            Template template = Template.compile(name, value);
            visibility.check(path, template, place);
            return template;
        } catch (InvalidExpressionException invalid) {
            throw new InvalidDefinitionException(path, invalid.getMessage(), invalid);
        }
    }

    /** Called when all that is known has been taken. */
    void refuseRest(String what) {
        for (String name : rest) {
            if (JSON_PATH_FIELDS.contains(name)) {
                throw refuse("the field " + name + " belongs to JSONPath, which isn't supported; use JSONata's"
                        + " Arguments, Output, Assign and Condition");
            }
            throw refuse("the field " + name + " is unknown for " + what);
        }
    }
}
