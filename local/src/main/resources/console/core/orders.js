/** What was asked of a batch, as far as its record doesn't say it, kept for the tab so that a dry run can be started as it was planned. */
const KEY = "backdrop.order.";

export function rememberOrder(batchId, order) {
    const { dryRun, confirm, ...lasting } = order;
    sessionStorage.setItem(KEY + batchId, JSON.stringify(lasting));
}

/** @returns {{order: Object, exact: boolean}} exact: false if concurrency and tolerated failures aren't known here */
export function orderOf(batch) {
    const kept = sessionStorage.getItem(KEY + batch.batchId);
    if (kept) {
        return { order: JSON.parse(kept), exact: true };
    }
    const from = batch.manifest ? { manifest: { key: batch.manifest.key } } : { folder: batch.folder };
    return { order: { ...from, ...batch.request }, exact: false };
}

/** The folder or manifest of a batch. */
export function batchName(batch) {
    return batch.manifest?.key ?? batch.folder ?? batch.batchId;
}
