import { h } from "../core/dom.js";
import { backgroundChoice } from "./background.js";
import { WRONG, bounded, choice, field } from "./field.js";
import { providerChoice } from "./provider-choice.js";

const ANCHORS = ["center", "top", "bottom", "left", "right", "top-left", "top-right", "bottom-left", "bottom-right"];
const CANVAS = /^([1-9][0-9]{0,3}|10000)x([1-9][0-9]{0,3}|10000)$/;
const CANVAS_PIXELS = 50_000_000;
const SEED_MAX = 4_294_967_295;

/**
 * What is asked for: background, provider, output, placement and seed. What is left empty isn't sent, so that presets and defaults say it.
 *
 * @param {{preset: boolean, more?: HTMLElement[]}} about preset: whether the background may be left out; more: further fields under "More"
 */
export function requestForm({ preset, more = [] }) {
    const listeners = [];
    const changed = () => {
        provider.ask(background.kind, placementAsked());
        format.element.hidden = background.kind === "transparent";
        listeners.forEach((listener) => listener());
    };
    const provider = providerChoice({ changed: () => listeners.forEach((listener) => listener()) });
    const background = backgroundChoice({ preset, changed: () => changed() });
    const format = choice({ legend: "Format", name: "format", look: "tabs", value: "",
        choices: [{ value: "", label: "Default" }, { value: "jpeg", label: "JPEG" }, { value: "png", label: "PNG" }] });
    const side = text("Longest side, pixels", "number", { placeholder: "as it comes", min: 1, max: 16384, step: 1 });
    const canvas = text("Canvas, pixels", "text", { placeholder: "2000x2000", spellcheck: "false" }, "Width x height; the photo is placed on it.");
    const scale = text("Scale", "number", { placeholder: "1", min: 0.01, max: 10, step: 0.01 }, "At 1 the photo is as large as the canvas can hold it.");
    const anchor = field({ label: "Anchor", control: h("select", {}, h("option", { value: "" }, "Default"),
        ANCHORS.map((value) => h("option", { value }, value.replace("-", " ")))) });
    const seed = text("Seed", "number", { min: 0, max: SEED_MAX, step: 1 }, "Makes a provider repeat itself, where it can.");
    const details = h("details", {}, h("summary", {}, more.length ? "More: placement, seed, limits" : "More: placement, seed"),
        h("div", { class: "grid" }, canvas.element, scale.element, anchor.element, seed.element, more));
    const element = h("div", { class: "request" }, background.element, provider.element,
        h("div", { class: "grid" }, format.element, side.element), details);
    element.addEventListener("input", changed);
    changed();

    function placementAsked() {
        return Boolean(canvas.control.value.trim() || scale.control.value.trim() || anchor.control.value);
    }

    function placement() {
        const size = CANVAS.exec(canvas.control.value.trim());
        const said = canvas.control.value.trim();
        canvas.wrong(said && (!size || size[1] * size[2] > CANVAS_PIXELS) ? "Write it as 2000x2000: at most 10000 each and 50 megapixels in all." : null);
        const value = { canvas: said || undefined, scale: check(scale, { min: 0.01, max: 10 }, "A number from 0.01 to 10."), anchor: anchor.control.value || undefined };
        return placementAsked() ? value : undefined;
    }

    return {
        element,
        onChange: (listener) => listeners.push(listener),
        get preview() {
            return { kind: background.kind, color: background.preview };
        },
        cost: (photos) => provider.cost(photos),
        /** @returns {Object|null} the request's fields; null if something is wrong, which is then shown and has the focus */
        read() {
            const behind = background.read();
            const output = { format: background.kind === "transparent" ? "png" : format.value || undefined,
                maxSide: check(side, { min: 1, max: 16384, whole: true }, "A whole number from 1 to 16384.") };
            const request = {
                background: behind.background,
                provider: preset && provider.value === "auto" ? undefined : provider.value,
                seed: check(seed, { min: 0, max: SEED_MAX, whole: true }, `A whole number from 0 to ${SEED_MAX}.`),
                output: output.format || output.maxSide ? output : undefined,
                placement: placement(),
            };
            const wrong = element.querySelector(WRONG);
            if (wrong) {
                details.open ||= details.contains(wrong);
                wrong.focus();
                return null;
            }
            return JSON.parse(JSON.stringify(request));
        },
        /**
         * Sends the background picture, if it isn't there yet, and names it in the request.
         *
         * @returns {Promise<Object|null>} null if it couldn't be sent, which is then shown and has the focus
         */
        async complete(request) {
            if (request.background?.image !== null) {
                return request;
            }
            const image = await background.send();
            return image && { ...request, background: { image } };
        },
        /** Shows at its field what the API has found wrong there. */
        blame(problems) {
            const fields = { background, "output.maxSide": side, seed, "placement.canvas": canvas, "placement.scale": scale, "placement.anchor": anchor };
            problems.forEach(({ field: path, problem }) => fields[path.startsWith("background") ? "background" : path]?.wrong(problem));
        },
    };
}

function text(label, type, properties, hint) {
    return field({ label, hint, control: h("input", { type, autocomplete: "off", ...properties }) });
}

function check(line, bounds, words) {
    const unreadable = line.control.validity.badInput;
    const value = unreadable ? null : bounded(line.control.value, bounds);
    line.wrong(value === null ? words : null);
    return value ?? undefined;
}
