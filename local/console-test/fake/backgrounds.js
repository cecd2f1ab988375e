import { randomBytes } from "node:crypto";
import { Problem } from "./problem.js";

const INPUT = "backdrop-inputbucket";
const MAX_BYTES = 64 * 1024 * 1024;
const LINK_SECONDS = 900;

/** Pictures to put behind: an address to send each one to, of which nothing is recorded. */
export class Backgrounds {
    /** What this stack takes; some take less than the document allows. */
    maxBytes = MAX_BYTES;
    /** How many seconds the next addresses are good for, instead of as long as usual. */
    lifetimes = [];

    constructor(storage) {
        this.storage = storage;
    }

    create({ fileName, contentType, size }) {
        if (size > this.maxBytes) {
            const problem = `must be a whole number from 1 to ${this.maxBytes}`;
            throw new Problem(400, `size ${problem}`, { errors: [{ field: "size", problem }] });
        }
        const key = `backgrounds/api/${randomBytes(16).toString("hex")}/${fileName.replace(/[^A-Za-z0-9._-]/g, "_")}`;
        const seconds = this.lifetimes.shift() ?? LINK_SECONDS;
        const headers = { "Content-Type": contentType, "Content-Length": String(size), "If-None-Match": "*" };
        return { image: `s3://${INPUT}/${key}`, upload: { method: "PUT", url: this.storage.sign("PUT", INPUT, key, headers, seconds), headers,
            expiresAt: new Date(Date.now() + seconds * 1000).toISOString() } };
    }
}
