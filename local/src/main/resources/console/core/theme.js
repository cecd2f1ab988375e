// Loaded before the first paint, so that a chosen theme doesn't flash.
const KEY = "backdrop.theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

function chosen() {
    return localStorage.getItem(KEY);
}

function apply() {
    document.documentElement.dataset.theme = isDark() ? "dark" : "light";
}

/** Whether the page is dark now: as chosen here, else as the system is. */
export function isDark() {
    return chosen() ? chosen() === "dark" : dark.matches;
}

/** Changes over; a choice that is what the system says anyway is forgotten, so that the page follows the system again. */
export function toggleTheme() {
    const next = isDark() ? "light" : "dark";
    if ((next === "dark") === dark.matches) {
        localStorage.removeItem(KEY);
    } else {
        localStorage.setItem(KEY, next);
    }
    apply();
}

/** Calls back when the system's theme changes. */
export function onSystemTheme(listener) {
    dark.addEventListener("change", () => {
        apply();
        listener();
    });
}

apply();
