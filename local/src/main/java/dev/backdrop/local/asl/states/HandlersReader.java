package dev.backdrop.local.asl.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads Retry and Catch. */
final class HandlersReader {

    private static final int MOST_ATTEMPTS = 99_999_999;
    private static final int LONGEST_DELAY = 31_622_400;

    private HandlersReader() {}

    static Handlers read(Fields state) {
        List<Retrier> retriers = new ArrayList<>();
        List<Fields> retry = elements(state, "Retry");
        for (int i = 0; i < retry.size(); i++) {
            retriers.add(retrier(retry.get(i), i == retry.size() - 1));
        }
        List<Catcher> catchers = new ArrayList<>();
        List<Fields> catches = elements(state, "Catch");
        for (int i = 0; i < catches.size(); i++) {
            catchers.add(catcher(catches.get(i), i == catches.size() - 1));
        }
        return new Handlers(List.copyOf(retriers), List.copyOf(catchers));
    }

    private static List<Fields> elements(Fields state, String name) {
        JsonNode array = state.take(name).orElseGet(JsonNodeFactory.instance::arrayNode);
        if (!array.isArray()) {
            throw state.refuse(name + " must be an array");
        }
        List<Fields> elements = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            elements.add(new Fields(state.path() + "." + name + "[" + i + "]", array.get(i), state.visibility()));
        }
        return elements;
    }

    private static Retrier retrier(Fields fields, boolean last) {
        List<String> errors = errors(fields, last);
        Duration interval = fields.wholeNumber("IntervalSeconds", 1, MOST_ATTEMPTS)
                .map(Duration::ofSeconds)
                .orElse(Duration.ofSeconds(1));
        int attempts = fields.wholeNumber("MaxAttempts", 0, MOST_ATTEMPTS).orElse(3);
        double backoff =
                fields.take("BackoffRate").map(rate -> backoff(fields, rate)).orElse(2.0);
        Optional<Duration> maxDelay =
                fields.wholeNumber("MaxDelaySeconds", 1, LONGEST_DELAY).map(Duration::ofSeconds);
        if (maxDelay.isPresent() && maxDelay.get().compareTo(interval) <= 0) {
            throw fields.refuse("MaxDelaySeconds must be greater than IntervalSeconds, " + interval.toSeconds());
        }
        String jitter = fields.optionalText("JitterStrategy").orElse("NONE");
        if (!List.of("FULL", "NONE").contains(jitter)) {
            throw fields.refuse("JitterStrategy must be FULL or NONE, not " + jitter);
        }
        fields.refuseRest("a retrier");
        return new Retrier(errors, interval, attempts, backoff, maxDelay, jitter.equals("FULL"));
    }

    private static double backoff(Fields fields, JsonNode rate) {
        if (!rate.isNumber() || rate.doubleValue() < 1.0) {
            throw fields.refuse("BackoffRate must be a number of at least 1.0, not " + rate);
        }
        return rate.doubleValue();
    }

    private static Catcher catcher(Fields fields, boolean last) {
        List<String> errors = errors(fields, last);
        Visibility.Place place = Visibility.Place.AFTER_ERROR;
        Transition transition = new Transition(
                fields.template("Output", place), fields.assign(place), Optional.of(fields.text("Next")));
        fields.refuseRest("a catcher");
        return new Catcher(errors, transition);
    }

    private static List<String> errors(Fields fields, boolean last) {
        JsonNode array = fields.require("ErrorEquals");
        if (!array.isArray() || array.isEmpty()) {
            throw fields.refuse("ErrorEquals must be an array of error names, with at least one");
        }
        List<String> errors = new ArrayList<>();
        array.forEach(name -> errors.add(error(fields, name)));
        if (new HashSet<>(errors).size() < errors.size()) {
            throw fields.refuse("ErrorEquals names an error twice: " + errors);
        }
        if (errors.contains(ErrorName.ALL) && (errors.size() > 1 || !last)) {
            throw fields.refuse("States.ALL must stand alone, and in the last element");
        }
        return List.copyOf(errors);
    }

    private static String error(Fields fields, JsonNode name) {
        String error = name.asText();
        if (!name.isTextual() || !error.matches("[\\w.$\\-:/]+")) {
            throw fields.refuse("ErrorEquals has " + name + ", which can't be an error's name: no wildcards or blanks");
        }
        if (error.startsWith("States.") && !ErrorName.RESERVED.contains(error)) {
            throw fields.refuse("ErrorEquals has the unknown error name " + error + "; known are "
                    + ErrorName.RESERVED.stream().sorted().toList());
        }
        return error;
    }
}
