import { h, part } from "../core/dom.js";
import * as api from "../core/api.js";
import { ago, exactTime, many, number, sentence } from "../core/format.js";
import { announce, trouble } from "../core/notices.js";
import { batchName } from "../core/orders.js";
import { Poller } from "../core/poller.js";
import { learnSimulated, providerWords, simulatedCost } from "../core/simulated.js";
import { backgroundWords, isMoving, statusWords } from "../core/words.js";
import { cancelBatch, planFailed, startPlanned } from "../parts/batch-actions.js";
import { batchProgress, planFigures, vendorsOf } from "../parts/batch-progress.js";
import { facts } from "../parts/record.js";
import { statusChip } from "../parts/stepper.js";

/** One batch: its plan, its progress, its report. */
export function batchView(root, { id }) {
    const page = h("div", { class: "batch" }, h("p", { class: "hint" }, "Reading the batch…"));
    root.append(page);
    let batch = null;
    let shown = null;
    let simulated = [];
    const failedKey = api.newKey();
    const poller = new Poller(ask, (error) => {
        if (!shown || error.status === 404) {
            shown = null;
            trouble(page, error.status === 404 ? "There is no such batch" : "The batch can't be read", error, () => poller.now());
        }
    }).start();

    async function ask() {
        const before = batch;
        [batch, simulated] = await Promise.all([api.getBatch(id), learnSimulated()]);
        shown ??= layout();
        shown.update();
        if (before && before.status !== batch.status) {
            announce(`${batchName(batch)}: ${statusWords(batch.status).word}`);
        }
        const same = before && JSON.stringify([before.status, before.counts]) === JSON.stringify([batch.status, batch.counts]);
        return !isMoving(batch.status) ? "still" : same ? "moving" : "changed";
    }

    function layout() {
        const blocks = { head: h("div"), progress: h("div"), plan: h("div"), report: h("div"), record: h("div") };
        page.replaceChildren(...Object.values(blocks));
        const head = part(blocks.head, heading);
        const progress = part(blocks.progress, () => hasRun(batch) && h("section", { class: "block", "aria-label": "Progress" }, batchProgress(batch)));
        const plan = part(blocks.plan, () => planBlock(batch));
        const report = part(blocks.report, () => batch.report && reportBlock(batch));
        const record = part(blocks.record, () => h("section", { class: "block facts-block", "aria-labelledby": "record" }, h("h2", { id: "record" }, "Record"), facts(about(batch))));
        return {
            update() {
                head([batch.status, batch.message, batch.counts?.failed, ago(batch.createdAt)]);
                document.title = `${batchName(batch)} · Backdrop`;
                progress([batch.status, batch.counts, Math.floor(Date.now() / 2000)]);
                plan([batch.status, batch.counts, batch.estimate, batch.spent, simulated]);
                report([batch.status, Boolean(batch.report), batch.report && Math.floor(Date.now() / 600_000)]);
                record([{ ...batch, report: null }, simulated]);
            },
        };
    }

    function heading() {
        const failed = batch.counts?.failed ?? 0;
        return [
            h("p", { class: "crumbs" }, h("a", { href: "#/batches" }, "Batches")),
            h("div", { class: "title-row" },
                h("div", {}, h("h1", { tabindex: -1 }, batchName(batch)), h("p", { class: "sub" }, statusChip(batch.status), h("span", {}, `started ${ago(batch.createdAt)}`))),
                h("div", { class: "actions" },
                    !isMoving(batch.status) && failed > 0 && button("failed", `Plan the ${many(failed, "failed one")} again`, () => planFailed(batch, failedKey)),
                    isMoving(batch.status) && button("cancel", "Cancel", () => cancelBatch(batch)))),
            batch.message && h("p", { class: "hint" }, sentence(batch.message)),
        ];
    }

    function planBlock() {
        if (!batch.counts) {
            return isMoving(batch.status) && h("p", { class: "hint", role: "status" }, "Looking through the photos. Nothing is started yet.");
        }
        const waits = batch.status === "DRY_RUN" || batch.status === "AWAITING_CONFIRMATION";
        return h("section", { class: waits ? "block block-ask" : "block", "aria-labelledby": "plan" },
            h("h2", { id: "plan" }, waits ? "The plan. Nothing is started yet." : "The plan"),
            planFigures(batch),
            waits && (batch.counts.planned > 0 && batch.estimate
                ? button("start", `Start ${many(batch.counts.planned, "job")}…`, () => startPlanned(batch), "button button-main")
                : h("p", {}, "There is nothing to do: every photo that was found is done already, or none was found.")));
    }

    function button(focus, words, act, look = "button") {
        const element = h("button", { type: "button", class: look, data: { focus } }, words);
        element.addEventListener("click", async () => {
            element.disabled = true;
            await act();
            element.disabled = false;
            poller.now();
        });
        return element;
    }

    return { title: "Batch", end: () => poller.stop() };
}

function hasRun(batch) {
    return batch.counts && (isMoving(batch.status) || batch.startedAt || batch.counts.succeeded + batch.counts.failed > 0);
}

function reportBlock(batch) {
    const kinds = [["html", "Page"], ["csv", "Table (CSV)"], ["json", "JSON"]];
    return h("section", { class: "block", "aria-labelledby": "report" }, h("h2", { id: "report" }, "Report"),
        h("p", { class: "links" }, kinds.map(([kind, words]) => h("a", { class: "button", href: batch.report[kind], target: "_blank", rel: "noopener" }, words))),
        h("p", { class: "hint" }, "One line for each photo: result, attempts, credits, and what went wrong."));
}

const SKIPPED = {
    FOLDER_MARKER: "folder markers", MANIFEST: "manifests", EMPTY: "empty", ANNOUNCED: "started by the API", DUPLICATE: "twice in the list", DONE: "done already",
    UNDER_WAY: "under way", FAILED_BEFORE: "failed before", SUBMIT_UNKNOWN: "that may be charged twice", NOT_FAILED: "not failed",
};

function about(batch) {
    const { request = {} } = batch;
    return [
        [batch.manifest ? "Manifest" : "Folder", batchName(batch)],
        ["Background", backgroundWords(request.background)],
        ["Provider", request.provider ? providerWords(request.provider) : "As preset"],
        ["Only failed jobs", batch.failedOnly && (batch.failedOnly === true ? "of what is there" : h("a", { href: `#/batches/${batch.failedOnly}` }, `of batch ${batch.failedOnly}`))],
        ["Jobs at once", batch.concurrency],
        ["Failures tolerated", batch.toleratedFailurePercent !== undefined && `${number(batch.toleratedFailurePercent)} %`],
        ["Skipped", batch.counts?.skipped > 0 && Object.entries(batch.counts.skippedBy).map(([reason, count]) => `${number(count)} ${SKIPPED[reason] ?? reason}`).join(", ")],
        ["Spent", batch.spent && [many(batch.spent.credits, "vendor credit"), batch.spent.credits > 0 && small(simulatedCost(vendorsOf(batch)))]],
        ["Started by", batch.scheduled && "the schedule"],
        ["Created", exactTime(batch.createdAt)],
        ["Started", batch.startedAt && exactTime(batch.startedAt)],
        ["Finished", batch.finishedAt && exactTime(batch.finishedAt)],
        ["Batch", h("code", {}, batch.batchId)],
        ["Execution", batch.execution && h("code", {}, batch.execution)],
    ];
}

function small(words) {
    return words && h("small", {}, words);
}
