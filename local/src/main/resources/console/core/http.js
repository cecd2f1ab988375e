import { base, noteConnection, token } from "./connection.js";

/** What the API, or the way to it, said instead of an answer. */
export class ApiError extends Error {
    /** @param {{status: number, message: string, problems?: Array<{field: string, problem: string}>, retryAfter?: number}} about status 0: no answer */
    constructor({ status, message, problems = [], retryAfter = null }) {
        super(message);
        this.name = "ApiError";
        this.status = status;
        this.problems = problems;
        this.retryAfter = retryAfter;
    }

    /** Whether the same request, later, can have another answer. */
    get passing() {
        return this.status === 0 || this.status === 429 || this.status === 503 || this.status === 502 || this.status === 504
            || (this.status === 409 && this.retryAfter !== null);
    }

    /** Whether the API can't be used at all, so that the whole page is concerned. */
    get outage() {
        return this.status === 0 || this.status === 401 || this.status === 403 || this.status >= 500;
    }
}

const PATIENCE_MILLIS = 20_000;

/**
 * One request to the API.
 *
 * @param {string} method
 * @param {string} path
 * @param {{query?: Object, body?: Object, key?: string}} [about] key: the Idempotency-Key
 * @returns {Promise<any>} the answer's body
 * @throws {ApiError}
 */
export async function request(method, path, { query = {}, body, key } = {}) {
    const parameters = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined && value !== ""));
    const address = base() + path + (parameters.size ? `?${parameters}` : "");
    const headers = { accept: "application/json, application/problem+json" };
    if (body !== undefined) {
        headers["content-type"] = "application/json";
    }
    if (key) {
        headers["idempotency-key"] = key;
    }
    if (token()) {
        headers.authorization = `Bearer ${token()}`;
    }
    let answer;
    let text;
    try {
        answer = await fetch(address, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), cache: "no-store",
            credentials: "omit", referrerPolicy: "no-referrer", signal: AbortSignal.timeout(PATIENCE_MILLIS) });
        text = await answer.text();
    } catch (cause) {
        throw seen(new ApiError({ status: 0, message: unreachable(cause) }));
    }
    const json = parsed(text);
    if (!answer.ok) {
        throw seen(refusal(answer, json));
    }
    if (json === null) {
        throw seen(new ApiError({ status: 502, message: `What answers at ${base() || location.origin} isn't the Backdrop API` }));
    }
    noteConnection();
    return json;
}

function seen(error) {
    noteConnection(error.outage ? error : null);
    return error;
}

function parsed(text) {
    try {
        const json = JSON.parse(text);
        return typeof json === "object" ? json : null;
    } catch {
        return null;
    }
}

function unreachable(cause) {
    const where = base() || location.origin;
    return cause.name === "TimeoutError" ? `${where} doesn't answer` : `${where} can't be reached`;
}

function refusal(answer, json) {
    const seconds = Number(answer.headers.get("retry-after"));
    return new ApiError({
        status: answer.status,
        message: json?.detail ?? json?.message ?? `The API answered ${answer.status} ${answer.statusText}`.trim(),
        problems: Array.isArray(json?.errors) ? json.errors : [],
        retryAfter: seconds > 0 ? seconds : null,
    });
}
