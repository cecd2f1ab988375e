package dev.backdrop.local.cloud.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Locale;
import java.util.function.Predicate;

/** The two fields of a cron expression that name days; one of them says {@code ?} and leaves it to the other. */
final class CronDays {

    private static final String ANY = "?";
    private static final int WEEK = 7;

    private CronDays() {}

    /** @throws ScheduleException if a field can't be read, or neither or both are {@code ?} */
    static Predicate<LocalDate> of(String ofMonth, String ofWeek) {
        if (ofMonth.equals(ANY) == ofWeek.equals(ANY)) {
            throw new ScheduleException(
                    "exactly one of day of month and day of week is ?, not '" + ofMonth + "' and '" + ofWeek + "'");
        }
        return ofWeek.equals(ANY) ? ofMonth(ofMonth) : ofWeek(ofWeek);
    }

    private static Predicate<LocalDate> ofMonth(String text) {
        BitSet plain = new BitSet();
        Predicate<LocalDate> days = date -> plain.get(date.getDayOfMonth());
        for (String item : CronField.DAY_OF_MONTH.items(text.toUpperCase(Locale.ROOT))) {
            if (item.equals("L")) {
                days = days.or(date -> date.getDayOfMonth() == date.lengthOfMonth());
            } else if (item.endsWith("W")) {
                int wanted = CronField.DAY_OF_MONTH.value(item.substring(0, item.length() - 1), item);
                days = days.or(date -> isNearestWeekday(date, wanted));
            } else {
                CronField.DAY_OF_MONTH.add(item, plain);
            }
        }
        return days;
    }

    /** Monday to Friday, as near as can be without leaving the month; a month without such a day has none. */
    private static boolean isNearestWeekday(LocalDate date, int wanted) {
        if (wanted > date.lengthOfMonth()) {
            return false;
        }
        LocalDate day = date.withDayOfMonth(wanted);
        int move = switch (day.getDayOfWeek()) {
            case SATURDAY -> wanted == 1 ? 2 : -1;
            case SUNDAY -> wanted == day.lengthOfMonth() ? -2 : 1;
            default -> 0;
        };
        return date.equals(day.plusDays(move));
    }

    private static Predicate<LocalDate> ofWeek(String text) {
        BitSet plain = new BitSet();
        Predicate<LocalDate> days = date -> plain.get(number(date.getDayOfWeek()));
        for (String item : CronField.DAY_OF_WEEK.items(text.toUpperCase(Locale.ROOT))) {
            int hash = item.indexOf('#');
            if (item.equals("L")) {
                plain.set(WEEK);
            } else if (item.endsWith("L")) {
                int last = CronField.DAY_OF_WEEK.value(item.substring(0, item.length() - 1), item);
                days = days.or(date ->
                        number(date.getDayOfWeek()) == last && date.getDayOfMonth() > date.lengthOfMonth() - WEEK);
            } else if (hash >= 0) {
                days = days.or(nth(item, hash));
            } else if (item.indexOf('/') >= 0) {
                throw new ScheduleException("'" + item + "': the day of week takes no steps");
            } else {
                CronField.DAY_OF_WEEK.add(item, plain);
            }
        }
        return days;
    }

    private static Predicate<LocalDate> nth(String item, int hash) {
        int weekday = CronField.DAY_OF_WEEK.value(item.substring(0, hash), item);
        String count = item.substring(hash + 1);
        if (!count.matches("[1-5]")) {
            throw new ScheduleException("'" + item + "': the number after # is 1 to 5");
        }
        int nth = Integer.parseInt(count);
        return date -> number(date.getDayOfWeek()) == weekday && (date.getDayOfMonth() - 1) / WEEK + 1 == nth;
    }

    /** As cron counts: Sunday is 1. */
    private static int number(DayOfWeek day) {
        return day.getValue() % WEEK + 1;
    }
}
