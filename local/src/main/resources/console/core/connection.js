/** Which API the console speaks to, and whether it answers. A token belongs to one API and is never sent to another. */
const BASE = "backdrop.api";
const TOKEN = "backdrop.token";
const events = new EventTarget();
let state = { known: false, up: true, error: null };

/** The API's address without a slash at its end; empty for the server that this page comes from. */
export function base() {
    return localStorage.getItem(BASE) ?? "";
}

/** The bearer token, for this tab only. */
export function token() {
    const saved = JSON.parse(sessionStorage.getItem(TOKEN) ?? "null");
    return saved && saved.base === base() ? saved.value : "";
}

/**
 * Points the console at an API.
 *
 * @throws {TypeError} if the address is neither empty nor an http(s) address
 */
export function connectTo(address, bearer = "") {
    const clean = normal(address);
    localStorage.setItem(BASE, clean);
    if (bearer) {
        sessionStorage.setItem(TOKEN, JSON.stringify({ base: clean, value: bearer }));
    } else {
        sessionStorage.removeItem(TOKEN);
    }
}

/** Takes the API's address from `?api=` of the page's address, once. */
export function adoptQuery() {
    const address = new URLSearchParams(location.search).get("api");
    if (address !== null && normal(address) !== base()) {
        connectTo(address);
    }
}

function normal(address) {
    const text = address.trim().replace(/\/+$/, "");
    if (text === "" || text === location.origin) {
        return "";
    }
    const url = URL.canParse(text) ? new URL(text) : null;
    if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username) {
        throw new TypeError("An API address starts with https:// and has no query");
    }
    return text;
}

export function connection() {
    return state;
}

export function onConnection(listener) {
    events.addEventListener("change", listener);
}

/** Notes that the API has answered, or with an error that it hasn't. */
export function noteConnection(error = null) {
    const before = state;
    state = { known: true, up: error === null, error };
    if (!before.known || before.up !== state.up || before.error?.message !== error?.message) {
        events.dispatchEvent(new Event("change"));
    }
}

/** Asks everything that waits to ask again to do so now. */
export function tryNow() {
    events.dispatchEvent(new Event("try"));
}

/** @returns {() => void} ends it */
export function onTryNow(listener) {
    events.addEventListener("try", listener);
    return () => events.removeEventListener("try", listener);
}
