import { ApiError, request } from "./http.js";

/** The operations of openapi.yaml, one function each. */

export function createJob(body, key) {
    return repeated(() => request("POST", "/jobs", { body, key }));
}

export function listJobs(query) {
    return request("GET", "/jobs", { query });
}

export function getJob(jobId) {
    return request("GET", `/jobs/${encodeURIComponent(jobId)}`);
}

export function retryJob(jobId, acceptPossibleCharge) {
    return request("POST", `/jobs/${encodeURIComponent(jobId)}/retry`, { body: acceptPossibleCharge ? { acceptPossibleCharge: true } : {} });
}

export function cancelJob(jobId) {
    return request("POST", `/jobs/${encodeURIComponent(jobId)}/cancel`);
}

export function createBatch(body, key) {
    return repeated(() => request("POST", "/batches", { body, key }));
}

export function listBatches(query) {
    return request("GET", "/batches", { query });
}

export function getBatch(batchId) {
    return request("GET", `/batches/${encodeURIComponent(batchId)}`);
}

export function cancelBatch(batchId) {
    return request("POST", `/batches/${encodeURIComponent(batchId)}/cancel`);
}

/** Asking twice only makes a second address: nothing is recorded. */
export function createBackground(body) {
    return repeated(() => request("POST", "/backgrounds", { body }));
}

let providers = null;

/** Every provider, asked for once for as long as the page is open, unless `fresh`. */
export async function listProviders(fresh = false) {
    if (!providers || fresh) {
        providers = (await request("GET", "/providers")).providers;
    }
    return providers;
}

/** A key that makes a request safe to repeat. */
export function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return `console-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

const TRIES = 4;

/** Asks again after an error that passes. Only for requests that may be repeated, such as those with an Idempotency-Key: nothing is done twice. */
async function repeated(ask) {
    for (let tries = 1; ; tries += 1) {
        try {
            return await ask();
        } catch (error) {
            if (!(error instanceof ApiError) || !error.passing || tries === TRIES) {
                throw error;
            }
            const seconds = Math.min(error.retryAfter ?? 2 ** (tries - 1), 30);
            await new Promise((resolve) => setTimeout(resolve, seconds * 1000 * (1 + Math.random() / 4)));
        }
    }
}
