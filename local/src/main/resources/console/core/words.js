/** States, codes and kinds in plain words. */

export const STEPS = [
    { status: "AWAITING_UPLOAD", word: "Upload" },
    { status: "PREPARING", word: "Check" },
    { status: "SUBMITTING", word: "Submit" },
    { status: "PROCESSING", word: "Process" },
    { status: "STORING", word: "Store" },
];

const STATUS = {
    AWAITING_UPLOAD: { word: "Waiting for the photo", tone: "busy" },
    PREPARING: { word: "Checking the photo", tone: "busy" },
    SUBMITTING: { word: "Submitting", tone: "busy" },
    PROCESSING: { word: "At the provider", tone: "busy" },
    STORING: { word: "Storing the result", tone: "busy" },
    SUCCEEDED: { word: "Done", tone: "good" },
    FAILED: { word: "Failed", tone: "bad" },
    REJECTED: { word: "Refused", tone: "bad" },
    CANCELLED: { word: "Cancelled", tone: "plain" },
    SUBMIT_UNKNOWN: { word: "Submission unclear", tone: "warn" },
    PLANNING: { word: "Planning", tone: "busy" },
    AWAITING_CONFIRMATION: { word: "Waits for your yes", tone: "warn" },
    RUNNING: { word: "Running", tone: "busy" },
    REPORTING: { word: "Writing the report", tone: "busy" },
    FINISHED_WITH_FAILURES: { word: "Done, with failures", tone: "warn" },
    SKIPPED: { word: "Skipped", tone: "plain" },
    DRY_RUN: { word: "Dry run", tone: "plain" },
};

export const JOB_STATUSES = ["AWAITING_UPLOAD", "PREPARING", "SUBMITTING", "PROCESSING", "STORING",
    "SUCCEEDED", "FAILED", "REJECTED", "CANCELLED", "SUBMIT_UNKNOWN"];

/** @returns {{word: string, tone: string}} a status that is new to this page is shown as it is */
export function statusWords(status) {
    return STATUS[status] ?? { word: status, tone: "plain" };
}

const MOVING = new Set(["AWAITING_UPLOAD", "PREPARING", "SUBMITTING", "PROCESSING", "STORING", "PLANNING", "RUNNING", "REPORTING"]);

/** Whether a job or a batch of this status goes on by itself. */
export function isMoving(status) {
    return MOVING.has(status);
}

const CHARGED = {
    NO: "Nothing is charged for it.",
    MAYBE: "The vendor may charge for it.",
    YES: "The vendor charges for it.",
};

export function chargeWords(charged) {
    return CHARGED[charged] ?? `Charged: ${charged}`;
}

/** Whether running the job again may be paid for twice, so that the API asks for a word first. */
export function mayBeChargedTwice(job) {
    return job.status === "SUBMIT_UNKNOWN" || (job.error !== undefined && job.error.charged !== "NO");
}

export const KINDS = { prompt: "Prompt", color: "Colour", image: "Picture", transparent: "Transparent" };

const MANY = { prompt: "prompts", color: "colours", image: "pictures", transparent: "transparent" };

/** What a provider can make, such as "prompts, colours". */
export function kindsWords(kinds) {
    return kinds.map((kind) => MANY[kind] ?? kind).join(", ");
}

/** A background as a line of text; `short`: a picture only by its name. */
export function backgroundWords(background, short = false) {
    if (!background) {
        return "As preset";
    }
    const [[kind, value]] = Object.entries(background);
    if (kind === "image") {
        return `Picture ${short ? pictureName(value) : value}`;
    }
    return { prompt: `“${value}”`, color: `Colour ${value}`, transparent: "Transparent" }[kind] ?? kind;
}

function pictureName(address) {
    return address.replace(/[?#].*$/, "").split("/").pop() || address;
}
