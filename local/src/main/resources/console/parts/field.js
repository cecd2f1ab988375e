import { h, uniqueId } from "../core/dom.js";

/** Controls that something is wrong with. Buttons can't be `aria-invalid`; their description says it. */
export const WRONG = "[aria-invalid], [data-wrong]";

/**
 * A control with its label, a hint and room for what is wrong with it.
 *
 * @param {{label: string, hint?: string, control: HTMLElement, extra?: HTMLElement}} about extra: stands before the control
 * @returns {{element: HTMLElement, control: HTMLElement, wrong: (text: string|null) => void}}
 */
export function field({ label, hint, control, extra }) {
    control.id ||= uniqueId("field");
    const notes = [];
    const hintLine = hint && h("p", { class: "hint", id: `${control.id}-hint` }, hint);
    const wrongLine = h("p", { class: "wrong", id: `${control.id}-wrong`, hidden: true });
    if (hintLine) {
        notes.push(hintLine.id);
    }
    notes.push(wrongLine.id);
    control.setAttribute("aria-describedby", notes.join(" "));
    const element = h("div", { class: "field" },
        h("label", { for: control.id }, label), extra ? h("div", { class: "field-row" }, extra, control) : control, wrongLine, hintLine);
    return {
        element,
        control,
        wrong(text) {
            wrongLine.hidden = !text;
            wrongLine.textContent = text ?? "";
            if (text) {
                control.setAttribute("aria-invalid", "true");
            } else {
                control.removeAttribute("aria-invalid");
            }
        },
    };
}

/**
 * A group of which one is chosen.
 *
 * @param {{legend: string, name: string, look: string, choices: Array<{value: string, label: any}>, value: string}} about
 */
export function choice({ legend, name, look, choices, value }) {
    const group = uniqueId(name);
    const inputs = choices.map((each) => h("input", { type: "radio", name: group, value: each.value, checked: each.value === value }));
    const element = h("fieldset", { class: look }, h("legend", {}, legend),
        h("div", { class: `${look}-choices` }, choices.map((each, index) => h("label", {}, inputs[index], h("span", {}, each.label)))));
    return {
        element,
        get value() {
            return inputs.find((input) => input.checked).value;
        },
        set value(next) {
            inputs.forEach((input) => { input.checked = input.value === next; });
        },
    };
}

/** A number of a text field: undefined if it is empty, null if it is none or out of bounds. */
export function bounded(text, { min, max, whole }) {
    if (text.trim() === "") {
        return undefined;
    }
    const value = Number(text);
    return Number.isFinite(value) && value >= min && value <= max && (!whole || Number.isInteger(value)) ? value : null;
}
