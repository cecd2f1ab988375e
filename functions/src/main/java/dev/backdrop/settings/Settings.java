package dev.backdrop.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything that can be set from outside, by name. Plain settings come from the environment; what isn't there is looked
 * up in the secret, which is read only when first needed. An empty value counts as not set.
 */
public final class Settings {

    private final Map<String, String> environment;
    private final Supplier<Map<String, String>> secrets;

    public Settings(Map<String, String> environment, Supplier<Map<String, String>> secrets) {
        this.environment = Map.copyOf(environment);
        this.secrets = secrets;
    }

    /** Settings without a secret, for one machine and for tests. */
    public static Settings of(Map<String, String> environment) {
        return new Settings(environment, Map::of);
    }

    public Optional<String> text(String name) {
        return present(environment.get(name)).or(() -> present(secrets.get().get(name)));
    }

    /** A setting that never comes from the secret, so that asking for it costs no call. */
    private Optional<String> plain(String name) {
        return present(environment.get(name));
    }

    private static Optional<String> present(String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** @throws InvalidSettingException if it isn't set */
    public String required(String name) {
        return plain(name).orElseThrow(() -> new InvalidSettingException(name + " is not set"));
    }

    public String text(String name, String otherwise) {
        return plain(name).orElse(otherwise);
    }

    public boolean flag(String name, boolean otherwise) {
        return plain(name)
                .map(value -> switch (value.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new InvalidSettingException(name + " must be true or false, not '" + value + "'");
                })
                .orElse(otherwise);
    }

    /** @throws InvalidSettingException if it is set to something that isn't a whole number in this range */
    public long number(String name, long otherwise, long least, long most) {
        return plain(name).map(value -> inRange(name, value, least, most)).orElse(otherwise);
    }

    private static long inRange(String name, String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, in the same words as a number out of range.
        }
        throw new InvalidSettingException(
                name + " must be a whole number from " + least + " to " + most + ", not '" + value + "'");
    }

    /** A whole number of milliseconds. */
    public Duration milliseconds(String name, Duration otherwise, Duration least, Duration most) {
        return Duration.ofMillis(number(name, otherwise.toMillis(), least.toMillis(), most.toMillis()));
    }

    /** A whole number of seconds. */
    public Duration seconds(String name, Duration otherwise, Duration least, Duration most) {
        return Duration.ofSeconds(number(name, otherwise.toSeconds(), least.toSeconds(), most.toSeconds()));
    }

    /** @throws InvalidSettingException if it is set to something that isn't an http or https address */
    public URI address(String name, String otherwise) {
        String value = text(name, otherwise);
        try {
            URI address = URI.create(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
            if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // Said below, in the same words as an address of another scheme.
        }
        throw new InvalidSettingException(name + " must be an http or https address, not '" + value + "'");
    }

    /** Comma-separated words. */
    public List<String> list(String name, String otherwise) {
        return Arrays.stream(text(name, otherwise).split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** One of an enum's constants, in any case. */
    public <E extends Enum<E>> E choice(String name, E otherwise) {
        return plain(name)
                .map(value -> constant(name, value, otherwise.getDeclaringClass()))
                .orElse(otherwise);
    }

    private static <E extends Enum<E>> E constant(String name, String value, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(candidate -> candidate.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new InvalidSettingException(name + " must be one of "
                        + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT) + ", not '" + value
                        + "'"));
    }
}
