import { createServer } from "node:http";
import { randomBytes } from "node:crypto";
import { received } from "./received.js";

/** S3, as far as presigned addresses go: each one is for one method, one key and exactly the headers that were signed. */
export class Storage {
    objects = new Map();
    refused = [];
    puts = 0;
    /** So many answers to photos that have arrived are lost. The browser itself tries once more on a fresh connection. */
    broken = 0;
    #signed = new Map();

    async start(origin) {
        this.origin = origin;
        this.server = createServer((request, response) => this.#serve(request, response));
        await new Promise((resolve) => this.server.listen(0, "127.0.0.1", resolve));
        this.base = `http://127.0.0.1:${this.server.address().port}`;
        return this;
    }

    sign(method, bucket, key, headers = {}, seconds = 900) {
        const signature = randomBytes(16).toString("hex");
        const path = `/${bucket}/${key}`;
        this.#signed.set(signature, { method, path, headers, until: Date.now() + seconds * 1000 });
        return `${this.base}${path}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=${signature}`;
    }

    put(bucket, key, bytes, type) {
        this.objects.set(`/${bucket}/${key}`, { bytes, type });
    }

    async #serve(request, response) {
        const url = new URL(request.url, this.base);
        response.setHeader("access-control-allow-origin", this.origin());
        response.setHeader("vary", "Origin");
        if (request.method === "OPTIONS") {
            response.setHeader("access-control-allow-methods", "GET, PUT");
            response.setHeader("access-control-allow-headers", "content-type, if-none-match");
            response.writeHead(200).end();
            return;
        }
        const body = await received(request);
        if (body === null) {
            return;
        }
        const refusal = this.#refusal(request, url);
        if (refusal) {
            this.refused.push(`${request.method} ${url.pathname}: ${refusal}`);
            error(response, 403, refusal, "The request signature we calculated does not match the signature you provided.");
        } else if (request.method === "PUT") {
            this.#take(request, response, url.pathname, body);
        } else {
            this.#give(response, url.pathname);
        }
    }

    #take(request, response, path, body) {
        this.puts += 1;
        const there = this.objects.has(path);
        if (!there) {
            this.objects.set(path, { bytes: body, type: request.headers["content-type"] });
        }
        if (this.broken > 0) {
            this.broken -= 1;
            request.socket.destroy(); // it has arrived, but nobody hears of it
        } else if (there) {
            error(response, 412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
        } else {
            response.writeHead(200, { etag: '"1"' }).end();
        }
    }

    #give(response, path) {
        const object = this.objects.get(path);
        if (!object) {
            error(response, 404, "NoSuchKey", "The specified key does not exist.");
            return;
        }
        response.writeHead(200, { "content-type": object.type, "content-length": object.bytes.length }).end(object.bytes);
    }

    #refusal(request, url) {
        const signed = this.#signed.get(url.searchParams.get("X-Amz-Signature"));
        if (!signed || signed.method !== request.method || signed.path !== url.pathname) {
            return "SignatureDoesNotMatch";
        }
        if (signed.until < Date.now()) {
            return "AccessDenied";
        }
        const wrong = Object.entries(signed.headers).find(([name, value]) => request.headers[name.toLowerCase()] !== value);
        return wrong ? `SignatureDoesNotMatch ${wrong[0]}` : null;
    }
}

function error(response, status, code, message) {
    response.writeHead(status, { "content-type": "application/xml" }).end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`);
}
