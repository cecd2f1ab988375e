import { randomBytes } from "node:crypto";
import { Problem } from "./problem.js";

const LARGE = 50;
const STRIDE = 4;
const LINK_SECONDS = 900;
const CREDITS = 4;

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
        const { folder, manifest, dryRun = false, confirm = false, concurrency = 5, toleratedFailurePercent = 100, failedOnly, acceptPossibleCharge, ...request } = body;
        const place = this.place(folder ?? manifest.key, failedOnly);
        const batchId = randomBytes(16).toString("hex");
        const batch = { batchId, status: "PLANNING", ...(folder ? { folder } : { manifest }), request, failedOnly, acceptPossibleCharge, concurrency, toleratedFailurePercent, createdAt: new Date().toISOString(), hidden: { ...place, dryRun, confirm, looks: 0 } };
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
            batch.counts = { found: hidden.found, skipped: hidden.skipped, skippedBy: { DONE: hidden.skipped }, refused: 0, planned, succeeded: 0, failed: 0, running: 0, waiting: planned };
            batch.estimate = { ...this.cost(batch, planned), jobsByProvider: { [this.vendor(batch)]: planned }, seconds: planned * 12 };
            batch.status = hidden.dryRun ? "DRY_RUN" : planned > LARGE && !hidden.confirm ? "AWAITING_CONFIRMATION" : "RUNNING";
            batch.message = batch.status === "AWAITING_CONFIRMATION" ? `${planned} jobs are planned. Start the batch again with confirm true` : undefined;
            batch.startedAt = batch.status === "RUNNING" ? new Date().toISOString() : undefined;
        } else if (batch.status === "RUNNING") {
            this.work(batch);
        } else if (batch.status === "REPORTING") {
            this.finish(batch);
        }
        return batch;
    }

    work({ counts, hidden, ...rest }) {
        const batch = this.batches.get(rest.batchId);
        const done = Math.min(counts.planned, counts.succeeded + counts.failed + STRIDE);
        const failed = Math.min(hidden.failing, done);
        const running = Math.min(2, counts.planned - done);
        batch.counts = { ...counts, failed, succeeded: done - failed, running, waiting: counts.planned - done - running };
        if (done === counts.planned) {
            batch.status = "REPORTING";
        }
    }

    finish(batch) {
        const { planned, succeeded, failed } = batch.counts;
        Object.assign(batch, { status: failed ? "FINISHED_WITH_FAILURES" : "SUCCEEDED", finishedAt: new Date().toISOString(), report: this.report(batch),
            message: failed ? `${succeeded} of ${planned} jobs succeeded; the report says why the others didn't` : undefined,
            spent: this.cost(batch, succeeded) });
    }

    vendor({ request }) {
        return request.provider ?? "perfectcorp";
    }

    cost(batch, jobs) {
        return { credits: jobs * CREDITS, creditsByProvider: { [this.vendor(batch)]: jobs * CREDITS } };
    }

    report(batch) {
        const links = Object.fromEntries([["json", "application/json"], ["csv", "text/csv"], ["html", "text/html"]].map(([kind, type]) => {
            const key = `reports/${batch.batchId}/report.${kind}`;
            this.storage.put("backdrop-outputbucket", key, Buffer.from(`report of ${batch.batchId}`), type);
            return [kind, this.storage.sign("GET", "backdrop-outputbucket", key)];
        }));
        return { ...links, expiresAt: new Date(Date.now() + LINK_SECONDS * 1000).toISOString() };
    }

    cancel(batchId) {
        const batch = this.known(batchId);
        if (!["PLANNING", "RUNNING", "REPORTING"].includes(batch.status)) {
            throw new Problem(409, `the batch has ended as ${batch.status}`);
        }
        Object.assign(batch, { status: "CANCELLED", message: "cancelled. Start the batch again to go on: what is done is left out", finishedAt: new Date().toISOString() });
        return this.view(batch);
    }

    view({ hidden, ...open }) {
        return JSON.parse(JSON.stringify(open));
    }
}
