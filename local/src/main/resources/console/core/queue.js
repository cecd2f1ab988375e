import * as api from "./api.js";
import { announcedName, objection, photoType } from "./files.js";
import { ApiError } from "./http.js";
import { send, SendError } from "./send.js";
import { isMoving } from "./words.js";
import { watch } from "./watch.js";

const AT_ONCE = 3;
const SENDS = 3;

/**
 * The photos of this page on their way to becoming jobs. A photo's state: `ready` (not asked for yet), `waiting` (for its turn), `sending`,
 * `job` (it is a job now), `refused` (the API said no: nothing was started) or `stuck` (the way broke: going on asks for the same job again).
 */
class Queue extends EventTarget {
    items = [];
    #active = 0;

    /** @returns {{added: Object[], refused: Array<{name: string, reason: string}>, known: number}} known: files that are here already */
    add(files) {
        const outcome = { added: [], refused: [], known: 0 };
        for (const file of files) {
            const reason = objection(file);
            if (reason) {
                outcome.refused.push({ name: file.name, reason });
            } else if (this.items.some((item) => same(item.file, file))) {
                outcome.known += 1;
            } else {
                const item = { id: api.newKey(), file, state: "ready", progress: 0, error: null, job: null };
                this.items.push(item);
                outcome.added.push(item);
            }
        }
        this.#changed(null);
        return outcome;
    }

    /** The photos that a start would take: new ones, and those that the API refused before. */
    get startable() {
        return this.items.filter((item) => item.state === "ready" || item.state === "refused");
    }

    get busy() {
        return this.items.some((item) => item.state === "waiting" || item.state === "sending");
    }

    /**
     * One job per photo. Its key and body stay as they are until the job is there, so that no try starts a second one.
     *
     * @param {Object[]} items those of them that can't be started any more are left out
     * @returns {number} how many are started
     */
    start(request, items) {
        const taken = this.startable.filter((item) => items.includes(item));
        for (const item of taken) {
            item.key = api.newKey();
            item.body = { source: { upload: { fileName: announcedName(item.file), contentType: photoType(item.file), size: item.file.size } }, ...request };
            this.#set(item, { state: "waiting", error: null });
        }
        this.#next();
        return taken.length;
    }

    /** Goes on with a photo whose way broke. */
    resume(item) {
        this.#set(item, { state: "waiting", error: null });
        this.#next();
    }

    /** Takes a photo off the list; its job, if there is one, goes on. */
    remove(item) {
        this.items = this.items.filter((other) => other !== item);
        item.removed = true;
        this.#changed(item);
    }

    clearEnded() {
        this.items.filter((item) => item.state === "job" && !isMoving(item.job.status)).forEach((item) => this.remove(item));
    }

    /** Takes over what another page has learnt of a job, such as that it runs again. */
    note(job) {
        const item = this.items.find((each) => each.state === "job" && each.job.jobId === job.jobId);
        if (item && Date.parse(item.job.updatedAt) < Date.parse(job.updatedAt)) {
            this.#follow(item, job);
        }
    }

    #follow(item, job) {
        this.#set(item, { state: "job", job, progress: 1 });
        if (isMoving(job.status)) {
            watch.add(job, (next) => this.#set(item, { job: next }));
        }
    }

    #next() {
        while (this.#active < AT_ONCE) {
            const item = this.items.find((each) => each.state === "waiting");
            if (!item) {
                return;
            }
            this.#active += 1;
            this.#set(item, { state: "sending", progress: 0 });
            this.#carry(item).finally(() => {
                this.#active -= 1;
                this.#next();
            });
        }
    }

    async #carry(item) {
        try {
            const job = await this.#deliver(item);
            this.#follow(item, job);
        } catch (error) {
            if (!(error instanceof ApiError) && !(error instanceof SendError)) {
                throw error;
            }
            this.#set(item, { state: error instanceof ApiError && !error.passing && error.status < 500 && !item.job ? "refused" : "stuck", error });
        }
    }

    /** Announces the photo and sends it; an address that doesn't work is asked for anew, with the same key. */
    async #deliver(item) {
        for (let sends = 1; ; sends += 1) {
            const { job, upload } = await api.createJob(item.body, item.key);
            item.job = job;
            if (!upload) {
                return job;
            }
            try {
                await send(upload, item.file, (progress) => this.#set(item, { progress }));
                return job;
            } catch (error) {
                if (!(error instanceof SendError) || !error.passing || sends === SENDS) {
                    throw error;
                }
            }
        }
    }

    #set(item, changes) {
        Object.assign(item, changes);
        this.#changed(item);
    }

    #changed(item) {
        this.dispatchEvent(new CustomEvent("change", { detail: item }));
    }
}

function same(one, other) {
    return one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
}

export const queue = new Queue();
