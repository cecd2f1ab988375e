import { fill, h, icon, part } from "../core/dom.js";
import { ago, exactTime, fileName, many, sentence } from "../core/format.js";
import { photoLink, resultLink } from "../core/links.js";
import { isSimulated, providerWords } from "../core/simulated.js";
import { backgroundWords, isMoving } from "../core/words.js";
import { statusChip, stepper } from "./stepper.js";

/** Jobs as rows that stay in place while their jobs change. */
export function jobList() {
    const element = h("ul", { class: "jobs", "aria-label": "Jobs" });
    const rows = new Map();
    return {
        element,
        /** @param {Object[]} jobs in the order to show */
        show(jobs) {
            const wanted = new Set(jobs.map((job) => job.jobId));
            for (const [jobId, row] of rows) {
                if (!wanted.has(jobId)) {
                    row.element.remove();
                    rows.delete(jobId);
                }
            }
            jobs.forEach((job, index) => {
                const row = rows.get(job.jobId) ?? jobRow(job);
                rows.set(job.jobId, row);
                row.update(job);
                if (element.children[index] !== row.element) {
                    element.insertBefore(row.element, element.children[index] ?? null);
                }
            });
        },
    };
}

function jobRow({ jobId, source }) {
    const picture = h("div", { class: "thumb" }, icon("photo"));
    const state = h("div", { class: "job-state" });
    const about = h("p", { class: "job-about" });
    const showState = part(state, (job) => [statusChip(job.status), isMoving(job.status) && stepper(job, true), job.error && h("span", { class: "job-error" }, sentence(job.error.message))]);
    const showAbout = part(about, (words) => words.map(([word, title]) => h("span", { title }, word)));
    const element = h("li", {}, h("a", { class: "job-row", href: `#/jobs/${jobId}` }, picture,
        h("div", { class: "job-words" }, h("p", { class: "job-name" }, fileName(source.key)), about), state));
    let shown = null;
    return {
        element,
        update(job) {
            showState({ status: job.status, error: job.error, attempts: job.attempts });
            showAbout(aboutWords(job));
            const link = resultLink(job) ?? photoLink(job);
            if (link && link !== shown) {
                shown = link;
                const image = h("img", { src: link, alt: "", loading: "lazy", decoding: "async", class: job.result?.format === "png" ? "checkered" : null });
                image.addEventListener("error", () => fill(picture, icon("photo")));
                fill(picture, image);
            }
        },
    };
}

function aboutWords(job) {
    const known = job.attempts.filter((attempt) => attempt.credits !== undefined);
    const credits = known.reduce((sum, attempt) => sum + attempt.credits, 0);
    const words = [[ago(job.createdAt), exactTime(job.createdAt)], [job.provider && providerWords(job.provider)], [job.request && backgroundWords(job.request.background, true)],
        [credits > 0 && `${many(credits, "credit")}${known.every((attempt) => isSimulated(attempt.provider)) ? ", simulated" : ""}`]];
    return words.filter(([word]) => word);
}
