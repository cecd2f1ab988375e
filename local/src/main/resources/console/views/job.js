import { h, icon, part } from "../core/dom.js";
import * as api from "../core/api.js";
import { download } from "../core/download.js";
import { ago, duration, fileName, sentence } from "../core/format.js";
import { photoLink, resultLink, withoutLinks } from "../core/links.js";
import { announce, trouble } from "../core/notices.js";
import { Poller } from "../core/poller.js";
import { queue } from "../core/queue.js";
import { isSimulated, learnSimulated, simulatedCost } from "../core/simulated.js";
import { chargeWords, isMoving, statusWords } from "../core/words.js";
import { compare, single } from "../parts/compare.js";
import { cancel, retry } from "../parts/job-actions.js";
import { record } from "../parts/record.js";
import { statusChip, stepper } from "../parts/stepper.js";

const RETRIABLE = ["FAILED", "CANCELLED", "REJECTED", "SUBMIT_UNKNOWN"];
const TAKEOVER_MILLIS = 60_000;

/** One job: its way, its pictures, its record. */
export function jobView(root, { id }) {
    const page = h("div", { class: "job" }, h("p", { class: "hint" }, "Reading the job…"));
    root.append(page);
    let shown = null;
    let job = null;
    let restarted = null;
    let simulated = [];
    const poller = new Poller(ask, (error) => {
        if (!shown || error.status === 404) {
            shown = null;
            trouble(page, error.status === 404 ? "There is no such job" : "The job can't be read", error, () => poller.now());
        }
    }).start();

    async function ask() {
        const before = job;
        [job, simulated] = await Promise.all([api.getJob(id), learnSimulated()]);
        queue.note(job);
        if (restarted && (job.updatedAt !== restarted.updatedAt || Date.now() - restarted.at > TAKEOVER_MILLIS)) {
            restarted = null;
        }
        shown ??= layout(page);
        shown.update(job, restarted !== null);
        if (before && before.status !== job.status) {
            announce(`${fileName(job.source.key)}: ${statusWords(job.status).word}`);
        }
        if (isMoving(job.status) || restarted) {
            return before?.status === job.status ? "moving" : "changed";
        }
        return "still";
    }

    function layout(element) {
        const parts = {
            head: h("div", { class: "job-head" }), way: h("div", { class: "job-way" }), error: h("div"), picture: h("div", { class: "job-picture" }),
            record: h("div", { class: "job-record" }),
        };
        element.replaceChildren(...Object.values(parts));
        const head = part(parts.head, ([current, starting]) => heading(current, starting));
        const minute = () => Math.floor(Date.now() / 60_000);
        const way = part(parts.way, ([current, starting]) => [stepper(current), starting && h("p", { class: "hint" }, "A new run is started; it takes the job over in a moment.")]);
        const error = part(parts.error, ([current, starting]) => current.error && !starting && errorBlock(current.error));
        const picture = part(parts.picture, () => pictureOf(job));
        const facts = part(parts.record, ([current]) => record(current));
        return {
            update(current, starting) {
                const lasting = withoutLinks(current);
                head([lasting, starting, minute()]);
                way([lasting, starting]);
                error([lasting, starting, simulated]);
                picture([lasting.hasPhoto, lasting.result, current.status === "AWAITING_UPLOAD"]);
                facts([lasting, simulated]);
                document.title = `${fileName(current.source.key)} · Backdrop`;
            },
        };
    }

    function heading(current, starting) {
        return [
            h("p", { class: "crumbs" }, h("a", { href: "#/jobs" }, "Jobs")),
            h("div", { class: "title-row" },
                h("div", {}, h("h1", { tabindex: -1 }, fileName(current.source.key)),
                    h("p", { class: "sub" }, statusChip(current.status), h("span", {}, `started ${ago(current.createdAt)}`), tookWords(current))),
                h("div", { class: "actions" },
                    current.result && h("button", { type: "button", class: "button button-main", data: { focus: "download" }, on: { click: save } }, icon("down"), "Download"),
                    current.result && h("a", { class: "button", href: resultLink(job), target: "_blank", rel: "noopener", data: { focus: "open" }, on: { click: refreshed } }, "Full size"),
                    RETRIABLE.includes(current.status) && h("button", { type: "button", class: "button", data: { focus: "retry" }, disabled: starting, on: { click: again } }, "Retry"),
                    isMoving(current.status) && h("button", { type: "button", class: "button", data: { focus: "cancel" }, on: { click: stop } }, "Cancel"))),
        ];
    }

    /** The link on the page may be older than the one that was asked for last. */
    function refreshed(event) {
        event.currentTarget.href = resultLink(job);
    }

    async function save() {
        if (Date.parse(job.result.expiresAt) < Date.now() + 5_000) {
            job = await api.getJob(id);
        }
        await download(resultLink(job), `${fileName(job.source.key).replace(/\.[^.]*$/, "")}.${job.result.format === "jpeg" ? "jpg" : "png"}`);
    }

    async function again() {
        if (await retry(job)) {
            restarted = { updatedAt: job.updatedAt, at: Date.now() };
            shown.update(job, true);
        }
        poller.now();
    }

    async function stop() {
        await cancel(job);
        poller.now();
    }

    return { title: "Job", end: () => poller.stop() };
}

function tookWords(job) {
    return job.status === "SUCCEEDED" && h("span", {}, `took ${duration(Date.parse(job.updatedAt) - Date.parse(job.createdAt))}`);
}

function pictureOf(job) {
    const before = photoLink(job);
    const name = fileName(job.source.key);
    if (job.result) {
        return compare({ before, after: resultLink(job), width: job.result.width, height: job.result.height, name });
    }
    if (before) {
        return single(before, `${name}, before`);
    }
    return h("p", { class: "picture-none" }, job.status === "AWAITING_UPLOAD" ? "The photo hasn't arrived yet." : "The photo can't be shown yet.");
}

function errorBlock(error) {
    return h("section", { class: "error-block", "aria-labelledby": "error" },
        h("h2", { id: "error" }, sentence(error.message)),
        h("p", { class: "advice" }, sentence(error.advice)),
        h("p", { class: `charged charged-${error.charged.toLowerCase()}` }, chargeWords(error.charged)),
        error.charged !== "NO" && isSimulated(error.provider) && h("p", {}, simulatedCost([error.provider])),
        h("p", { class: "hint" }, [error.code, error.provider, error.providerCode, error.retryable ? "the same job, later, can succeed" : "the same job would end the same way"].filter(Boolean).join(" · ")));
}
