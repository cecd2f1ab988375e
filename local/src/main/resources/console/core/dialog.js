import { h, uniqueId } from "./dom.js";

/**
 * Asks before something is done. The focus goes into the dialog, stays there, and comes back to where it was; Escape is a no.
 *
 * @param {{title: string, body: any[], yes: string, no?: string, grave?: boolean, check?: string}} about check: a box to tick before yes is possible
 * @returns {Promise<boolean>}
 */
export function confirmed({ title, body, yes, no = "Go back", grave = false, check }) {
    const heading = uniqueId("dialog");
    const box = check ? h("input", { type: "checkbox" }) : null;
    const accept = h("button", { type: "submit", value: "yes", class: grave ? "button button-grave" : "button button-main", disabled: Boolean(check) }, yes);
    const refuse = h("button", { type: "submit", value: "no", class: "button", formnovalidate: true }, no);
    box?.addEventListener("change", () => { accept.disabled = !box.checked; });
    return open(heading, h("form", { method: "dialog" },
        h("h2", { id: heading }, title),
        body,
        check && h("label", { class: "tick" }, box, h("span", {}, check)),
        h("div", { class: "dialog-buttons" }, refuse, accept)), box ?? refuse).then((answer) => answer === "yes");
}

/**
 * Shows a form in a dialog until it is closed.
 *
 * @returns {Promise<string>} the value of the button that closed it; empty after Escape
 */
export function open(heading, form, first) {
    const before = document.activeElement;
    const dialog = h("dialog", { "aria-labelledby": heading }, form);
    document.body.append(dialog);
    return new Promise((resolve) => {
        dialog.addEventListener("close", () => {
            dialog.remove();
            before?.focus?.();
            resolve(dialog.returnValue);
        });
        dialog.showModal();
        first.focus();
    });
}
