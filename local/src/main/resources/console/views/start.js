import { fill, h, icon } from "../core/dom.js";
import { ACCEPT, droppedFiles } from "../core/files.js";
import { bytes, many } from "../core/format.js";
import { announce, failure, notice } from "../core/notices.js";
import { queue } from "../core/queue.js";
import { isMoving } from "../core/words.js";
import { queueRow } from "../parts/queue-row.js";
import { requestForm } from "../parts/request-form.js";

/** The page to drop photos on. It is made once and kept, so that photos and settings stay while one looks elsewhere. */
let page = null;

export function startView(root) {
    root.append(prepareStart());
    return { title: "New photos", end: () => page.remove() };
}

/** Makes the page without showing it, so that photos can be dropped on the other pages too. */
export function prepareStart() {
    page ??= makePage();
    return page;
}

function makePage() {
    const form = requestForm({ preset: false });
    const input = h("input", { type: "file", multiple: true, accept: ACCEPT, class: "unseen", tabindex: -1, "aria-hidden": "true" });
    input.addEventListener("change", () => {
        take([...input.files]);
        input.value = "";
    });
    const choose = h("button", { type: "button", class: "button", id: "choose", on: { click: () => input.click() } }, "Choose photos");
    const invitation = h("p", { class: "stage-hint" });
    const stage = h("div", { class: "stage" },
        h("div", { class: "stage-words" }, icon("photo"), h("h2", {}, "Drop photos here"), invitation, choose, input));
    const rows = h("ul", { class: "photos", "aria-label": "Photos" });
    const summary = h("div", { class: "photos-summary" });
    const cost = h("p", { class: "cost", id: "cost" });
    const start = h("button", { type: "submit", class: "button button-main button-wide", "aria-describedby": "cost" });
    const settings = h("form", { class: "panel", novalidate: true, "aria-label": "What to make" }, form.element, h("div", { class: "panel-end" }, cost, start));
    settings.addEventListener("submit", (event) => {
        event.preventDefault();
        begin();
    });

    const shown = new Map();
    let beginning = false;
    queue.addEventListener("change", ({ detail: item }) => {
        if (item) {
            refreshRow(shown, item);
        }
        if (item?.state === "refused" && !item.removed) {
            form.blame(item.error.problems);
        }
        scheduleSummary();
    });
    form.onChange(scheduleSummary);
    acceptFiles(take);
    addEventListener("beforeunload", (event) => (queue.busy || beginning) && event.preventDefault());
    showSummary();

    function take(files) {
        const { added, refused, known } = queue.add(files);
        for (const item of added) {
            const row = queueRow(item);
            shown.set(item, row);
            rows.append(row.element);
        }
        report(added, refused, known);
    }

    /** Starts the photos that are there now, not those that are added while the background picture is sent. */
    async function begin() {
        const items = queue.startable;
        if (items.length === 0) {
            notice("Add photos first.");
            choose.focus();
            return;
        }
        const request = beginning ? null : form.read();
        if (!request) {
            return;
        }
        beginning = true;
        showSummary();
        try {
            const complete = await form.complete(request);
            const count = complete && queue.start(complete, items);
            if (count) {
                announce(`${many(count, "photo")} started`);
            }
        } finally {
            beginning = false;
            showSummary();
        }
    }

    let scheduled = false;
    function scheduleSummary() {
        if (!scheduled) {
            scheduled = true;
            queueMicrotask(() => {
                scheduled = false;
                showSummary();
            });
        }
    }

    function showSummary() {
        const count = queue.startable.length;
        start.textContent = beginning ? "Sending the picture…" : count ? `Start ${many(count, "photo")}` : "Start";
        start.setAttribute("aria-disabled", String(count === 0 || beginning));
        cost.textContent = count ? form.cost(count) ?? "" : "Add photos first; nothing runs before you press Start.";
        stage.classList.toggle("stage-used", queue.items.length > 0);
        invitation.textContent = queue.items.length ? "or paste them, anywhere on this page" : "or paste them; JPEG, PNG, WebP, TIFF, GIF or BMP, up to 64 MiB each";
        showOnStage(stage, form.preview);
        fill(summary, queue.items.length > 0 && summaryOf());
    }

    return h("div", { class: "start" }, h("h1", { tabindex: -1, class: "unseen" }, "New photos"),
        h("div", { class: "start-photos" }, stage, summary, rows), settings);
}

function refreshRow(shown, item) {
    const row = shown.get(item);
    if (item.removed) {
        const after = row.element.nextElementSibling ?? row.element.previousElementSibling;
        const hadFocus = row.element.contains(document.activeElement);
        row.release();
        row.element.remove();
        shown.delete(item);
        if (hadFocus) {
            (after?.querySelector("button, a") ?? document.getElementById("choose")).focus();
        }
        return;
    }
    const before = item.spoken;
    row.update();
    item.spoken = item.job?.status;
    if (before && before !== item.spoken && !isMoving(item.spoken)) {
        announce(`${item.file.name}: ${item.spoken === "SUCCEEDED" ? "done" : item.job.error?.message ?? "ended"}`);
    }
}

function summaryOf() {
    const jobs = queue.items.filter((item) => item.state === "job");
    const ended = jobs.filter((item) => !isMoving(item.job.status));
    const done = ended.filter((item) => item.job.status === "SUCCEEDED").length;
    const size = queue.items.reduce((sum, item) => sum + item.file.size, 0);
    const words = [many(queue.items.length, "photo"), bytes(size), done > 0 && `${done} done`, ended.length > done && `${ended.length - done} not done`];
    return [h("p", {}, words.filter(Boolean).join(" · ")),
        ended.length > 0 && h("button", { type: "button", class: "quiet", on: { click: () => queue.clearEnded() } }, "Take ended ones off the list")];
}

function report(added, refused, known) {
    if (added.length) {
        announce(`${many(added.length, "photo")} added`);
    }
    if (known) {
        notice(`${many(known, "photo")} ${known === 1 ? "was" : "were"} on the list already.`);
    }
    if (refused.length > 3) {
        failure(`${refused.length} files were left out: they are no photos that can be sent, such as ${refused[0].name}, which ${refused[0].reason}.`);
    } else {
        refused.forEach(({ name, reason }) => failure(`${name} was left out: ${/^HEIC/.test(reason) ? reason : `it ${reason}`}.`));
    }
}

/** The stage takes the colour that was chosen, and words that can be read on it. */
function showOnStage(stage, { kind, color }) {
    stage.dataset.kind = color ? "color" : kind;
    stage.style.setProperty("--wall", color ?? "transparent");
    const [red, green, blue] = color ? [1, 3, 5].map((at) => linear(parseInt(color.slice(at, at + 2), 16) / 255)) : [0, 0, 0];
    stage.dataset.ink = 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? "dark" : "light";
}

function linear(channel) {
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

/** Photos can be dropped or pasted anywhere while this page is shown, except where a field takes the drop for itself. */
function acceptFiles(take) {
    const here = () => document.querySelector(".start") !== null;
    const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    let depth = 0;
    const hover = (change) => (event) => {
        if (carriesFiles(event)) {
            depth = Math.max(0, depth + change);
            document.body.classList.toggle("dropping", depth > 0 && here());
        }
    };
    addEventListener("dragenter", hover(1));
    addEventListener("dragleave", hover(-1));
    addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
    addEventListener("drop", async (event) => {
        if (carriesFiles(event)) {
            depth = 0;
            document.body.classList.remove("dropping");
            if (event.defaultPrevented) {
                return;
            }
            event.preventDefault();
            const files = await droppedFiles(event.dataTransfer);
            location.hash = here() ? location.hash : "#/";
            take(files);
        }
    });
    addEventListener("paste", (event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        if (files.length && here()) {
            event.preventDefault();
            take(files);
        }
    });
}
