import { h } from "../core/dom.js";
import { STEPS, isMoving, statusWords } from "../core/words.js";

/** How many steps a job has behind it, and whether it stands in the next one. */
function reached(job) {
    const index = STEPS.findIndex((step) => step.status === job.status);
    if (index >= 0) {
        return index;
    }
    if (job.status === "SUCCEEDED") {
        return STEPS.length;
    }
    const last = job.attempts?.at(-1);
    if (!last) {
        return job.error?.code === "UPLOAD_EXPIRED" ? 0 : 1;
    }
    if (last.outcome === "SUCCEEDED") {
        return 4;
    }
    return last.taskId || last.submittedAt ? 3 : last.outcome === "PREPARING" ? 1 : 2;
}

/** The way of a job as a row of steps; `small` is a bare line for lists. */
export function stepper(job, small = false) {
    const at = reached(job);
    const { word, tone } = statusWords(job.status);
    const steps = STEPS.map((step, index) => {
        const state = index < at ? "past" : index === at ? (isMoving(job.status) ? "now" : "end") : "next";
        return h("li", { class: `step step-${state}`, "aria-current": state === "now" ? "step" : null }, small ? null : h("span", {}, step.word));
    });
    return h("ol", { class: `stepper tone-${tone}${small ? " stepper-small" : ""}`, "aria-label": `Progress: ${word}`, role: small ? "img" : null }, steps);
}

/** A status as a word with a mark. */
export function statusChip(status) {
    const { word, tone } = statusWords(status);
    return h("span", { class: `chip tone-${tone}`, title: status }, word);
}
