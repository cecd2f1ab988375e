import { h } from "../core/dom.js";
import { KINDS } from "../core/words.js";
import { WRONG, choice, field } from "./field.js";
import { pictureField } from "./picture-field.js";

const SWATCHES = [
    ["White", "#ffffff"], ["Paper", "#f4f1ea"], ["Light grey", "#e6e7e8"], ["Grey", "#9a9ca0"],
    ["Charcoal", "#2b2d31"], ["Sky", "#cfe0ee"], ["Sage", "#c9d3c3"], ["Blush", "#ecd6cf"],
];
const HEX = /^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/;

/**
 * What goes behind the subject: exactly one of four kinds, or, with `preset`, nothing said.
 *
 * @param {{preset: boolean, changed: () => void}} about
 */
export function backgroundChoice({ preset, changed }) {
    const kinds = [...(preset ? [{ value: "preset", label: "As preset" }] : []),
        ...Object.entries(KINDS).map(([value, label]) => ({ value, label }))];
    const kind = choice({ legend: "Background", name: "background", look: "tabs", choices: kinds, value: preset ? "preset" : "color" });
    const prompt = field({ label: "A scene in words", control: h("textarea", { rows: 3, maxlength: 1024, placeholder: "sunlit marble countertop" }) });
    const color = colorField(changed);
    const image = pictureField({ verb: preset ? "plan" : "start" });
    const panels = {
        preset: h("p", { class: "hint" }, "Each line of the manifest, the preset of the folder or the stack's default says what goes behind the subject."),
        prompt: prompt.element,
        color: color.element,
        image: image.element,
        transparent: h("p", { class: "hint" }, "The subject alone, cut out. The result is a PNG."),
    };
    const element = h("div", { class: "background" }, kind.element, Object.values(panels));
    element.addEventListener("input", () => {
        show();
        changed();
    });
    show();

    function show() {
        Object.entries(panels).forEach(([name, panel]) => { panel.hidden = name !== kind.value; });
    }

    return {
        element,
        get kind() {
            return kind.value;
        },
        /** For the stage: what can be shown of it before a provider has made anything. */
        get preview() {
            return kind.value === "color" && HEX.test(color.value) ? full(color.value) : null;
        },
        /** @returns {{background?: Object}|{problem: HTMLElement}} background: its `image` is null for a picture that is to be sent first */
        read() {
            const values = { prompt: prompt.control.value.trim(), color: color.value, image: image.address, transparent: true };
            prompt.wrong(kind.value === "prompt" && !values.prompt ? "Say in words what goes behind the subject." : null);
            color.wrong(kind.value === "color" && !HEX.test(values.color) ? "A colour has three or six hex digits, such as #f4f1ea." : null);
            image.check(kind.value === "image");
            const wrong = element.querySelector(WRONG);
            if (wrong) {
                return { problem: wrong };
            }
            if (kind.value === "preset") {
                return {};
            }
            return { background: { [kind.value]: kind.value === "color" ? full(values.color) : values[kind.value] } };
        },
        /** @returns {Promise<string|null>} what to name the chosen picture by; null if it couldn't be sent, which is then shown */
        send: () => image.send(),
        wrong(text) {
            ({ prompt, color, image })[kind.value]?.wrong(text);
        },
    };
}

function colorField(changed) {
    const picker = h("input", { type: "color", value: "#f4f1ea", "aria-label": "Pick a colour" });
    const line = field({ label: "Colour", extra: picker, control: h("input", { type: "text", value: "#f4f1ea", maxlength: 7, size: 9, autocomplete: "off", spellcheck: "false", class: "mono" }) });
    const swatches = SWATCHES.map(([name, value]) => {
        const button = h("button", { type: "button", class: "swatch", "aria-label": name, title: `${name} ${value}`, data: { color: value }, on: { click: () => take(value) } });
        button.style.backgroundColor = value;
        return button;
    });
    picker.addEventListener("input", () => take(picker.value, false));
    line.control.addEventListener("input", mark);
    mark();

    function take(value) {
        line.control.value = value;
        mark();
        changed();
    }

    function mark() {
        const value = HEX.test(line.control.value.trim()) ? full(line.control.value.trim()) : null;
        if (value) {
            picker.value = value;
            line.wrong(null);
        }
        swatches.forEach((swatch) => swatch.setAttribute("aria-pressed", String(swatch.dataset.color === value)));
    }

    return {
        element: h("div", {}, line.element, h("div", { class: "swatches", role: "group", "aria-label": "Ready colours" }, swatches)),
        wrong: line.wrong,
        get value() {
            return line.control.value.trim();
        },
    };
}

/** "#abc" and "AABBCC" as "#aabbcc". */
function full(text) {
    const digits = text.replace("#", "").toLowerCase();
    return `#${digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits}`;
}
