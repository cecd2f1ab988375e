import { fill, h, icon, part } from "../core/dom.js";
import { bytes, sentence } from "../core/format.js";
import { resultLink } from "../core/links.js";
import { queue } from "../core/queue.js";
import { thumbnail, whenNear } from "../core/thumbnails.js";
import { isMoving } from "../core/words.js";
import { statusChip, stepper } from "./stepper.js";

/** One photo on the stage: its picture, what it is up to, and what can be done. */
export function queueRow(item) {
    const picture = h("div", { class: "thumb" }, icon("photo"));
    const state = h("div", { class: "photo-state" });
    const tools = h("div", { class: "photo-tools" });
    const element = h("li", { class: "photo" }, picture,
        h("div", { class: "photo-words" }, h("p", { class: "photo-name", title: item.file.name }, item.file.name), state), tools);
    const showState = part(state, () => stateOf(item));
    const showTools = part(tools, () => toolsOf(item));
    let bar = null;
    let address = null;
    let after = null;

    whenNear(picture, async () => {
        const made = after ? null : await thumbnail(item.file);
        if (made && (item.removed || after)) {
            URL.revokeObjectURL(made);
        } else if (made) {
            address = made;
            fill(picture, h("img", { src: made, alt: "", decoding: "async" }));
        }
    });

    function update() {
        if (showState([item.state, item.error?.message, item.job?.status, item.job?.lost, item.job?.error?.message])) {
            bar = state.querySelector("progress");
        }
        if (bar) {
            bar.value = item.progress;
        }
        showTools([item.state, item.job?.status, item.job?.jobId]);
        const result = item.job && resultLink(item.job);
        if (result && after !== result) {
            after = result;
            whenNear(picture, () => showResult(item.job));
        }
    }

    function showResult(job) {
        const image = h("img", { src: resultLink(job), alt: "", decoding: "async", class: job.result.format === "png" ? "checkered" : null });
        image.addEventListener("load", () => {
            fill(picture, image);
            release();
        });
    }

    function release() {
        if (address) {
            URL.revokeObjectURL(address);
            address = null;
        }
    }

    update();
    return { element, update, release };
}

function stateOf(item) {
    switch (item.state) {
        case "ready":
            return h("p", { class: "photo-note" }, bytes(item.file.size));
        case "waiting":
            return h("p", { class: "photo-note" }, "Waits for its turn");
        case "sending":
            return h("progress", { max: 1, value: item.progress, "aria-label": `Sending ${item.file.name}` });
        case "refused":
            return h("p", { class: "photo-note wrong" }, `${sentence(item.error.message)} Nothing was started.`);
        case "stuck":
            return h("p", { class: "photo-note wrong" }, `${sentence(item.error.message)} Going on is safe: it stays one job.`);
        default:
            return jobState(item.job);
    }
}

function jobState(job) {
    if (job.lost) {
        return h("p", { class: "photo-note wrong" }, sentence(job.lost));
    }
    return [statusChip(job.status), isMoving(job.status) ? stepper(job, true) : null, job.error ? h("p", { class: "photo-note wrong" }, sentence(job.error.message)) : null];
}

function toolsOf(item) {
    const name = item.file.name;
    return [
        item.state === "stuck" && h("button", { type: "button", class: "button button-small", "aria-label": `Go on with ${name}`, data: { focus: "go" }, on: { click: () => queue.resume(item) } }, "Go on"),
        item.job && item.state === "job" && h("a", { class: "button button-small", href: `#/jobs/${item.job.jobId}`, "aria-label": `Open the job of ${name}`, data: { focus: "go" } }, "Open"),
        item.state !== "sending" && h("button", { type: "button", class: "quiet icon-only", "aria-label": `Take ${name} off the list`, data: { focus: "remove" }, on: { click: () => queue.remove(item) } }, icon("close")),
    ];
}
