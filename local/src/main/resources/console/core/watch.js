import * as api from "./api.js";
import { ApiError } from "./http.js";
import { Poller } from "./poller.js";
import { isMoving } from "./words.js";

const SINGLY = 4;
const PAGES = 5;
const MISSING_AT_ONCE = 10;
const EARLIER = 60_000;

/** Follows jobs until each has ended: a few one by one, many through the list. */
class Watch {
    #jobs = new Map();
    #poller = null;

    /**
     * @param {Object} job
     * @param {(job: Object) => void} changed
     */
    add(job, changed) {
        this.#jobs.set(job.jobId, { job, changed });
        if (!this.#poller) {
            this.#poller = new Poller(() => this.#ask()).start();
        } else if (this.#jobs.size <= SINGLY) {
            this.#poller.now();
        }
    }

    async #ask() {
        const before = this.#jobs.size;
        const found = before <= SINGLY ? await this.#singly([...this.#jobs.keys()]) : await this.#together();
        let moved = false;
        for (const job of found) {
            moved = this.#note(job) || moved;
        }
        if (this.#jobs.size === 0) {
            this.#poller.stop();
            this.#poller = null;
            return "ended";
        }
        return moved ? "changed" : "moving";
    }

    #note(job) {
        const watched = this.#jobs.get(job.jobId);
        if (!watched || Date.parse(job.updatedAt) < Date.parse(watched.job.updatedAt)) {
            return false;
        }
        const moved = watched.job.status !== job.status;
        watched.job = job;
        if (!isMoving(job.status)) {
            this.#jobs.delete(job.jobId);
        }
        watched.changed(job);
        return moved;
    }

    async #singly(jobIds) {
        const jobs = await Promise.all(jobIds.map((jobId) => api.getJob(jobId).catch((error) => this.#lost(jobId, error))));
        return jobs.filter(Boolean);
    }

    #lost(jobId, error) {
        if (!(error instanceof ApiError) || error.status !== 404) {
            throw error;
        }
        const { job, changed } = this.#jobs.get(jobId);
        this.#jobs.delete(jobId);
        changed({ ...job, lost: error.message });
        return null;
    }

    /** The newest jobs through the list; of those that it doesn't show, the oldest, which end first, one by one. */
    async #together() {
        const oldest = Math.min(...[...this.#jobs.values()].map(({ job }) => Date.parse(job.createdAt)));
        const since = new Date(oldest - EARLIER).toISOString();
        const found = [];
        let cursor;
        for (let page = 0; page < PAGES; page += 1) {
            const answer = await api.listJobs({ since, limit: 100, cursor });
            found.push(...answer.jobs);
            cursor = answer.cursor;
            if (!cursor) {
                break;
            }
        }
        const seen = new Set(found.map((job) => job.jobId));
        const missing = [...this.#jobs.keys()].filter((jobId) => !seen.has(jobId)).slice(0, MISSING_AT_ONCE);
        return [...found, ...await this.#singly(missing)];
    }
}

export const watch = new Watch();
