import { h } from "../core/dom.js";
import * as api from "../core/api.js";
import { ApiError } from "../core/http.js";
import { sentence } from "../core/format.js";
import { WRONG, bounded, choice, field } from "./field.js";
import { plan } from "./batch-actions.js";
import { requestForm } from "./request-form.js";

/** Asks for a folder or a manifest and plans it. Nothing is started from here. */
export function batchForm() {
    const kind = choice({ legend: "Photos from", name: "from", look: "tabs", value: "folder",
        choices: [{ value: "folder", label: "Folder" }, { value: "manifest", label: "Manifest" }] });
    const folder = field({ label: "Folder of the input bucket", hint: "A prefix under uploads/ or batches/.",
        control: h("input", { type: "text", placeholder: "batches/autumn/", maxlength: 900, autocomplete: "off", spellcheck: "false" }) });
    const manifest = field({ label: "Manifest", hint: "A CSV or JSON Lines file under batches/ in the input bucket.",
        control: h("input", { type: "text", placeholder: "batches/autumn.csv", maxlength: 1024, autocomplete: "off", spellcheck: "false" }) });
    const concurrency = field({ label: "Jobs at once", hint: "The provider's own limit if left empty.", control: h("input", { type: "number", min: 1, max: 1000, step: 1 }) });
    const tolerated = field({ label: "Failures tolerated, percent", hint: "The batch stops above this share.", control: h("input", { type: "number", min: 0, max: 100, step: "any" }) });
    const request = requestForm({ preset: true, more: [concurrency.element, tolerated.element] });
    const wrong = h("p", { class: "wrong", role: "alert", hidden: true });
    const go = h("button", { type: "submit", class: "button button-main" }, "Plan (dry run)");
    const element = h("form", { class: "panel", novalidate: true, "aria-label": "Plan a batch" },
        h("div", { class: "source" }, kind.element, folder.element, manifest.element), request.element,
        h("div", { class: "panel-end" }, h("p", { class: "cost" }, "Planning is free: it counts the photos and estimates cost and time. You start the batch after that."), wrong, go));
    let sent = null;
    const show = () => {
        folder.element.hidden = kind.value !== "folder";
        manifest.element.hidden = kind.value !== "manifest";
    };
    kind.element.addEventListener("change", show);
    show();
    element.addEventListener("submit", async (event) => {
        event.preventDefault();
        const order = read();
        if (order) {
            await submit(order);
        }
    });

    function read() {
        const asked = request.read();
        const [chosen, pattern, example] = kind.value === "folder" ? [folder, /^(uploads|batches)\/./, "batches/autumn/"] : [manifest, /^batches\/./, "batches/autumn.csv"];
        const key = chosen.control.value.trim();
        folder.wrong(null);
        manifest.wrong(null);
        chosen.wrong(pattern.test(key) ? null : `Name it with its whole path, such as ${example}`);
        const limits = { concurrency: number(concurrency, { min: 1, max: 1000, whole: true }, "A whole number from 1 to 1000."),
            toleratedFailurePercent: number(tolerated, { min: 0, max: 100 }, "A number from 0 to 100.") };
        const first = element.querySelector(WRONG);
        if (first || !asked) {
            first?.focus();
            return null;
        }
        return JSON.parse(JSON.stringify({ ...(kind.value === "folder" ? { folder: key } : { manifest: { key } }), ...asked, ...limits }));
    }

    /** The same order, sent again after a failure, has the same key. */
    async function submit(asked) {
        go.disabled = true;
        go.textContent = "Asking…";
        wrong.hidden = true;
        try {
            const order = await request.complete(asked);
            if (!order || !element.isConnected) {
                return;
            }
            const text = JSON.stringify(order);
            sent = sent?.text === text ? sent : { text, key: api.newKey() };
            await plan(order, sent.key);
            sent = null;
        } catch (error) {
            if (!(error instanceof ApiError)) {
                throw error;
            }
            wrong.hidden = false;
            wrong.textContent = `${sentence(error.message)} Nothing was started.`;
            request.blame(error.problems);
        } finally {
            go.disabled = false;
            go.textContent = "Plan (dry run)";
        }
    }

    return element;
}

function number(line, bounds, words) {
    const value = line.control.validity.badInput ? null : bounded(line.control.value, bounds);
    line.wrong(value === null ? words : null);
    return value ?? undefined;
}
