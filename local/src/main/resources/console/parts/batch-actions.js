import { h } from "../core/dom.js";
import * as api from "../core/api.js";
import { confirmed } from "../core/dialog.js";
import { duration, many, number } from "../core/format.js";
import { notice } from "../core/notices.js";
import { batchName, orderOf } from "../core/orders.js";
import { go } from "../core/router.js";
import { simulatedCost } from "../core/simulated.js";
import { vendorsOf } from "./batch-progress.js";
import { told } from "./job-actions.js";

/** Plans a batch without starting anything, and shows the plan. */
export async function plan(order, key) {
    const answer = await api.createBatch({ ...order, dryRun: true }, key);
    go(`/batches/${answer.batch.batchId}`);
}

/** Starts what a batch has planned. The key comes from the plan: pressing twice, or in two windows, starts one batch. */
export async function startPlanned(batch) {
    const { planned } = batch.counts;
    const simulated = simulatedCost(vendorsOf(batch));
    const yes = await confirmed({
        title: `Start ${many(planned, "job")}?`,
        body: [h("p", {}, `${batchName(batch)}: ${many(planned, "photo")}, about ${duration(batch.estimate.seconds * 1000)}.`),
            h("p", { class: "dialog-cost" }, batch.estimate.credits ? `Estimate: ${number(batch.estimate.credits)} vendor credits` : "Estimate: no vendor credits"),
            simulated && h("p", {}, simulated)],
        yes: `Start ${many(planned, "job")}`,
    });
    if (!yes) {
        return;
    }
    const answer = await told(() => api.createBatch({ ...orderOf(batch), confirm: true }, `console-start-${batch.batchId}`), "The batch wasn't started");
    if (answer) {
        go(`/batches/${answer.batch.batchId}`);
    }
}

/** Plans the failed photos of a batch once more; starting them is asked for there. */
export async function planFailed(batch, key) {
    await told(() => plan({ ...orderOf(batch), failedOnly: batch.batchId }, key), "The failed photos weren't planned");
}

/** @returns {Promise<void>} */
export async function cancelBatch(batch) {
    const running = batch.counts?.running ?? 0;
    const yes = await confirmed({
        title: "Cancel this batch?",
        body: [h("p", {}, `No further job is started. ${running ? `${many(running, "job")} that ${running === 1 ? "runs is" : "run are"}` : "Jobs that run are"} stopped; what vendors have accepted may still be charged for, and is taken up when the failed ones are planned again. Results that are there are kept.`)],
        yes: "Cancel the batch",
        no: "Let it run",
        grave: true,
    });
    if (yes && await told(() => api.cancelBatch(batch.batchId), "The batch wasn't cancelled")) {
        notice("The batch is cancelled.");
    }
}
