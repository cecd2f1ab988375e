import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";
import { parse } from "yaml";

const DOCUMENT = process.env.BACKDROP_OPENAPI ?? fileURLToPath(new URL("../../../openapi.yaml", import.meta.url));
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const BODY_BYTES = 256 * 1024;

/** openapi.yaml as a judge: of what the console asks, and of what the stand-in answers. */
export class Contract {

    constructor() {
        this.api = parse(readFileSync(DOCUMENT, "utf8"));
        this.ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false });
        this.loose = new Ajv({ strict: false, allErrors: true, coerceTypes: true });
        for (const judge of [this.ajv, this.loose]) {
            judge.addFormat("date-time", DATE_TIME);
            judge.addFormat("uri", (text) => URL.canParse(text));
            judge.addFormat("uri-reference", true);
            judge.addFormat("int64", { type: "number", validate: Number.isSafeInteger });
            judge.addSchema(this.api, "api");
            judge.compiled = new Map();
        }
        this.routes = Object.entries(this.api.paths).map(([path, item]) => ({
            path, item, pattern: new RegExp(`^${path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`),
        }));
    }

    /** @returns {{operation: Object, pointer: string, ids: Object}|null} */
    find(method, path) {
        for (const { pattern, item, path: template } of this.routes) {
            const match = pattern.exec(path);
            const operation = match && item[method.toLowerCase()];
            if (operation) {
                return { operation, ids: match.groups ?? {}, pointer: `/paths/${escaped(template)}/${method.toLowerCase()}` };
            }
        }
        return null;
    }

    /** @returns {Array<{field: string, problem: string}>} what is wrong with a request; empty if nothing is */
    faults({ operation, pointer, ids }, { query, headers, body }) {
        return [...this.parameterFaults(operation, { query, headers, ids }), ...this.bodyFaults(operation, pointer, headers, body)];
    }

    parameterFaults(operation, { query, headers, ids }) {
        const known = (operation.parameters ?? []).map((parameter) => this.resolve(parameter));
        const faults = [...query.keys()].filter((name) => !known.some((parameter) => parameter.in === "query" && parameter.name === name))
            .map((field) => ({ field, problem: "is not a parameter" }));
        for (const { name, in: place, schema } of known) {
            const value = { query: () => query.get(name) ?? undefined, header: () => headers[name.toLowerCase()], path: () => ids[name] }[place]();
            if (value !== undefined) {
                faults.push(...this.check(this.loose, rooted(schema), { value }).map((fault) => ({ ...fault, field: name })));
            }
        }
        return faults;
    }

    bodyFaults(operation, pointer, headers, body) {
        if (!operation.requestBody) {
            return body.length ? [{ field: "", problem: "takes no body" }] : [];
        }
        if (body.length === 0) {
            return operation.requestBody.required ? [{ field: "", problem: "is missing" }] : [];
        }
        if (headers["content-type"] !== "application/json") {
            return [{ field: "Content-Type", problem: "must be application/json" }];
        }
        if (body.length > BODY_BYTES) {
            return [{ field: "", problem: "is too large" }];
        }
        return this.check(this.ajv, { $ref: `api#${pointer}/requestBody/content/application~1json/schema` }, JSON.parse(body));
    }

    /** @throws {Error} if the stand-in's own answer isn't one that the document allows */
    approve({ operation, pointer }, status, type, json) {
        const answer = operation.responses[status];
        const content = answer && this.resolve(answer).content?.[type];
        if (!content) {
            throw new Error(`${operation.operationId} doesn't answer ${status} ${type}`);
        }
        const where = answer.$ref ? answer.$ref.slice(1) : `${pointer}/responses/${status}`;
        const faults = this.check(this.ajv, { $ref: `api#${where}/content/${escaped(type)}/schema` }, json);
        if (faults.length) {
            throw new Error(`${operation.operationId} answered ${status} with ${JSON.stringify(faults)}`);
        }
    }

    check(judge, schema, value) {
        const name = JSON.stringify(schema);
        const valid = judge.compiled.get(name) ?? judge.compile(schema);
        judge.compiled.set(name, valid);
        return valid(value) ? [] : valid.errors.map((error) => ({
            field: error.instancePath.slice(1).replaceAll("/", "."), problem: `${error.message} ${JSON.stringify(error.params)}` }));
    }

    resolve(part) {
        return part.$ref ? part.$ref.slice(2).split("/").reduce((inside, name) => inside[name], this.api) : part;
    }
}

function rooted(schema) {
    const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/'));
    return { type: "object", properties: { value: absolute } };
}

function escaped(text) {
    return text.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("{", "%7B").replaceAll("}", "%7D");
}
