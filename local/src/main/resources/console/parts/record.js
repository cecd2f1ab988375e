import { h } from "../core/dom.js";
import { bytes, clockTime, duration, exactTime, number, sentence } from "../core/format.js";
import { isSimulated, providerWords, simulatedCost } from "../core/simulated.js";
import { backgroundWords } from "../core/words.js";

/** The whole record of a job, readable; and as it is, for machines. */
export function record(job) {
    return [
        h("section", { class: "facts-block", "aria-labelledby": "asked" }, h("h2", { id: "asked" }, "Asked for"), facts(asked(job))),
        h("section", { class: "facts-block", "aria-labelledby": "photo" }, h("h2", { id: "photo" }, "Photo"), facts(photo(job))),
        job.result && h("section", { class: "facts-block", "aria-labelledby": "result" }, h("h2", { id: "result" }, "Result"), facts(result(job.result))),
        h("section", { class: "facts-block facts-wide", "aria-labelledby": "attempts" }, h("h2", { id: "attempts" }, "Attempts"), attempts(job.attempts)),
        h("section", { class: "facts-block facts-wide", "aria-labelledby": "record" }, h("h2", { id: "record" }, "Record"), facts(marks(job)), raw(job)),
    ];
}

function asked({ request, provider }) {
    if (!request) {
        return [["Request", "Settled when the photo has arrived"]];
    }
    const { output = {}, placement = {} } = request;
    return [
        ["Background", backgroundWords(request.background)],
        ["Provider", provider && provider !== request.provider ? `${providerWords(provider)}, chosen by ${request.provider}` : providerWords(provider ?? request.provider)],
        ["Format", output.format?.toUpperCase()],
        ["Longest side", output.maxSide && `${number(output.maxSide)} px`],
        ["Canvas", placement.canvas],
        ["Scale", placement.scale],
        ["Anchor", placement.anchor],
        ["Seed", request.seed],
    ];
}

function photo({ source, photo: found, background, composed }) {
    return [
        ["File", source.key],
        ["Bucket", source.bucket],
        ["Size", bytes(source.size)],
        ["Found", found && `${found.format.toUpperCase()}, ${found.width} × ${found.height} px`],
        ["Changed", changes(found)],
        ["Background", background && `${background.format.toUpperCase()}, ${background.width} × ${background.height} px`],
        ["Background changed", changes(background)],
        ["Put together", composed && "here; the provider only cuts the subject out"],
    ];
}

function changes(found) {
    return found && (found.changes.length ? found.changes.join("; ") : "nothing");
}

function result(made) {
    return [
        ["File", made.key],
        ["Bucket", made.bucket],
        ["Picture", `${made.format.toUpperCase()}, ${made.width} × ${made.height} px, ${bytes(made.size)}`],
        ["SHA-256", h("code", {}, made.sha256)],
    ];
}

function marks(job) {
    return [
        ["Job", h("code", {}, job.jobId)],
        ["Created", exactTime(job.createdAt)],
        ["Last change", exactTime(job.updatedAt)],
        ["Took", !job.result && !job.error ? null : duration(Date.parse(job.updatedAt) - Date.parse(job.createdAt))],
        ["Run", job.run > 1 && number(job.run)],
        ["Batch", job.batchId && h("a", { href: `#/batches/${job.batchId}` }, job.batchId)],
        ["Execution", job.execution && h("code", {}, job.execution)],
    ];
}

/** Pairs of a name and a value; those without a value are left out. */
export function facts(pairs) {
    return h("dl", { class: "facts" }, pairs.filter(([, value]) => value !== undefined && value !== null && value !== false)
        .map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

const OUTCOMES = { PREPARING: "Being prepared", UNKNOWN: "Unknown: the vendor may or may not have it", RUNNING: "Running", SUCCEEDED: "Succeeded", FAILED: "Failed" };

function attempts(list) {
    if (list.length === 0) {
        return h("p", { class: "hint" }, "Nothing has been submitted to a provider, so nothing can have been charged.");
    }
    const heads = ["No.", "Provider", "Task", "Outcome", "Submitted", "Polls", "Credits", "Took"];
    const simulated = simulatedCost(list.map((attempt) => attempt.provider));
    return [simulated && h("p", { class: "hint" }, simulated), h("div", { class: "table-box", tabindex: 0, role: "region", "aria-label": "Table of attempts" }, h("table", {},
        h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
        h("tbody", {}, list.map((attempt) => h("tr", {},
            h("th", { scope: "row" }, attempt.number),
            h("td", {}, providerWords(attempt.provider)),
            h("td", {}, (attempt.steps ?? []).map((step) => h("small", {}, step.taskId ?? "unnamed", step.credits > 0 && `, ${number(step.credits)} credits`)), task(attempt)),
            h("td", {}, OUTCOMES[attempt.outcome] ?? attempt.outcome, (attempt.notes ?? []).map((note) => h("small", {}, sentence(note)))),
            h("td", {}, attempt.submittedAt ? clockTime(attempt.submittedAt) : "not yet"),
            h("td", {}, polls(attempt)),
            h("td", {}, attempt.credits === undefined ? "not known" : number(attempt.credits), attempt.credits > 0 && isSimulated(attempt.provider) && h("small", {}, "simulated")),
            h("td", {}, attempt.finishedAt ? duration(Date.parse(attempt.finishedAt) - Date.parse(attempt.startedAt)) : "–"))))))];
}

function task({ taskId, requestId, outcome }) {
    return [taskId ? h("code", {}, taskId) : outcome === "SUCCEEDED" ? "unnamed" : "none yet", requestId && h("small", {}, `request ${requestId}`)];
}

function polls({ polls: count, firstPollAt, lastPollAt }) {
    return [number(count), firstPollAt && h("small", {}, `${clockTime(firstPollAt)} to ${clockTime(lastPollAt ?? firstPollAt)}`)];
}

/** The record as JSON, without the links, which open the pictures for anybody who has them. */
function raw(job) {
    const { sourceLink, ...rest } = job;
    const text = JSON.stringify({ ...rest, result: job.result && { ...job.result, link: undefined, expiresAt: undefined } }, null, 2);
    return h("details", { class: "raw" }, h("summary", {}, "As JSON"), h("pre", { tabindex: 0 }, text));
}
