import { h } from "../core/dom.js";
import { duration, number } from "../core/format.js";
import { simulatedCost } from "../core/simulated.js";
import { isMoving } from "../core/words.js";

/** How far a batch is, how fast it goes and when it will be done, as far as its counts tell. */
function pace(batch, now = Date.now()) {
    const { planned = 0, succeeded = 0, failed = 0 } = batch.counts ?? {};
    const done = succeeded + failed;
    const millis = batch.startedAt ? (batch.finishedAt ? Date.parse(batch.finishedAt) : now) - Date.parse(batch.startedAt) : 0;
    const perMinute = done > 0 && millis > 0 ? (done * 60_000) / millis : null;
    return { planned, succeeded, failed, done, perMinute, left: perMinute && isMoving(batch.status) ? ((planned - done) / perMinute) * 60_000 : null };
}

export function batchProgress(batch) {
    const { planned, succeeded, failed, done, perMinute, left } = pace(batch);
    const bar = h("div", { class: "batch-bar", role: "progressbar", "aria-valuemin": 0, "aria-valuemax": planned, "aria-valuenow": done,
        "aria-label": "Progress of the batch", "aria-valuetext": `${done} of ${planned}` }, share("good", succeeded, planned), share("bad", failed, planned));
    const words = [
        h("strong", {}, `${number(done)} of ${number(planned)}`),
        h("span", {}, `${number(succeeded)} done`),
        h("span", { class: failed ? "wrong" : null }, `${number(failed)} failed`),
        perMinute && h("span", {}, `${number(perMinute >= 10 ? Math.round(perMinute) : perMinute)} a minute`),
        left !== null && left > 0 && h("span", {}, `about ${duration(left)} left`),
    ];
    return [bar, h("p", { class: "batch-pace" }, words)];
}

function share(tone, count, planned) {
    const element = h("div", { class: `batch-share batch-share-${tone}` });
    element.style.inlineSize = planned ? `${(100 * count) / planned}%` : "0";
    return element;
}

/** What the planning has found and estimates. */
export function planFigures(batch) {
    const { counts, estimate } = batch;
    const figures = [
        ["Found", counts.found, "photos"], ["Skipped", counts.skipped, "done or left out"], counts.refused > 0 && ["Refused", counts.refused, "see the report"], ["Planned", counts.planned, "jobs"],
        estimate && ["Cost", estimate.credits, estimate.credits === 0 ? "credits: free" : "credits, estimated"],
        estimate && ["Time", duration(estimate.seconds * 1000), "estimated"],
    ];
    const simulated = simulatedCost(vendorsOf(batch));
    return [h("dl", { class: "figures" }, figures.filter(Boolean).map(([name, value, about]) => h("div", {},
        h("dt", {}, name), h("dd", {}, h("strong", {}, typeof value === "number" ? number(value) : value), h("span", {}, about))))), simulated && h("p", { class: "hint" }, simulated)];
}

/** The providers that the batch's cost speaks of. */
export function vendorsOf({ estimate, spent }) {
    return Object.keys({ ...estimate?.creditsByProvider, ...spent?.creditsByProvider });
}
