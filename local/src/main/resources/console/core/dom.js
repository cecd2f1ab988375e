/**
 * Makes an element. Strings become text nodes, so nothing that comes from outside is ever read as markup.
 *
 * @param {string} tag
 * @param {Object} [properties] `class`, `on` (listeners by event), `data` (dataset); a boolean or null is a flag; the rest are attributes
 * @param {...(Node|string|number|null|false|Array)} children nothing is made of null and false
 */
export function h(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
        if (name === "on") {
            Object.entries(value).forEach(([event, listener]) => element.addEventListener(event, listener));
        } else if (name === "data") {
            Object.assign(element.dataset, value);
        } else if (typeof value === "boolean") {
            element.toggleAttribute(name, value);
        } else if (value !== null && value !== undefined) {
            element.setAttribute(name, value);
        }
    }
    return put(element, ...children);
}

/** Adds children to an element. */
export function put(element, ...children) {
    for (const child of children.flat(Infinity)) {
        if (child !== null && child !== undefined && child !== false) {
            element.append(child instanceof Node ? child : String(child));
        }
    }
    return element;
}

/** Puts children in the place of those that are there. */
export function fill(element, ...children) {
    element.replaceChildren();
    return put(element, ...children);
}

/**
 * A part of a page that is made anew only when what it shows has changed. The focus stays on the control of the same `data-focus`.
 *
 * @param {Element} element
 * @param {(value: any) => any} build makes the children
 */
export function part(element, build) {
    let shown;
    return (value) => {
        const signature = JSON.stringify(value) ?? "";
        if (signature === shown) {
            return false;
        }
        shown = signature;
        const focused = element.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
        fill(element, build(value));
        if (focused) {
            element.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
        }
        return true;
    };
}

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
    moon: "M20 14.500A8 8 0 1 1 9.500 4a6.500 6.500 0 0 0 10.500 10.500z",
    sun: "M12 7.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9zM12 2v2.500M12 19.500V22M2 12h2.500M19.500 12H22M5 5l1.700 1.700M17.300 17.300L19 19M19 5l-1.700 1.700M6.700 17.300L5 19",
    close: "M6 6l12 12M18 6L6 18",
    photo: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 9.500h.01",
    down: "M12 4v11M7 10.500l5 5 5-5M5 20h14",
};

/** A line drawing that takes the colour of the text. It says nothing to a screen reader: the control around it has a label. */
export function icon(name) {
    const svg = document.createElementNS(SVG, "svg");
    const path = document.createElementNS(SVG, "path");
    const about = { viewBox: "0 0 24 24", width: 18, height: 18, fill: "none", stroke: "currentColor", "stroke-width": 1.8,
        "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true" };
    Object.entries(about).forEach(([key, value]) => svg.setAttribute(key, value));
    path.setAttribute("d", SHAPES[name]);
    svg.append(path);
    return svg;
}

let count = 0;

/** An id that no other element has. */
export function uniqueId(word) {
    count += 1;
    return `${word}-${count}`;
}
