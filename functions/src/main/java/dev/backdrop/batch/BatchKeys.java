package dev.backdrop.batch;

/** Where the files of a batch are, in the output bucket. */
public final class BatchKeys {

    private BatchKeys() {}

    public static String folder(String batchId) {
        return "reports/" + batchId + "/";
    }

    /** The jobs, one {@link Item} a line. */
    public static String items(String batchId) {
        return folder(batchId) + "items.jsonl";
    }

    /** What no job could be made of, one {@link Refusal} a line. */
    public static String refusals(String batchId) {
        return folder(batchId) + "refused.jsonl";
    }

    static Ending.Report report(String bucket, String batchId) {
        String name = folder(batchId) + "report.";
        return new Ending.Report(bucket, name + "json", name + "csv", name + "html");
    }
}
