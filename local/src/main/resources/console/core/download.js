import { failure } from "./notices.js";

/**
 * Saves a picture under its own name. A link to another server would only open it, so it is fetched first; where that isn't allowed it is opened.
 *
 * @param {string} link
 * @param {string} name
 */
export async function download(link, name) {
    let blob;
    try {
        const answer = await fetch(link, { credentials: "omit", referrerPolicy: "no-referrer" });
        if (!answer.ok) {
            failure(`The storage answered ${answer.status} instead of the picture. Reload the page for a fresh link.`);
            return;
        }
        blob = await answer.blob();
    } catch {
        if (!window.open(link, "_blank", "noopener")) {
            failure("The picture can't be fetched from the storage. Open it with “Full size” and save it there.");
        }
        return;
    }
    const address = URL.createObjectURL(blob);
    const anchor = document.createElement("a");
    anchor.href = address;
    anchor.download = name;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
