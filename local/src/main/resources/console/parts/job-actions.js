import { h } from "../core/dom.js";
import * as api from "../core/api.js";
import { confirmed } from "../core/dialog.js";
import { ApiError } from "../core/http.js";
import { sentence } from "../core/format.js";
import { failure, notice } from "../core/notices.js";
import { simulatedCost } from "../core/simulated.js";
import { chargeWords, mayBeChargedTwice } from "../core/words.js";

/**
 * Runs a job again, after a word from the user where that may be paid for twice.
 *
 * @returns {Promise<Object|null>} the API's answer; null if nothing was started
 */
export async function retry(job) {
    const grave = mayBeChargedTwice(job);
    if (grave && !await confirmed({
        title: "Run this job again?",
        body: [h("p", {}, job.error ? `${sentence(job.error.message)} ${chargeWords(job.error.charged)}` : "The vendor may have accepted the last submission."),
            h("p", {}, "Look for the task in the vendor's console first. If it is there, running the job again can be paid for a second time."),
            simulatedNote(job),
            tasks(job)],
        yes: "Run again",
        grave: true,
        check: "I accept that this may be charged a second time",
    })) {
        return null;
    }
    const answer = await told(() => api.retryJob(job.jobId, grave), "The job wasn't started again");
    if (answer) {
        notice(answer.warning ? `A new run is started. ${sentence(answer.warning)}` : "A new run is started.");
    }
    return answer;
}

/** @returns {Promise<Object|null>} the job as it is then; null if nothing changed */
export async function cancel(job) {
    const submitted = job.status === "SUBMITTING" || job.status === "PROCESSING" || job.status === "STORING";
    const yes = await confirmed({
        title: "Cancel this job?",
        body: [h("p", {}, submitted
            ? "The provider may have the photo already. What it has accepted can't be taken back, may still be charged for, and its result won't be fetched."
            : "Nothing has been submitted yet, so nothing is charged."), submitted && simulatedNote(job)],
        yes: "Cancel the job",
        no: "Let it run",
        grave: true,
    });
    const answer = yes ? await told(() => api.cancelJob(job.jobId), "The job wasn't cancelled") : null;
    if (answer) {
        notice("The job is cancelled.");
    }
    return answer;
}

function simulatedNote(job) {
    const words = simulatedCost(job.attempts.map((attempt) => attempt.provider));
    return words && h("p", {}, words);
}

function tasks(job) {
    const known = job.attempts.filter((attempt) => attempt.taskId);
    return known.length > 0 && h("ul", { class: "plain-list" }, known.map((attempt) => h("li", {}, `${attempt.provider}: task `, h("code", {}, attempt.taskId))));
}

/** Does something whose failure is shown and then over. */
export async function told(act, words) {
    try {
        return await act();
    } catch (error) {
        if (!(error instanceof ApiError)) {
            throw error;
        }
        failure(sentence(`${words}: ${error.message}`));
        return null;
    }
}
