import { STATUS_CODES } from "node:http";

/** An answer that isn't the one hoped for. */
export class Problem extends Error {
    type = "application/problem+json";

    constructor(status, detail, { errors, retryAfter } = {}) {
        super(detail);
        this.status = status;
        this.errors = errors;
        this.retryAfter = retryAfter;
    }

    json(instance) {
        return { type: "about:blank", title: STATUS_CODES[this.status], status: this.status, detail: this.message, instance, ...(this.errors && { errors: this.errors }) };
    }
}

/** What the gateway says in the API's place. */
export class GatewayTrouble extends Problem {
    type = "application/json";

    json() {
        return { message: this.message };
    }
}
