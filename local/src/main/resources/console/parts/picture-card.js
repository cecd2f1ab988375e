import { fill, h, icon } from "../core/dom.js";
import { bytes } from "../core/format.js";
import { thumbnail } from "../core/thumbnails.js";

/**
 * A background picture that was chosen: small, with its name, and whether it is sent yet.
 *
 * @param {{verb: string}} about what the button does that sends it: "start" or "plan"
 */
export function pictureCard({ verb }) {
    const thumb = h("div", { class: "thumb" });
    const name = h("p", { class: "picture-name" });
    const note = h("p", { class: "hint" });
    const bar = h("progress", { max: 1, value: 0 });
    const element = h("div", { class: "picture-card" }, thumb, h("div", { class: "picture-words" }, name, note, bar));
    let shown = null;
    let address = null;

    async function showThumbnail(picture) {
        URL.revokeObjectURL(address);
        address = null;
        shown = picture;
        fill(thumb, icon("photo"));
        const made = picture && await thumbnail(picture.file);
        if (made && shown === picture) {
            address = made;
            fill(thumb, h("img", { src: made, alt: "" }));
        } else if (made) {
            URL.revokeObjectURL(made);
        }
    }

    return {
        element,
        /** @param {BackgroundPicture|null} picture hidden without one */
        show(picture, sending) {
            if (picture !== shown) {
                showThumbnail(picture);
            }
            element.hidden = picture === null;
            bar.hidden = !sending;
            bar.value = sending ? bar.value : 0;
            if (picture) {
                name.textContent = picture.file.name;
                name.title = picture.file.name;
                note.textContent = sending ? "Sending…" : noteWords(picture, verb);
                bar.setAttribute("aria-label", `Sending ${picture.file.name}`);
            }
        },
        /** @param {number} share from 0 to 1 */
        progress(share) {
            bar.value = share;
        },
    };
}

function noteWords({ file, sent }, verb) {
    return `${bytes(file.size)} · ${sent ? "sent once, for all" : `sent when you ${verb}`}`;
}
