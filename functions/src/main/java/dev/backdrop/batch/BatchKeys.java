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

    /**
     * What whoever started the batch couldn't hand over, such as files that can't be read, one {@link Refusal} a line. It is
     * written before the batch is started, by who starts it; most have none.
     */
    public static String leftOut(String batchId) {
        return folder(batchId) + "left-out.jsonl";
    }

    static Ending.Report report(String bucket, String batchId) {
        String name = folder(batchId) + "report.";
        return new Ending.Report(bucket, name + "json", name + "csv", name + "html");
    }
}
