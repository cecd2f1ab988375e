/** A presigned address has run out, or the file can't be sent there. */
export class SendError extends Error {
    /**
     * @param {boolean} passing whether sending again can help
     * @param {boolean} [answered] whether the storage itself said no, so that the address is of no more use
     */
    constructor(message, passing, answered = false) {
        super(message);
        this.name = "SendError";
        this.passing = passing;
        this.answered = answered;
    }
}

const SET_BY_BROWSER = new Set(["content-length", "host"]);

/**
 * Sends a file to a presigned address, with exactly the headers that belong to it.
 *
 * @param {{method: string, url: string, headers: Object<string, string>}} upload
 * @param {(share: number) => void} progress from 0 to 1
 * @param {{what?: string, signal?: AbortSignal}} [about] what: the file's word in messages
 * @returns {Promise<void>} also when the file has arrived at an earlier try, whose answer was lost
 * @throws {SendError}
 */
export function send(upload, file, progress, { what = "photo", signal } = {}) {
    return new Promise((resolve, reject) => {
        const call = new XMLHttpRequest();
        call.open(upload.method, upload.url);
        Object.entries(upload.headers).filter(([name]) => !SET_BY_BROWSER.has(name.toLowerCase()))
            .forEach(([name, value]) => call.setRequestHeader(name, value));
        call.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
        call.onerror = () => reject(new SendError(`The connection broke while the ${what} was sent`, true));
        call.onabort = () => reject(new SendError(`The ${what} was taken back while it was sent`, false));
        call.onload = () => {
            const there = call.status === 412;
            if ((call.status >= 200 && call.status < 300) || there) {
                resolve();
            } else {
                reject(new SendError(storageWords(call, what), call.status === 403 || call.status === 409 || call.status >= 500, true));
            }
        };
        call.send(file);
        signal?.addEventListener("abort", () => call.abort(), { once: true });
        if (signal?.aborted) {
            call.abort();
        }
    });
}

function storageWords(call, what) {
    const said = new DOMParser().parseFromString(call.responseText, "application/xml").querySelector("Message")?.textContent;
    return said ? `The storage refused the ${what}: ${said}` : `The storage refused the ${what} (${call.status})`;
}
