/** Addresses after the hash, such as `#/jobs/<id>`, so that every page has a link. */
const ROUTES = [
    { pattern: /^\/?$/, name: "start" },
    { pattern: /^\/jobs$/, name: "jobs" },
    { pattern: /^\/jobs\/([0-9a-f]{32})$/, name: "job" },
    { pattern: /^\/batches$/, name: "batches" },
    { pattern: /^\/batches\/([0-9a-f]{32})$/, name: "batch" },
    { pattern: /^\/providers$/, name: "providers" },
];

/** @returns {{name: string, id?: string, query: URLSearchParams}} name `missing` if no page has this address */
export function route() {
    const [path, query = ""] = location.hash.replace(/^#/, "").split("?");
    const found = ROUTES.find(({ pattern }) => pattern.test(path));
    return { name: found?.name ?? "missing", id: found?.pattern.exec(path)[1], query: new URLSearchParams(query) };
}

export function go(address) {
    location.hash = address;
}
