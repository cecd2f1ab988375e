/** What was asked of a batch, so that a dry run can be started as it was planned. */
export function orderOf({ manifest, folder, request, failedOnly, acceptPossibleCharge, concurrency, toleratedFailurePercent }) {
    const from = manifest ? { manifest: { key: manifest.key } } : { folder };
    return JSON.parse(JSON.stringify({ ...from, ...request, failedOnly, acceptPossibleCharge, concurrency, toleratedFailurePercent }));
}

/** The folder or manifest of a batch. */
export function batchName(batch) {
    return batch.manifest?.key ?? batch.folder ?? batch.batchId;
}
