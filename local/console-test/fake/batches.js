import { randomBytes } from "node:crypto";
import { Problem } from "./problem.js";

const LARGE = 50;
const STRIDE = 4;

/** Batches over folders that the test names; one step further each time somebody looks. */
export class Batches {
    batches = new Map();
    answers = new Map();
    running = 0;
    /** What is in the input bucket: by folder or manifest, how many photos, how many of them done already, and how many that will fail. */
    places = new Map([["batches/autumn/", { found: 14, skipped: 2, failing: 3 }], ["batches/spring.csv", { found: 80, skipped: 0, failing: 0 }]]);

    constructor(storage) {
        this.storage = storage;
    }

    create(body, key) {
        const before = key && this.answers.get(key);
        if (before) {
            if (before.body !== JSON.stringify(body)) {
                throw new Problem(422, "this Idempotency-Key was used with another body");
            }
            return { status: 200, json: { batch: this.view(this.batches.get(before.batchId)) } };
        }
        const { folder, manifest, dryRun = false, confirm = false, concurrency, toleratedFailurePercent, failedOnly, ...request } = body;
        const place = this.place(folder ?? manifest.key, failedOnly);
        const batchId = randomBytes(16).toString("hex");
        const batch = { batchId, status: "PLANNING", ...(folder ? { folder } : { manifest }), request, createdAt: new Date().toISOString(), hidden: { ...place, dryRun, confirm, looks: 0 } };
        this.batches.set(batchId, batch);
        this.running += dryRun ? 0 : 1;
        if (key) {
            this.answers.set(key, { body: JSON.stringify(body), batchId });
        }
        return { status: 202, json: { batch: this.view(batch) } };
    }

    place(key, failedOnly) {
        if (failedOnly) {
            const { failed } = this.known(failedOnly).counts;
            return { found: failed, skipped: 0, failing: 0 };
        }
        if (!this.places.has(key)) {
            throw new Problem(422, `there is nothing under ${key} in the input bucket`, { errors: [{ field: key.endsWith("/") ? "folder" : "manifest.key", problem: "there is nothing there" }] });
        }
        return this.places.get(key);
    }

    list() {
        return { batches: [...this.batches.values()].reverse().map((batch) => this.view(batch)) };
    }

    read(batchId) {
        return this.view(this.step(this.known(batchId)));
    }

    known(batchId) {
        const batch = this.batches.get(batchId);
        if (!batch) {
            throw new Problem(404, `there is no batch ${batchId}`);
        }
        return batch;
    }

    step(batch) {
        const { hidden } = batch;
        hidden.looks += 1;
        if (batch.status === "PLANNING" && hidden.looks > 1) {
            const planned = hidden.found - hidden.skipped;
            batch.counts = { found: hidden.found, skipped: hidden.skipped, planned, succeeded: 0, failed: 0, running: 0 };
            batch.estimate = { credits: planned * 4, seconds: planned * 12 };
            batch.status = hidden.dryRun ? "DRY_RUN" : planned > LARGE && !hidden.confirm ? "AWAITING_CONFIRMATION" : "RUNNING";
            batch.startedAt = batch.status === "RUNNING" ? new Date().toISOString() : undefined;
        } else if (batch.status === "RUNNING") {
            this.work(batch);
        } else if (batch.status === "REPORTING") {
            Object.assign(batch, { status: "SUCCEEDED", finishedAt: new Date().toISOString(), report: this.report(batch) });
        }
        return batch;
    }

    work({ counts, hidden, ...rest }) {
        const batch = this.batches.get(rest.batchId);
        const done = Math.min(counts.planned, counts.succeeded + counts.failed + STRIDE);
        const failed = Math.min(hidden.failing, done);
        batch.counts = { ...counts, failed, succeeded: done - failed, running: Math.min(2, counts.planned - done) };
        if (done === counts.planned) {
            batch.status = "REPORTING";
        }
    }

    report(batch) {
        return Object.fromEntries([["json", "application/json"], ["csv", "text/csv"], ["html", "text/html"]].map(([kind, type]) => {
            const key = `reports/${batch.batchId}.${kind}`;
            this.storage.put("backdrop-outputbucket", key, Buffer.from(`report of ${batch.batchId}`), type);
            return [kind, this.storage.sign("GET", "backdrop-outputbucket", key)];
        }));
    }

    cancel(batchId) {
        const batch = this.known(batchId);
        if (["SUCCEEDED", "FAILED", "CANCELLED", "DRY_RUN"].includes(batch.status)) {
            throw new Problem(409, `the batch has ended as ${batch.status}`);
        }
        Object.assign(batch, { status: "CANCELLED", finishedAt: new Date().toISOString() });
        return this.view(batch);
    }

    view({ hidden, ...open }) {
        return JSON.parse(JSON.stringify(open));
    }
}
