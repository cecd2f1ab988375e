package dev.backdrop.local.asl.evaluator;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The functions that Step Functions adds to JSONata, and those of JSONata that depend on time or chance, which must come
 * from the workflow's own clock and generator.
 *
 * <p>Source: https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
final class StepFunctionsExtras {

    static final Set<String> NAMES = Set.of("partition", "range", "hash", "random", "uuid", "parse");

    private static final Set<String> DIGESTS = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");
    private static final int LONGEST_RANGE = 1000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Clock clock;
    private final RandomGenerator random;
    private final Map<String, Jsonata.JFunction> functions = new LinkedHashMap<>();

    StepFunctionsExtras(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
        define("partition", this::partition);
        define("range", this::range);
        define("hash", this::hash);
        define("random", this::random);
        define("uuid", arguments -> uuid());
        define("parse", this::parse);
        define("shuffle", this::shuffle);
        define("millis", arguments -> clock.millis());
        define("now", this::now);
    }

    private interface Body {
        Object call(List<?> arguments);
    }

    private void define(String name, Body body) {
        functions.put(name, new Jsonata.JFunction((input, arguments) -> body.call(arguments), null));
    }

    void bindTo(Jsonata.Frame frame) {
        functions.forEach(frame::bind);
    }

    private Object partition(List<?> arguments) {
        Object array = argument(arguments, 0);
        if (array == null) {
            return null;
        }
        if (!(array instanceof List<?> all)) {
            throw new EvaluationException("$partition needs an array as its first argument");
        }
        int size = wholeNumber("$partition", arguments, 1);
        if (size < 1) {
            throw new EvaluationException("$partition needs a size of at least 1, not " + size);
        }
        List<Object> chunks = new ArrayList<>();
        for (int start = 0; start < all.size(); start += size) {
            chunks.add(new ArrayList<>(all.subList(start, Math.min(start + size, all.size()))));
        }
        return chunks;
    }

    private Object range(List<?> arguments) {
        int first = wholeNumber("$range", arguments, 0);
        int last = wholeNumber("$range", arguments, 1);
        int step = wholeNumber("$range", arguments, 2);
        if (step == 0) {
            throw new EvaluationException("$range needs a step other than 0");
        }
        List<Object> numbers = new ArrayList<>();
        for (long number = first; step > 0 ? number <= last : number >= last; number += step) {
            if (numbers.size() == LONGEST_RANGE) {
                throw new EvaluationException("$range gives at most " + LONGEST_RANGE + " numbers");
            }
            numbers.add((int) number);
        }
        return numbers;
    }

    private Object hash(List<?> arguments) {
        Object data = argument(arguments, 0);
        if (data == null) {
            return null;
        }
        Object algorithm = argument(arguments, 1);
        if (!(algorithm instanceof String name) || !DIGESTS.contains(name)) {
            throw new EvaluationException("$hash needs one of " + DIGESTS + " as its second argument");
        }
        String text =
                data instanceof String string ? string : PlainJson.toNode(data).toString();
        try {
            byte[] digest = MessageDigest.getInstance(name).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new EvaluationException("This Java has no " + name, missing);
        }
    }

    private Object random(List<?> arguments) {
        Object seed = argument(arguments, 0);
        if (seed == null) {
            synchronized (random) {
                return random.nextDouble();
            }
        }
        if (!(seed instanceof Number number)) {
            throw new EvaluationException("$random needs a number as its seed");
        }
        return new SplittableRandom(number.longValue()).nextDouble();
    }

    private String uuid() {
        byte[] bytes = new byte[16];
        synchronized (random) {
            random.nextBytes(bytes);
        }
        bytes[6] = (byte) (bytes[6] & 0x0f | 0x40);
        bytes[8] = (byte) (bytes[8] & 0x3f | 0x80);
        ByteBuffer halves = ByteBuffer.wrap(bytes);
        return new UUID(halves.getLong(), halves.getLong()).toString();
    }

    private Object parse(List<?> arguments) {
        Object text = argument(arguments, 0);
        if (text == null) {
            return null;
        }
        if (!(text instanceof String string)) {
            throw new EvaluationException("$parse needs a string");
        }
        try {
            return PlainJson.from(JSON.readTree(string));
        } catch (JsonProcessingException | IllegalArgumentException invalid) {
            throw new EvaluationException("$parse was given something that isn't JSON", invalid);
        }
    }

    private Object shuffle(List<?> arguments) {
        Object array = argument(arguments, 0);
        if (!(array instanceof List<?> all)) {
            return array == null ? null : List.of(array);
        }
        List<Object> shuffled = new ArrayList<>(all);
        synchronized (random) {
            for (int i = shuffled.size() - 1; i > 0; i--) {
                Collections.swap(shuffled, i, random.nextInt(i + 1));
            }
        }
        return shuffled;
    }

    private Object now(List<?> arguments) {
        return Functions.dateTimeFromMillis(
                clock.millis(), (String) argument(arguments, 0), (String) argument(arguments, 1));
    }

    private static Object argument(List<?> arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : null;
    }

    private static int wholeNumber(String function, List<?> arguments, int index) {
        if (argument(arguments, index) instanceof Number number
                && number.doubleValue() == Math.rint(number.doubleValue())
                && Math.abs(number.doubleValue()) <= Integer.MAX_VALUE) {
            return number.intValue();
        }
        throw new EvaluationException(function + " needs a whole number as argument " + (index + 1));
    }
}
