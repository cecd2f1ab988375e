import { fill, h, icon } from "./dom.js";
import { sentence } from "./format.js";

const SECONDS = 8;

/** Says something to people who listen instead of looking. */
export function announce(text) {
    const spoken = document.getElementById("spoken");
    spoken.textContent = spoken.textContent === text ? `${text}\u00a0` : text;
}

/** Shows a line that goes by itself. */
export function notice(text) {
    announce(text);
    const element = box("notice", text);
    document.getElementById("notices").append(element);
    setTimeout(() => element.remove(), SECONDS * 1000);
}

/** Shows what went wrong until somebody dismisses it. */
export function failure(text) {
    const element = box("notice notice-bad", text);
    element.setAttribute("role", "alert");
    document.getElementById("notices").append(element);
}

function box(name, text) {
    const element = h("div", { class: name }, h("p", {}, text));
    element.append(h("button", { type: "button", class: "quiet icon-only", "aria-label": "Dismiss", on: { click: () => element.remove() } }, icon("close")));
    return element;
}

/** A block in the page that says what went wrong and lets one try again. */
export function trouble(element, title, error, again) {
    fill(element, h("div", { class: "trouble", role: "alert" },
        h("h2", {}, title),
        h("p", {}, sentence(error.message)),
        h("button", { type: "button", class: "button", on: { click: again } }, "Try again")));
}
