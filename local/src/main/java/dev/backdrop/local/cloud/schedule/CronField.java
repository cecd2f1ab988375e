package dev.backdrop.local.cloud.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * A kind of field of a cron expression: what it is called, what it ranges over and the names that stand for its values.
 *
 * @param names of the values from {@code least} on; may be empty
 */
record CronField(String name, int least, int most, List<String> names) {

    static final CronField MINUTES = new CronField("minutes", 0, 59, List.of());
    static final CronField HOURS = new CronField("hours", 0, 23, List.of());
    static final CronField DAY_OF_MONTH = new CronField("day of month", 1, 31, List.of());
    static final CronField MONTH = new CronField(
            "month",
            1,
            12,
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"));
    static final CronField DAY_OF_WEEK =
            new CronField("day of week", 1, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));
    static final CronField YEAR = new CronField("year", 1970, 2199, List.of());

    /** The values that a whole field names: items with commas between them. */
    BitSet values(String text) {
        BitSet values = new BitSet();
        for (String item : items(text)) {
            add(item, values);
        }
        return values;
    }

    List<String> items(String text) {
        return List.of(text.split(",", -1));
    }

    /** Adds the values of {@code *}, {@code n}, {@code n-m}, each perhaps with {@code /step}. */
    void add(String item, BitSet values) {
        int slash = item.indexOf('/');
        String range = slash < 0 ? item : item.substring(0, slash);
        int dash = range.indexOf('-');
        int from;
        int to;
        if (range.equals("*")) {
            from = least;
            to = most;
        } else if (dash >= 0) {
            from = value(range.substring(0, dash), item);
            to = value(range.substring(dash + 1), item);
        } else {
            from = value(range, item);
            to = slash < 0 ? from : most;
        }
        if (from > to) {
            throw wrong(item);
        }
        int step = slash < 0 ? 1 : step(item.substring(slash + 1), item);
        for (int value = from; value <= to; value += step) {
            values.set(value);
        }
    }

    private int step(String text, String item) {
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most - least + 1) {
            throw wrong(item);
        }
        return Integer.parseInt(text);
    }

    /** @param item what to complain about */
    int value(String text, String item) {
        int named = names.indexOf(text.toUpperCase(Locale.ROOT));
        if (named >= 0) {
            return least + named;
        }
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw wrong(item);
        }
        return Integer.parseInt(text);
    }

    ScheduleException wrong(String item) {
        return new ScheduleException(
                "'" + item + "' can't stand for the " + name + ": values are " + least + " to " + most
                        + (names.isEmpty() ? "" : " or " + names.get(0) + " to " + names.get(names.size() - 1))
                        + ", ranges go upwards, steps fit into the range");
    }
}
