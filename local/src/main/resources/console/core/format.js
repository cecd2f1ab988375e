/** Numbers, sizes and times for people. */

export function number(value) {
    return new Intl.NumberFormat("en", { maximumFractionDigits: 2 }).format(value);
}

export function bytes(size) {
    if (size < 1000) {
        return `${size} bytes`;
    }
    const units = ["kB", "MB", "GB"];
    const step = Math.min(Math.floor(Math.log10(size) / 3), units.length);
    return `${new Intl.NumberFormat("en", { maximumFractionDigits: step > 1 ? 1 : 0 }).format(size / 1000 ** step)} ${units[step - 1]}`;
}

/** "1 photo", "12 photos". */
export function many(count, one, more = `${one}s`) {
    return `${number(count)} ${count === 1 ? one : more}`;
}

/** A length of time: "4.2 s", "3 min 10 s", "2 h 5 min". */
export function duration(millis) {
    const seconds = millis / 1000;
    if (seconds < 10) {
        return `${number(Math.round(seconds * 10) / 10)} s`;
    }
    const whole = Math.round(seconds);
    if (whole < 60) {
        return `${whole} s`;
    }
    if (whole < 3600) {
        return `${Math.floor(whole / 60)} min${whole % 60 ? ` ${whole % 60} s` : ""}`;
    }
    const minutes = Math.round(whole / 60);
    return `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ""}`;
}

const EXACT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });
const CLOCK = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

export function exactTime(iso) {
    return EXACT.format(new Date(iso));
}

export function clockTime(iso) {
    return CLOCK.format(new Date(iso));
}

/** "just now", "5 min ago", then the day. */
export function ago(iso) {
    const millis = Date.now() - Date.parse(iso);
    if (millis < 45_000) {
        return "just now";
    }
    return millis < 3_600_000 ? `${Math.round(millis / 60_000)} min ago` : DAY.format(new Date(iso));
}

/** What the API says, as a sentence: it writes no capital at the start and often no stop at the end. */
export function sentence(text) {
    const start = text.charAt(0).toUpperCase() + text.slice(1);
    return /[.!?:…]$/.test(start) ? start : `${start}.`;
}

/** Whether one record was made before another. */
export function older(one, other) {
    return Date.parse(one.createdAt) < Date.parse(other.createdAt);
}

export function fileName(key) {
    return key.split("/").pop() || key;
}
