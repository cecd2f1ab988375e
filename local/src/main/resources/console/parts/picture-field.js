import { h, icon, uniqueId } from "../core/dom.js";
import { BackgroundPicture } from "../core/background-picture.js";
import { ACCEPT, objection } from "../core/files.js";
import { sentence } from "../core/format.js";
import { ApiError } from "../core/http.js";
import { announce, failure, notice } from "../core/notices.js";
import { SendError } from "../core/send.js";
import { field } from "./field.js";
import { pictureCard } from "./picture-card.js";

const ADDRESS = /^(s3|https):\/\/[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,4})?\/\S+$/;
const ABOUT_THE_FILE = [400, 413, 415, 422];

/**
 * A picture to put behind the photos: one of this computer, or the address of one.
 *
 * @param {{verb: string}} about what the button does that sends it: "start" or "plan"
 */
export function pictureField({ verb }) {
    const id = uniqueId("picture");
    const input = h("input", { type: "file", accept: ACCEPT, class: "unseen", tabindex: -1, "aria-hidden": "true", on: { change: takeChosen } });
    const choose = h("button", { type: "button", class: "button button-small", "aria-describedby": `${id}-wrong ${id}-hint`, on: { click: () => input.click() } });
    const remove = h("button", { type: "button", class: "quiet", on: { click: takeAway } }, "Remove");
    const card = pictureCard({ verb });
    const invitation = h("p", { class: "picture-invitation" }, icon("photo"), "Drop a picture here");
    const hint = h("p", { class: "hint", id: `${id}-hint` }, "JPEG, PNG, WebP, TIFF, GIF or BMP, up to 64 MiB");
    const wrongLine = h("p", { class: "wrong", id: `${id}-wrong`, hidden: true });
    const address = field({ label: "Or its address", hint: "https://… or s3://bucket/key",
        control: h("input", { type: "text", inputmode: "url", maxlength: 2048, autocomplete: "off", spellcheck: "false", placeholder: "s3://bucket/backgrounds/beach.jpg" }) });
    const element = h("div", { class: "picture" },
        h("div", { class: "field", role: "group", "aria-labelledby": id }, h("p", { class: "picture-title", id }, "Your picture"),
            h("div", { class: "picture-place" }, invitation, card.element, h("div", { class: "picture-tools" }, choose, remove, input), hint), wrongLine),
        address.element);
    let picture = null;
    let sending = false;
    acceptDrops(element, take);
    show();

    function takeChosen() {
        take([...input.files]);
        input.value = "";
    }

    function take(files) {
        const objections = files.length > 1 ? `One picture goes behind all photos; these are ${files.length} files.` : files[0] && objectionWords(files[0]);
        if (objections) {
            say(objections);
            announce(objections);
        } else if (files.length) {
            set(new BackgroundPicture(files[0]));
            announce(`${files[0].name} goes behind the photos.`);
        }
    }

    function takeAway() {
        announce(`${picture.file.name} is removed.`);
        set(null);
        choose.focus();
    }

    /** What is being sent of the picture before is broken off. */
    function set(next) {
        picture?.stop();
        picture = next;
        sending = false;
        say(null);
        address.wrong(null);
        show();
    }

    function show() {
        card.show(picture, sending);
        [invitation, hint, address.element].forEach((part) => { part.hidden = picture !== null; });
        remove.hidden = picture === null;
        remove.setAttribute("aria-label", `Remove ${picture?.file.name}`);
        choose.textContent = picture ? "Choose another" : "Choose a picture";
    }

    function say(text) {
        wrongLine.hidden = !text;
        wrongLine.textContent = text ?? "";
        choose.toggleAttribute("data-wrong", Boolean(text));
    }

    /** The way to a picture that couldn't be sent is its button, unless another page is shown by now. */
    function sayUnsent(error) {
        const words = `${unsentWords(error, picture.file)} Nothing was started. ${adviceFor(error, verb)}`;
        say(words);
        choose.focus();
        if (!element.isConnected) {
            failure(words);
        }
    }

    async function send() {
        const asked = picture;
        sending = !asked.sent;
        show();
        if (sending) {
            announce(`Sending ${asked.file.name}`);
        }
        try {
            const image = await asked.send((share) => asked === picture && card.progress(share));
            if (asked === picture) {
                return image;
            }
        } catch (error) {
            if (!(error instanceof ApiError) && !(error instanceof SendError)) {
                throw error;
            }
            sayUnsent(error);
            return null;
        } finally {
            sending = false;
            show();
        }
        notice("The background picture was changed while it was sent, so nothing was started.");
        return null;
    }

    return {
        element,
        /** The address to name; null for a picture that is to be sent first. */
        get address() {
            return picture ? null : address.control.value.trim();
        },
        /** Shows what is missing, if a picture is asked for. */
        check(asked) {
            const text = address.control.value.trim();
            say(asked && !picture && !text ? "Choose a picture, or name its address." : null);
            address.wrong(asked && !picture && text && !ADDRESS.test(text) ? "An address starts with https:// or s3:// and names a picture." : null);
        },
        /** Shows what the API finds wrong with it; a picture is sent anew by the next start. */
        wrong(text) {
            if (picture) {
                picture.forget();
                say(sentence(text));
                show();
            } else {
                address.wrong(text);
            }
        },
        /** @returns {Promise<string|null>} what to name the picture by; null if it couldn't be sent, which is then shown and has the focus */
        send,
    };
}

function objectionWords(file) {
    const reason = objection(file);
    return reason && (/^HEIC/.test(reason) ? `${file.name} was left out: ${reason}.` : `${file.name} was left out: it ${reason}.`);
}

function isAboutTheFile(error) {
    return error instanceof ApiError && ABOUT_THE_FILE.includes(error.status);
}

function unsentWords(error, file) {
    return sentence(isAboutTheFile(error) ? `The API doesn't take ${file.name}: ${error.message}` : error.message);
}

/** What to do about a picture that couldn't be sent. */
function adviceFor(error, verb) {
    if (isAboutTheFile(error)) {
        return "Choose another picture.";
    }
    return error instanceof SendError && !error.passing && !error.answered ? "Choose it again." : `Press ${verb === "plan" ? "Plan" : "Start"} to try again.`;
}

/** Files that are dropped on this element are its own; elsewhere on the page they are photos. */
function acceptDrops(element, take) {
    let depth = 0;
    const hover = (change) => () => {
        depth = Math.max(0, depth + change);
        element.classList.toggle("picture-over", depth > 0);
    };
    element.addEventListener("dragenter", hover(1));
    element.addEventListener("dragleave", hover(-1));
    element.addEventListener("drop", (event) => {
        hover(-depth)();
        if ([...event.dataTransfer.types].includes("Files")) {
            event.preventDefault();
            take([...event.dataTransfer.files]);
        }
    });
}
