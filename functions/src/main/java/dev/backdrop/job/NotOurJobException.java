package dev.backdrop.job;

/** The job has ended, or belongs to another execution: whoever asked has nothing left to do. */
public final class NotOurJobException extends RuntimeException {

    public NotOurJobException(Job job, String execution) {
        super("job " + job.jobId() + " is " + job.status() + " and belongs to " + job.execution() + ", not to "
                + execution);
    }
}
