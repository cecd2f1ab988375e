import { fill, h } from "../core/dom.js";
import * as api from "../core/api.js";
import { ago, many, number, older } from "../core/format.js";
import { trouble } from "../core/notices.js";
import { batchName } from "../core/orders.js";
import { Poller } from "../core/poller.js";
import { isMoving } from "../core/words.js";
import { batchForm } from "../parts/batch-form.js";
import { told } from "../parts/job-actions.js";
import { statusChip } from "../parts/stepper.js";

/** Plans batches and lists those there are. */
export function batchesView(root) {
    const list = h("ul", { class: "jobs", "aria-label": "Batches" });
    const state = h("div", {}, h("p", { class: "hint" }, "Reading the batches…"));
    const more = h("button", { type: "button", class: "button", hidden: true, on: { click: loadMore } }, "Load more");
    root.append(h("div", { class: "split" },
        h("div", { class: "split-main" }, h("h1", { tabindex: -1 }, "Batches"), state, list, h("div", { class: "more" }, more)),
        batchForm()));
    let batches = [];
    let cursor;
    let loaded = false;
    let shown = "";
    const poller = new Poller(refresh, (error) => loaded || trouble(state, "The batches can't be listed", error, () => poller.now())).start();

    async function refresh() {
        const page = await api.listBatches({});
        const fresh = new Set(page.batches.map((batch) => batch.batchId));
        const end = page.batches.at(-1);
        const tail = page.cursor && end ? batches.filter((batch) => !fresh.has(batch.batchId) && older(batch, end)) : [];
        batches = [...page.batches, ...tail];
        cursor = tail.length ? cursor : page.cursor;
        loaded = true;
        return show() ? "changed" : batches.some((batch) => isMoving(batch.status)) ? "moving" : "still";
    }

    async function loadMore() {
        const page = await told(() => api.listBatches({ cursor }), "No more batches were loaded");
        if (page) {
            const known = new Set(batches.map((batch) => batch.batchId));
            batches = [...batches, ...page.batches.filter((batch) => !known.has(batch.batchId))];
            cursor = page.cursor;
            show();
        }
    }

    function show() {
        more.hidden = !cursor;
        const signature = JSON.stringify(batches.map(({ batchId, status, counts }) => [batchId, status, counts]));
        fill(state, batches.length === 0 && h("div", { class: "empty" }, h("h2", {}, "No batches yet"),
            h("p", {}, "Put photos into a folder of the input bucket, name the folder here, and plan. The plan says what it will cost before anything runs.")));
        if (signature === shown) {
            return false;
        }
        shown = signature;
        const focused = list.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
        fill(list, batches.map(row));
        focused && list.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
        return true;
    }

    return { title: "Batches", end: () => poller.stop() };
}

function row(batch) {
    const { counts } = batch;
    return h("li", {}, h("a", { class: "job-row batch-row", href: `#/batches/${batch.batchId}` },
        h("div", { class: "job-words" }, h("p", { class: "job-name" }, batchName(batch)),
            h("p", { class: "job-about" }, h("span", {}, ago(batch.createdAt)), counts && h("span", {}, many(counts.planned, "job")),
                counts && counts.succeeded > 0 && h("span", {}, `${number(counts.succeeded)} done`), counts && counts.failed > 0 && h("span", { class: "wrong" }, `${number(counts.failed)} failed`))),
        h("div", { class: "job-state" }, statusChip(batch.status))));
}
