import { h } from "../core/dom.js";
import * as api from "../core/api.js";
import { confirmed } from "../core/dialog.js";
import { duration, many, number } from "../core/format.js";
import { notice } from "../core/notices.js";
import { batchName, orderOf, rememberOrder } from "../core/orders.js";
import { go } from "../core/router.js";
import { told } from "./job-actions.js";

/** Plans a batch without starting anything, and shows the plan. */
export async function plan(order, key) {
    const answer = await api.createBatch({ ...order, dryRun: true }, key);
    rememberOrder(answer.batch.batchId, order);
    go(`/batches/${answer.batch.batchId}`);
}

/** Starts what a batch has planned. The key comes from the plan: pressing twice, or in two windows, starts one batch. */
export async function startPlanned(batch) {
    const { order, exact } = orderOf(batch);
    const { planned } = batch.counts;
    const yes = await confirmed({
        title: `Start ${many(planned, "job")}?`,
        body: [h("p", {}, `${batchName(batch)}: ${many(planned, "photo")}, about ${duration(batch.estimate.seconds * 1000)}.`),
            h("p", { class: "dialog-cost" }, batch.estimate.credits ? `Estimate: ${number(batch.estimate.credits)} vendor credits` : "Estimate: no vendor credits"),
            !exact && h("p", { class: "hint" }, "The plan was made elsewhere: jobs at once and tolerated failures aren't in its record, so the defaults are used.")],
        yes: `Start ${many(planned, "job")}`,
    });
    if (!yes) {
        return;
    }
    const answer = await told(() => api.createBatch({ ...order, confirm: true }, `console-start-${batch.batchId}`), "The batch wasn't started");
    if (answer) {
        rememberOrder(answer.batch.batchId, order);
        go(`/batches/${answer.batch.batchId}`);
    }
}

/** Plans the failed photos of a batch once more; starting them is asked for there. */
export async function planFailed(batch, key) {
    const { order } = orderOf(batch);
    await told(() => plan({ ...order, failedOnly: batch.batchId }, key), "The failed photos weren't planned");
}

/** @returns {Promise<void>} */
export async function cancelBatch(batch) {
    const running = batch.counts?.running ?? 0;
    const yes = await confirmed({
        title: "Cancel this batch?",
        body: [h("p", {}, `No further job is started. ${running ? `${many(running, "job")} that ${running === 1 ? "runs" : "run"} will end by ${running === 1 ? "itself" : "themselves"}` : "Jobs that run will end by themselves"}, and what they cost stays; their results are kept.`)],
        yes: "Cancel the batch",
        no: "Let it run",
        grave: true,
    });
    if (yes && await told(() => api.cancelBatch(batch.batchId), "The batch wasn't cancelled")) {
        notice("The batch is cancelled.");
    }
}
