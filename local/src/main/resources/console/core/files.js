/** Which files are photos that the API takes. */
const TYPES = { jpg: "image/jpeg", jpeg: "image/jpeg", png: "image/png", webp: "image/webp", tif: "image/tiff", tiff: "image/tiff", gif: "image/gif", bmp: "image/bmp" };
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_NAME = 255;

export const ACCEPT = Object.keys(TYPES).map((ending) => `.${ending}`).join(",");

/** The type to announce, or null if the API doesn't take it. */
export function photoType(file) {
    if (Object.values(TYPES).includes(file.type)) {
        return file.type;
    }
    const ending = file.name.split(".").pop().toLowerCase();
    return file.type === "" || file.type === "image/x-ms-bmp" ? TYPES[ending] ?? null : null;
}

/** Why a file can't be sent, or null. */
export function objection(file) {
    if (photoType(file) === null) {
        return /\.hei[cf]$/i.test(file.name) ? "HEIC isn't taken; save it as JPEG" : "isn't a JPEG, PNG, WebP, TIFF, GIF or BMP";
    }
    if (file.size === 0) {
        return "is empty";
    }
    return file.size > MAX_BYTES ? "has more than 64 MiB" : null;
}

/** A name that the API takes. */
export function announcedName(file) {
    return file.name.length <= MAX_NAME ? file.name : file.name.slice(-MAX_NAME);
}

/** The files of a drop, those in dropped folders included. */
export async function droppedFiles(transfer) {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (!entries.some((entry) => entry.isDirectory)) {
        return [...transfer.files];
    }
    return (await Promise.all(entries.map(filesOf))).flat();
}

async function filesOf(entry) {
    if (entry.isFile) {
        return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
    }
    const reader = entry.createReader();
    const inside = [];
    for (;;) {
        const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
        if (some.length === 0) {
            return (await Promise.all(inside.map(filesOf))).flat().filter((file) => objection(file) === null);
        }
        inside.push(...some);
    }
}
