package dev.backdrop.job;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the executions that the API starts are called: by their job, so that a start that is repeated starts nothing. Those of
 * upload events have names of their own.
 */
public final class ExecutionNames {

    private static final Pattern RETRY = Pattern.compile("(.+)-r([0-9]{1,6})(-[0-9a-f]{8})?");

    private static final int MARK = 8;

    private ExecutionNames() {}

    /** The name of a job's first run. */
    public static String first(String jobId) {
        return jobId;
    }

    /** @param number 1 for the first run after the first */
    public static String retry(String jobId, int number) {
        return jobId + "-r" + number;
    }

    /** The same for a batch. A batch that was cancelled before its run had the job leaves the name of the next one free. */
    public static String retryOf(String batchId, String jobId, int number) {
        String mark = Sha256.hex(batchId.getBytes(StandardCharsets.UTF_8)).substring(0, MARK);
        return retry(jobId, number) + "-" + mark;
    }

    /** The number of the run that would follow on a job's last one. */
    public static int nextRetry(Job job) {
        String last = job.execution() == null ? "" : job.execution();
        Matcher retry = RETRY.matcher(last.substring(last.lastIndexOf(':') + 1));
        return retry.matches() && retry.group(1).equals(job.jobId()) ? Integer.parseInt(retry.group(2)) + 1 : 1;
    }
}
