/** A presigned address has run out, or the photo can't be sent there. */
export class SendError extends Error {
    /** @param {boolean} passing whether sending again can help */
    constructor(message, passing) {
        super(message);
        this.name = "SendError";
        this.passing = passing;
    }
}

const SET_BY_BROWSER = new Set(["content-length", "host"]);

/**
 * Sends a file to a presigned address, with exactly the headers that belong to it.
 *
 * @param {{method: string, url: string, headers: Object<string, string>}} upload
 * @param {(share: number) => void} progress from 0 to 1
 * @returns {Promise<void>} also when the photo has arrived at an earlier try, whose answer was lost
 * @throws {SendError}
 */
export function send(upload, file, progress) {
    return new Promise((resolve, reject) => {
        const call = new XMLHttpRequest();
        call.open(upload.method, upload.url);
        Object.entries(upload.headers).filter(([name]) => !SET_BY_BROWSER.has(name.toLowerCase()))
            .forEach(([name, value]) => call.setRequestHeader(name, value));
        call.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
        call.onerror = () => reject(new SendError("The connection broke while the photo was sent", true));
        call.onload = () => {
            const there = call.status === 412;
            if ((call.status >= 200 && call.status < 300) || there) {
                resolve();
            } else {
                reject(new SendError(storageWords(call), call.status === 403 || call.status === 409 || call.status >= 500));
            }
        };
        call.send(file);
    });
}

function storageWords(call) {
    const said = new DOMParser().parseFromString(call.responseText, "application/xml").querySelector("Message")?.textContent;
    return said ? `The storage refused the photo: ${said}` : `The storage refused the photo (${call.status})`;
}
