import { h } from "../core/dom.js";

/**
 * Before and after, one over the other, with a line between them that pointer, touch and arrow keys move.
 *
 * @param {{before: string|null, after: string, width: number, height: number, name: string}} about addresses of the pictures, pixels of the result
 */
export function compare({ before, after, width, height, name }) {
    const cut = h("div", { class: "compare-before" });
    const lost = h("p", { class: "compare-lost", hidden: true });
    const slider = h("input", { type: "range", min: 0, max: 100, step: 1, value: 50, "aria-label": "Compare before and after", data: { focus: "compare" } });
    const stage = h("div", { class: "compare checkered" },
        picture(after, `${name}, after`, () => say("The result can't be loaded. Reload the page for a fresh link.")),
        before && put(cut, picture(before, `${name}, before`, () => {
            say("This browser can't show the original photo, so only the result is here.");
            cut.hidden = true;
            slider.hidden = true;
            stage.classList.add("compare-alone");
        })),
        before && h("span", { class: "compare-word compare-word-before", "aria-hidden": "true" }, "Before"),
        h("span", { class: "compare-word compare-word-after", "aria-hidden": "true" }, "After"),
        before && h("div", { class: "compare-line", "aria-hidden": "true" }),
        before && slider);
    stage.style.setProperty("--wide", width);
    stage.style.setProperty("--high", height);
    slider.addEventListener("input", move);
    move();

    function move() {
        stage.style.setProperty("--split", `${slider.value}%`);
        slider.setAttribute("aria-valuetext", `${slider.value} % before, ${100 - slider.value} % after`);
        stage.classList.toggle("compare-at-start", slider.value < 12);
        stage.classList.toggle("compare-at-end", slider.value > 88);
    }

    function say(words) {
        lost.hidden = false;
        lost.textContent = words;
    }

    return h("figure", { class: "compare-figure" }, stage, lost);
}

/** A photo alone, for as long as there is no result. */
export function single(address, words) {
    const note = h("p", { class: "compare-lost", hidden: true }, "This browser can't show the photo.");
    const stage = h("div", { class: "compare checkered compare-single" },
        picture(address, words, () => {
            stage.hidden = true;
            note.hidden = false;
        }));
    return h("figure", { class: "compare-figure" }, stage, note);
}

function picture(src, alt, failed) {
    return h("img", { src, alt, decoding: "async", draggable: "false", on: { error: failed } });
}

function put(element, child) {
    element.append(child);
    return element;
}
