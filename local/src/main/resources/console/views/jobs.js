import { fill, h } from "../core/dom.js";
import * as api from "../core/api.js";
import { older } from "../core/format.js";
import { ApiError } from "../core/http.js";
import { announce, failure, trouble } from "../core/notices.js";
import { Poller } from "../core/poller.js";
import { go } from "../core/router.js";
import { learnSimulated } from "../core/simulated.js";
import { JOB_STATUSES, isMoving, statusWords } from "../core/words.js";
import { field } from "../parts/field.js";
import { jobList } from "../parts/job-list.js";

const PAGE = 20;
const REFRESHED = 100;

/** The list of jobs, newest first, as it changes. */
export function jobsView(root, { query }) {
    const status = JOB_STATUSES.includes(query.get("status")) ? query.get("status") : "";
    const filter = h("select", { on: { change: () => go(filter.value ? `/jobs?status=${filter.value}` : "/jobs") } },
        h("option", { value: "" }, "All"), JOB_STATUSES.map((each) => h("option", { value: each, selected: each === status }, statusWords(each).word)));
    const list = jobList();
    const empty = h("div");
    const more = h("button", { type: "button", class: "button", hidden: true, on: { click: loadMore } }, "Load more");
    root.append(h("div", { class: "title-row" }, h("h1", { tabindex: -1 }, "Jobs"), field({ label: "Status", control: filter }).element),
        empty, list.element, h("div", { class: "more" }, more));
    let jobs = [];
    let cursor;
    let loaded = false;
    fill(empty, h("p", { class: "hint" }, "Reading the jobs…"));

    const poller = new Poller(refresh, (error) => loaded || trouble(empty, "The jobs can't be listed", error, () => poller.now())).start();

    async function refresh() {
        const [page] = await Promise.all([api.listJobs({ status, limit: Math.min(REFRESHED, Math.max(PAGE, jobs.length)) }), learnSimulated()]);
        const before = new Map(jobs.map((job) => [job.jobId, job.status]));
        const fresh = new Set(page.jobs.map((job) => job.jobId));
        const end = page.jobs.at(-1);
        const tail = page.cursor && end ? jobs.filter((job) => !fresh.has(job.jobId) && older(job, end)) : [];
        jobs = [...page.jobs, ...tail];
        cursor = tail.length ? cursor : page.cursor;
        loaded = true;
        show();
        const changed = jobs.length !== before.size || jobs.some((job) => before.get(job.jobId) !== job.status);
        return changed ? "changed" : jobs.some((job) => isMoving(job.status)) ? "moving" : "still";
    }

    async function loadMore() {
        more.disabled = true;
        try {
            const page = await api.listJobs({ status, limit: PAGE, cursor });
            const known = new Set(jobs.map((job) => job.jobId));
            jobs = [...jobs, ...page.jobs.filter((job) => !known.has(job.jobId))];
            cursor = page.cursor;
            show();
            announce(`${page.jobs.length} more jobs`);
        } catch (error) {
            if (!(error instanceof ApiError)) {
                throw error;
            }
            failure(`No more jobs were loaded: ${error.message}`);
        } finally {
            more.disabled = false;
        }
    }

    function show() {
        list.show(jobs);
        more.hidden = !cursor;
        fill(empty, jobs.length === 0 && h("div", { class: "empty" },
            h("h2", {}, status ? `No job has the status “${statusWords(status).word}”` : "No jobs yet"),
            status ? h("p", {}, h("a", { href: "#/jobs" }, "Show all jobs")) : h("p", {}, h("a", { href: "#/" }, "Drop a photo"), " or put one into the input bucket under uploads/. It shows up here.")));
    }

    return { title: status ? `Jobs: ${statusWords(status).word}` : "Jobs", end: () => poller.stop() };
}
