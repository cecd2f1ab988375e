import { h, uniqueId } from "../core/dom.js";
import { base, connectTo, connection, token } from "../core/connection.js";
import { open } from "../core/dialog.js";
import { field } from "./field.js";

/** Shows which API the console speaks to, and points it at another one. */
export async function connectionDialog() {
    const heading = uniqueId("connection");
    const address = field({ label: "API address", hint: "Empty: the server that this page comes from.",
        control: h("input", { type: "text", inputmode: "url", value: base(), placeholder: location.origin, autocomplete: "off", spellcheck: "false" }) });
    const bearer = field({ label: "Bearer token", hint: "For APIs that ask for one. It is kept for this tab only and sent to this address only.",
        control: h("input", { type: "password", value: token(), autocomplete: "off" }) });
    const { up, error } = connection();
    const form = h("form", { method: "dialog" },
        h("h2", { id: heading }, "Connection"),
        h("p", { class: up ? null : "wrong" }, up ? `Connected to ${base() || location.origin}.` : error.message),
        address.element, bearer.element,
        h("div", { class: "dialog-buttons" },
            h("button", { type: "submit", value: "", class: "button", formnovalidate: true }, "Close"),
            h("button", { type: "submit", value: "use", class: "button button-main" }, "Connect")));
    form.addEventListener("submit", (event) => {
        if (event.submitter?.value !== "use") {
            return;
        }
        try {
            connectTo(address.control.value, bearer.control.value.trim());
        } catch (problem) {
            event.preventDefault();
            address.wrong(problem.message);
            address.control.focus();
        }
    });
    if (await open(heading, form, address.control) === "use") {
        location.replace(location.pathname + location.hash);
        location.reload();
    }
}
