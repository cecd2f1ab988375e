import * as api from "./api.js";
import { announcedName, photoType } from "./files.js";
import { send, SendError } from "./send.js";

const SENDS = 3;

/** A picture of this computer to put behind photos. It is sent when it is first needed, and every job after that names the same one. */
export class BackgroundPicture {
    sent = false;
    #place = null;
    #sending = null;
    #stop = new AbortController();
    #stopped = new Promise((resolve) => this.#stop.signal.addEventListener("abort", () => resolve(null)));

    /** @param {File} file one that the API takes */
    constructor(file) {
        this.file = file;
    }

    /**
     * @param {(share: number) => void} progress from 0 to 1
     * @returns {Promise<string|null>} what to name it by, as `background.image`; null if it was stopped
     * @throws {ApiError|SendError}
     */
    async send(progress) {
        this.#sending ??= this.#deliver(progress);
        try {
            return await Promise.race([this.#sending, this.#stopped]);
        } catch (error) {
            this.#sending = null;
            throw error;
        }
    }

    /** Breaks off the sending, for good. */
    stop() {
        this.#stop.abort();
    }

    /** It isn't where it was sent, as the API says: the next one who needs it sends it anew. */
    forget() {
        this.sent = false;
        this.#place = null;
        this.#sending = null;
    }

    /**
     * After a connection that broke, the same address is tried again: it takes one picture only, so what has arrived isn't there twice. An address
     * that refuses, because it has run out, is asked for anew.
     */
    async #deliver(progress) {
        await this.#checkReadable();
        for (let sends = 1; ; sends += 1) {
            this.#place ??= await api.createBackground({ fileName: announcedName(this.file), contentType: photoType(this.file), size: this.file.size });
            const { image, upload } = this.#place;
            try {
                await send(upload, this.file, progress, { what: "picture", signal: this.#stop.signal });
                this.sent = true;
                return image;
            } catch (error) {
                if (!(error instanceof SendError)) {
                    throw error;
                }
                this.#place = error.answered ? null : this.#place;
                if (!error.passing || sends === SENDS) {
                    throw error;
                }
            }
        }
    }

    /** A file that was moved or changed since would look like a connection that broke. */
    async #checkReadable() {
        try {
            await this.file.slice(0, 1).arrayBuffer();
        } catch {
            throw new SendError(`${this.file.name} can't be read any more: it was moved or changed`, false);
        }
    }
}
