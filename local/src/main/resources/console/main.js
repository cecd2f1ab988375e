import { fill, h, icon } from "./core/dom.js";
import { adoptQuery, base, connection, onConnection, tryNow } from "./core/connection.js";
import { announce, failure } from "./core/notices.js";
import { route } from "./core/router.js";
import { isDark, onSystemTheme, toggleTheme } from "./core/theme.js";
import { connectionDialog } from "./parts/connection-dialog.js";
import { batchView } from "./views/batch.js";
import { batchesView } from "./views/batches.js";
import { jobView } from "./views/job.js";
import { jobsView } from "./views/jobs.js";
import { providersView } from "./views/providers.js";
import { prepareStart, startView } from "./views/start.js";

const VIEWS = { start: startView, jobs: jobsView, job: jobView, batches: batchesView, batch: batchView, providers: providersView, missing: missingView };
const SECTIONS = { job: "jobs", batch: "batches" };
const main = document.getElementById("main");
let view = null;

function missingView(root) {
    root.append(h("div", { class: "empty" }, h("h1", { tabindex: -1 }, "There is no such page"), h("p", {}, h("a", { href: "#/" }, "Start with new photos"))));
    return { title: "No such page", end: () => {} };
}

function show() {
    const to = route();
    const first = view === null;
    view?.end();
    fill(main);
    view = VIEWS[to.name](main, to);
    document.title = `${view.title} · Backdrop`;
    const section = SECTIONS[to.name] ?? to.name;
    document.querySelectorAll("[data-nav]").forEach((link) => {
        if (link.dataset.nav === section) {
            link.setAttribute("aria-current", "page");
        } else {
            link.removeAttribute("aria-current");
        }
    });
    if (!first) {
        (main.querySelector("h1") ?? main).focus({ preventScroll: true });
        scrollTo(0, 0);
        announce(view.title);
    }
}

function showTheme() {
    const button = document.getElementById("theme");
    fill(button, icon(isDark() ? "sun" : "moon"));
    button.setAttribute("aria-label", isDark() ? "Use light colours" : "Use dark colours");
}

let wasDown = false;

function showConnection() {
    const { up, error } = connection();
    const button = document.getElementById("connection");
    button.dataset.state = up ? "up" : "down";
    document.getElementById("connection-words").textContent = up ? (base() ? new URL(base()).host : "Connected") : "Not connected";
    const outage = document.getElementById("outage");
    outage.hidden = up;
    fill(outage, !up && [h("p", { role: "alert" }, h("strong", {}, outageWords(error)), " The page goes on by itself when it answers; nothing here is lost."),
        h("button", { type: "button", class: "button button-small", on: { click: tryNow } }, "Try now"),
        h("button", { type: "button", class: "button button-small", on: { click: connectionDialog } }, "Connection")]);
    if (up && wasDown) {
        announce("Connected again");
    }
    wasDown = !up;
}

function outageWords(error) {
    if (error.status === 401 || error.status === 403) {
        return `The API doesn't let this page in: ${error.message}.`;
    }
    return error.status === 0 ? `${error.message}.` : `The API has trouble: ${error.message}.`;
}

function boot() {
    document.getElementById("skip").addEventListener("click", (event) => {
        event.preventDefault();
        main.focus();
    });
    document.getElementById("theme").addEventListener("click", () => {
        toggleTheme();
        showTheme();
    });
    onSystemTheme(showTheme);
    showTheme();
    document.getElementById("connection").addEventListener("click", connectionDialog);
    addEventListener("unhandledrejection", (event) => failure(`The page has failed at something: ${event.reason?.message ?? event.reason}. Reload it; jobs that were started go on.`));
    addEventListener("online", tryNow);
    onConnection(showConnection);
    try {
        adoptQuery();
    } catch (error) {
        failure(error.message);
    }
    prepareStart();
    addEventListener("hashchange", show);
    show();
}

boot();
