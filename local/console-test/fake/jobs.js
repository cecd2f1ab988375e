import { createHash, randomBytes } from "node:crypto";
import { AFTER, disc, measure } from "./pictures.js";
import { Problem } from "./problem.js";
import { PROVIDERS } from "./providers.js";

const WAY = ["PREPARING", "SUBMITTING", "PROCESSING", "STORING", "SUCCEEDED"];
const RETRIABLE = ["FAILED", "CANCELLED", "REJECTED", "SUBMIT_UNKNOWN"];
const STEPS_A_LOOK = 2;
const LINK_SECONDS = 900;
const INPUT = "backdrop-inputbucket";
const OUTPUT = "backdrop-outputbucket";

/** Jobs that go a little further each time somebody looks, up to the status in which they are held. */
export class Jobs {
    jobs = new Map();
    answers = new Map();
    starts = 0;
    /** Jobs stay in this status until it is set to null. */
    hold = null;
    /** Ends for jobs by file name: an error as in the API's document, and the status that goes with it. */
    fates = new Map();

    constructor(storage) {
        this.storage = storage;
    }

    create(body, key) {
        const before = key && this.answers.get(key);
        if (before && before.body !== JSON.stringify(body)) {
            throw new Problem(422, "this Idempotency-Key was used with another body");
        }
        if (before) {
            return { status: 200, json: this.created(this.jobs.get(before.jobId)) };
        }
        if (!body.source.upload) {
            throw new Problem(422, "the stand-in takes uploads only");
        }
        const provider = this.provider(body);
        const jobId = randomBytes(16).toString("hex");
        const { fileName, contentType, size } = body.source.upload;
        const now = this.now();
        const job = { jobId, status: "AWAITING_UPLOAD", createdAt: now, updatedAt: now,
            source: { bucket: INPUT, key: `uploads/api/${jobId}/${fileName.replace(/[^A-Za-z0-9._-]/g, "_")}`, size },
            request: { background: body.background ?? { color: "#ffffff" }, provider: body.provider ?? "auto", output: { format: "jpeg", ...body.output },
                ...(body.seed !== undefined && { seed: body.seed }), ...(body.placement && { placement: body.placement }) },
            run: 1, attempts: [], hidden: { contentType, provider, fileName } };
        this.jobs.set(jobId, job);
        this.starts += 1;
        if (key) {
            this.answers.set(key, { body: JSON.stringify(body), jobId });
        }
        return { status: 201, json: this.created(job) };
    }

    provider({ provider = "auto", background = { color: "" } }) {
        const kind = Object.keys(background)[0];
        const able = PROVIDERS.filter((each) => each.ready && each.backgrounds.includes(kind));
        const chosen = provider === "auto" ? able.find((each) => each.name === "studio") : PROVIDERS.find((each) => each.name === provider);
        if (!chosen || !chosen.ready || !chosen.backgrounds.includes(kind)) {
            const detail = `${provider} doesn't make ${kind} backgrounds. These do: ${able.map((each) => each.name).join(", ")}`;
            throw new Problem(422, detail, { errors: [{ field: "provider", problem: detail }] });
        }
        return chosen.name;
    }

    /** What a background picture of the input bucket is; null if it isn't there or is none. Other addresses are taken on trust. */
    behind({ image = "" }) {
        const sent = image.startsWith(`s3://${INPUT}/`);
        return sent ? measure(this.storage.objects.get(image.slice("s3:/".length))?.bytes ?? Buffer.alloc(0)) : undefined;
    }

    created(job) {
        this.arrive(job);
        if (job.status !== "AWAITING_UPLOAD") {
            return { job: this.view(job) };
        }
        const headers = { "Content-Type": job.hidden.contentType, "Content-Length": String(job.source.size), "If-None-Match": "*" };
        return { job: this.view(job), upload: { method: "PUT", url: this.storage.sign("PUT", INPUT, job.source.key, headers), headers,
            expiresAt: new Date(Date.now() + LINK_SECONDS * 1000).toISOString() } };
    }

    list(query) {
        const limit = Number(query.get("limit") ?? 20);
        const at = query.get("cursor") ? Number(Buffer.from(query.get("cursor"), "base64url")) : 0;
        const all = [...this.jobs.values()].reverse().map((job) => this.step(job)).filter((job) => !query.get("status") || job.status === query.get("status"))
            .filter((job) => !query.get("since") || job.createdAt >= query.get("since"));
        const more = at + limit < all.length;
        return { jobs: all.slice(at, at + limit).map((job) => this.view(job)), ...(more && { cursor: Buffer.from(String(at + limit)).toString("base64url") }) };
    }

    read(jobId) {
        return this.view(this.step(this.known(jobId)));
    }

    known(jobId) {
        const job = this.jobs.get(jobId);
        if (!job) {
            throw new Problem(404, `there is no job ${jobId}`);
        }
        return job;
    }

    arrive(job) {
        if (job.status === "AWAITING_UPLOAD" && this.storage.objects.has(`/${INPUT}/${job.source.key}`)) {
            job.source.etag = "9b2cf535f27731c974343645a3985328";
            this.set(job, { status: "PREPARING" });
        }
    }

    step(job) {
        if (job.status === "AWAITING_UPLOAD") {
            this.arrive(job);
        }
        for (let step = 0; step < STEPS_A_LOOK && WAY.slice(0, -1).includes(job.status) && job.status !== this.hold; step += 1) {
            this.further(job);
        }
        return job;
    }

    further(job) {
        const now = this.now();
        const found = measure(this.storage.objects.get(`/${INPUT}/${job.source.key}`).bytes);
        const behind = this.behind(job.request.background);
        const fate = this.fates.get(job.hidden.fileName);
        if (!found) {
            this.end(job, "REJECTED", { code: "INVALID_PHOTO", message: "the file is no photo: its bytes are of no format that is taken", retryable: false, charged: "NO",
                advice: "Send another photo, or the same one in another format." });
        } else if (behind === null) {
            this.end(job, "FAILED", { code: "UNSUPPORTED_REQUEST", message: "the background picture isn't there, or is no picture", retryable: false, charged: "NO",
                advice: "Name another background picture." });
        } else if (job.status === "PREPARING") {
            job.attempts.push({ number: job.attempts.length + 1, provider: job.hidden.provider, startedAt: now, polls: 0, outcome: "UNKNOWN" });
            this.set(job, { status: "SUBMITTING", provider: job.hidden.provider, photo: { ...found, changes: ["turned upright"] }, background: behind && { ...behind, changes: [] } });
        } else if (job.status === "SUBMITTING") {
            Object.assign(job.attempts.at(-1), { taskId: `tsk_${job.jobId.slice(0, 6)}`, requestId: `req_${job.jobId.slice(6, 12)}`, submittedAt: now, outcome: "RUNNING" });
            this.set(job, { status: "PROCESSING" });
        } else if (job.status === "PROCESSING" && fate) {
            Object.assign(job.attempts.at(-1), { outcome: "FAILED", finishedAt: now });
            this.fates.delete(job.hidden.fileName);
            this.end(job, fate.status, fate.error);
        } else if (job.status === "PROCESSING") {
            Object.assign(job.attempts.at(-1), { outcome: "SUCCEEDED", notes: ["the result is smaller than the photo"], finishedAt: now, firstPollAt: now, lastPollAt: now, polls: 2, credits: PROVIDERS.find((each) => each.name === job.hidden.provider).price });
            this.set(job, { status: "STORING" });
        } else {
            this.finish(job);
        }
    }

    finish(job) {
        const transparent = job.request.background.transparent;
        const bytes = transparent ? disc(900, 600, [168, 84, 60]) : AFTER;
        const { format, width, height } = measure(bytes);
        const key = `results/${job.source.key.slice("uploads/".length)}/${job.jobId}.${format === "jpeg" ? "jpg" : format}`;
        this.storage.put(OUTPUT, key, bytes, `image/${format}`);
        this.set(job, { status: "SUCCEEDED", result: { bucket: OUTPUT, key, format, width, height, size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") } });
    }

    end(job, status, error) {
        this.set(job, { status, error });
    }

    retry(jobId, { acceptPossibleCharge = false } = {}) {
        const job = this.known(jobId);
        if (!RETRIABLE.includes(job.status)) {
            throw new Problem(409, `the job is ${job.status}`);
        }
        if ((job.status === "SUBMIT_UNKNOWN" || job.error.charged !== "NO") && !acceptPossibleCharge) {
            throw new Problem(409, "the vendor may have accepted the last submission and may charge for it");
        }
        const answer = { execution: `arn:aws:states:eu-central-1:123456789012:execution:backdrop-job:${jobId}-r1`, job: this.view(job),
            ...(job.status === "REJECTED" && { warning: "The same photo and request were refused." }) };
        job.error = undefined;
        this.starts += 1;
        this.set(job, { status: "PREPARING", run: job.run + 1 });
        return answer;
    }

    cancel(jobId) {
        const job = this.known(jobId);
        if (![...WAY.slice(0, -1), "AWAITING_UPLOAD"].includes(job.status)) {
            throw new Problem(409, `the job has ended as ${job.status}`);
        }
        const task = job.attempts.at(-1)?.taskId;
        this.end(job, "CANCELLED", { code: "CANCELLED", message: task ? `cancelled while ${job.provider} had task ${task}, which it may still finish and charge for` : "cancelled before anything was submitted",
            retryable: true, charged: task ? "MAYBE" : "NO", advice: "Look into the vendor's console before you retry the job." });
        return this.view(job);
    }

    set(job, changes) {
        Object.assign(job, changes, { updatedAt: this.now() });
    }

    now() {
        this.last = Math.max(Date.now(), (this.last ?? 0) + 1);
        return new Date(this.last).toISOString();
    }

    view(job) {
        const { hidden, ...open } = job;
        if (job.source.etag) {
            open.sourceLink = this.storage.sign("GET", INPUT, job.source.key);
        }
        if (job.result) {
            open.result = { ...job.result, link: this.storage.sign("GET", OUTPUT, job.result.key), expiresAt: new Date(Date.now() + LINK_SECONDS * 1000).toISOString() };
        }
        return JSON.parse(JSON.stringify(open));
    }
}
