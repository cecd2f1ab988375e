/**
 * Each answer of the API has fresh links to the same picture. A link is kept while it works, so that a picture isn't loaded again at every look.
 */
const EARLY = 60_000;
const VALIDITY = 15 * 60_000;
const kept = new Map();

function keep(name, link, until) {
    const old = kept.get(name);
    if (old && old.until - EARLY > Date.now()) {
        return old.link;
    }
    kept.set(name, { link, until });
    return link;
}

/** The photo's link, or null while it hasn't arrived. */
export function photoLink(job) {
    return job.sourceLink ? keep(`photo ${job.jobId}`, job.sourceLink, Date.now() + VALIDITY) : null;
}

/** The result's link, or null while there is none. */
export function resultLink(job) {
    return job.result ? keep(`result ${job.jobId} ${job.result.sha256}`, job.result.link, Date.parse(job.result.expiresAt)) : null;
}

/** A job without its links: what tells whether the record itself has changed. */
export function withoutLinks(job) {
    const { sourceLink, ...rest } = job;
    return { ...rest, hasPhoto: Boolean(sourceLink), result: job.result && { ...job.result, link: null, expiresAt: null } };
}
