package dev.backdrop.api;

import dev.backdrop.job.Job;
import dev.backdrop.job.JobStore;
import java.util.regex.Pattern;

/** The job that a path names. */
final class JobPath {

    private static final Pattern JOB_ID = Pattern.compile("[0-9a-f]{32}");

    private JobPath() {}

    static boolean isJobId(String text) {
        return JOB_ID.matcher(text).matches();
    }

    /** @throws ProblemException 404 if there is none */
    static Job find(JobStore jobs, Call call) {
        String jobId = call.variable("jobId");
        if (!isJobId(jobId)) {
            throw new ProblemException(Problem.notFound("there is no such job; a job's id has 32 hexadecimal digits"));
        }
        return jobs.find(jobId).orElseThrow(() -> new ProblemException(Problem.notFound("there is no job " + jobId)));
    }
}
