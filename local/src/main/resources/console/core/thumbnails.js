/** Small pictures of large files, two at a time, so that a thousand photos don't fill the memory. */
const AT_ONCE = 2;
const SIDE = 240;
const waiting = [];
let running = 0;

const near = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => {
    near.unobserve(target);
    const calls = due.get(target) ?? [];
    due.delete(target);
    calls.forEach((call) => call());
}), { rootMargin: "400px" });
const due = new WeakMap();

/** Calls once the element is on the screen, or nearly. */
export function whenNear(element, call) {
    due.set(element, [...(due.get(element) ?? []), call]);
    near.unobserve(element);
    near.observe(element);
}

/**
 * @param {File} file
 * @returns {Promise<string|null>} a blob address, to be revoked when it isn't shown any more; null if this browser can't show the file
 */
export function thumbnail(file) {
    return new Promise((resolve) => {
        waiting.push({ file, resolve });
        next();
    });
}

async function next() {
    if (running === AT_ONCE || waiting.length === 0) {
        return;
    }
    running += 1;
    const { file, resolve } = waiting.shift();
    resolve(await make(file));
    running -= 1;
    next();
}

async function make(file) {
    try {
        const whole = await createImageBitmap(file);
        const factor = Math.min(1, SIDE / Math.max(whole.width, whole.height));
        const canvas = document.createElement("canvas");
        canvas.width = Math.max(1, Math.round(whole.width * factor));
        canvas.height = Math.max(1, Math.round(whole.height * factor));
        canvas.getContext("2d").drawImage(whole, 0, 0, canvas.width, canvas.height);
        whole.close();
        const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
        return blob && URL.createObjectURL(blob);
    } catch {
        return null; // a TIFF, or a damaged file: the API's own check will say which
    }
}
