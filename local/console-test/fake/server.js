import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";
import { Backgrounds } from "./backgrounds.js";
import { Batches } from "./batches.js";
import { Contract } from "./contract.js";
import { Jobs } from "./jobs.js";
import { Problem } from "./problem.js";
import { PROVIDERS } from "./providers.js";
import { received } from "./received.js";
import { Storage } from "./storage.js";

const CONSOLE = new URL("../../src/main/resources/console/", import.meta.url);
const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml" };

/** A stand-in for `./backdrop up`: console, API and storage. It refuses what openapi.yaml doesn't allow, and keeps a list of it. */
export class Server {
    contract = new Contract();
    refused = [];
    calls = [];
    /** @type {Array<{when: (method: string, path: string) => boolean, problem: Problem}>} answers to give once instead */
    troubles = [];

    async start() {
        this.storage = await new Storage().start(() => this.base);
        this.jobs = new Jobs(this.storage);
        this.batches = new Batches(this.storage);
        this.backgrounds = new Backgrounds(this.storage);
        this.server = createServer((request, response) => this.#serve(request, response));
        await new Promise((resolve) => this.server.listen(0, "127.0.0.1", resolve));
        this.base = `http://127.0.0.1:${this.server.address().port}`;
        return this;
    }

    stop() {
        [this.server, this.storage.server].forEach((server) => {
            server.close();
            server.closeAllConnections();
        });
    }

    async #serve(request, response) {
        const url = new URL(request.url, this.base);
        const found = this.contract.find(request.method, url.pathname);
        if (!found) {
            await this.#file(url.pathname, response);
            return;
        }
        const body = await received(request);
        if (body === null) {
            return;
        }
        const { status, type, json, headers } = this.#answer(found, request, url, body);
        try {
            this.contract.approve(found, status, type, json);
        } catch (error) {
            this.refused.push(`the stand-in itself: ${error.message}`);
        }
        response.writeHead(status, { "content-type": type, ...headers }).end(JSON.stringify(json));
    }

    #answer(found, request, url, body) {
        const { operation, ids } = found;
        this.calls.push({ operation: operation.operationId, body: body.length ? JSON.parse(body) : null, key: request.headers["idempotency-key"] });
        try {
            const trouble = this.troubles.findIndex(({ when }) => when(request.method, url.pathname));
            if (trouble >= 0) {
                throw this.troubles.splice(trouble, 1)[0].problem;
            }
            const errors = this.contract.faults(found, { query: url.searchParams, headers: request.headers, body });
            if (errors.length) {
                this.refused.push(`${request.method} ${url.pathname}: ${JSON.stringify(errors)}`);
                throw new Problem(400, errors.map(({ field, problem }) => `${field}: ${problem}`).join("; "), { errors });
            }
            return this.#run(operation.operationId, ids, url.searchParams, body.length ? JSON.parse(body) : undefined, request.headers["idempotency-key"]);
        } catch (problem) {
            if (!(problem instanceof Problem)) {
                throw problem;
            }
            return { status: problem.status, type: problem.type, json: problem.json(url.pathname), headers: problem.retryAfter ? { "retry-after": problem.retryAfter } : {} };
        }
    }

    #run(operation, ids, query, body, key) {
        const jobs = this.jobs;
        const batches = this.batches;
        const ok = (json, status = 200) => ({ status, json });
        const { status, json } = {
            createJob: () => jobs.create(body, key),
            listJobs: () => ok(jobs.list(query)),
            getJob: () => ok(jobs.read(ids.jobId)),
            retryJob: () => ok(jobs.retry(ids.jobId, body), 202),
            cancelJob: () => ok(jobs.cancel(ids.jobId)),
            createBatch: () => batches.create(body, key),
            listBatches: () => ok(batches.list()),
            getBatch: () => ok(batches.read(ids.batchId)),
            createBackground: () => ok(this.backgrounds.create(body), 201),
            cancelBatch: () => ok(batches.cancel(ids.batchId)),
            listProviders: () => ok({ providers: PROVIDERS }),
        }[operation]();
        return { status, json, type: "application/json" };
    }

    async #file(path, response) {
        const name = path === "/" ? "index.html" : path.slice(1);
        if (name.includes("..") || !(extname(name) in TYPES)) {
            response.writeHead(404).end();
            return;
        }
        try {
            const bytes = await readFile(new URL(name, CONSOLE));
            const storage = this.storage.base;
            response.writeHead(200, {
                "content-type": TYPES[extname(name)],
                "content-security-policy": `default-src 'self'; img-src 'self' data: blob: ${storage}; connect-src 'self' ${storage}; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
                "x-content-type-options": "nosniff",
            }).end(bytes);
        } catch {
            response.writeHead(404).end();
        }
    }
}
