package dev.backdrop.local;

import static dev.backdrop.local.openapi.Outcome.JSON;
import static dev.backdrop.local.openapi.Outcome.PROBLEM;

import dev.backdrop.job.JobStatus;
import java.util.List;

/** The answers of the jobs' own operations. */
final class JobDrivers {

    private static final String CREATE = "POST /jobs";
    private static final String LIST = "GET /jobs";
    private static final String READ = "GET /jobs/{jobId}";
    private static final String RETRY = "POST /jobs/{jobId}/retry";
    private static final String CANCEL = "POST /jobs/{jobId}/cancel";

    private static final List<JobStatus> RETRIED = List.of(JobStatus.FAILED, JobStatus.CANCELLED, JobStatus.REJECTED);

    private JobDrivers() {}

    static void add(ApiDrivers drivers) {
        created(drivers);
        notCreated(drivers);
        read(drivers);
        retried(drivers);
        cancelled(drivers);
    }

    private static void created(ApiDrivers on) {
        on.on(CREATE, 201, JSON, "a photo that is sent next", s -> s.api.post("/jobs", s.announcement()));
        on.on(CREATE, 201, JSON, "a photo in the bucket", s -> s.api.post("/jobs", s.order(s.photo())));
        on.on(CREATE, 200, JSON, "the same photo and request", s -> s.twice("/jobs", s.order(s.photo())));
        on.on(CREATE, 200, JSON, "the same key and body", s -> s.twiceWithKey("/jobs", s.announcement()));
    }

    private static void notCreated(ApiDrivers on) {
        on.on(CREATE, 400, PROBLEM, "no source", s -> s.api.post("/jobs", "{}"));
        on.on(CREATE, 409, PROBLEM, "the same key is at work", s -> s.whileAtWork("/jobs", s.announcement()));
        on.on(CREATE, 422, PROBLEM, "no such object", s -> s.api.post("/jobs", s.order("batches/none.jpg")));
        on.on(
                CREATE,
                422,
                PROBLEM,
                "an address of ours",
                s -> s.api.post("/jobs", s.address("https://10.1.2.3/x.jpg")));
        on.on(
                CREATE,
                422,
                PROBLEM,
                "nobody at the address",
                s -> s.api.post("/jobs", s.address("http://127.0.0.1:1/")));
        on.on(
                CREATE,
                422,
                PROBLEM,
                "a provider that can't",
                s -> s.api.post("/jobs", s.order(s.photo()).replace("\"prompt\":\"a beach\"", "\"transparent\":true")));
        on.on(CREATE, 422, PROBLEM, "the key of another body", s -> s.sameKeyForAnother("/jobs", s.announcement()));
        on.on(
                CREATE,
                500,
                PROBLEM,
                "a damaged record",
                s -> s.repeatedOverDamage("/jobs", s.announcement(), "JobsTable"));
        on.on(CREATE, 503, PROBLEM, "no workflow can be started", s -> s.faults.workflowsAway(s.faults::orderedPhoto));
    }

    private static void read(ApiDrivers on) {
        on.on(LIST, 200, JSON, "jobs of all kinds", s -> {
            ApiStage.MADE.forEach(s::shownJob);
            return s.api.get("/jobs?limit=100");
        });
        on.on(LIST, 200, JSON, "a page that goes on", s -> {
            s.job(JobStatus.AWAITING_UPLOAD);
            s.job(JobStatus.AWAITING_UPLOAD);
            return s.api.get("/jobs?limit=1");
        });
        on.on(
                LIST,
                200,
                JSON,
                "the page after it",
                s -> s.api.get("/jobs?limit=1&cursor="
                        + s.api.get("/jobs?limit=1").body().path("cursor").asText()));
        on.on(LIST, 200, JSON, "jobs of one status", s -> s.api.get("/jobs?status=AWAITING_UPLOAD"));
        on.on(LIST, 200, JSON, "none", s -> s.api.get("/jobs?source=uploads/none.jpg"));
        on.on(LIST, 500, PROBLEM, "a damaged record among them", s -> s.overDamagedJob("GET", s::listOfItsPhoto));
        for (JobStatus status : ApiStage.MADE) {
            on.on(READ, 200, JSON, "a job that is " + status, s -> s.api.get("/jobs/" + s.shownJob(status)));
        }
        on.on(READ, 500, PROBLEM, "a damaged record", s -> s.overDamagedJob("GET", id -> "/jobs/" + id));
    }

    private static void retried(ApiDrivers on) {
        for (JobStatus status : RETRIED) {
            on.on(RETRY, 202, JSON, "a job that is " + status, s -> s.api.post(retry(s.job(status)), null));
        }
        on.on(
                RETRY,
                202,
                JSON,
                "a charge that is accepted",
                s -> s.api.post(retry(s.job(JobStatus.SUBMIT_UNKNOWN)), "{\"acceptPossibleCharge\":true}"));
        on.on(
                RETRY,
                400,
                PROBLEM,
                "a body that is no object",
                s -> s.api.post(retry(s.shownJob(JobStatus.FAILED)), "[]"));
        on.on(RETRY, 409, PROBLEM, "it runs", s -> s.api.post(retry(s.job(JobStatus.PREPARING)), null));
        on.on(RETRY, 409, PROBLEM, "it has succeeded", s -> s.api.post(retry(s.shownJob(JobStatus.SUCCEEDED)), "{}"));
        on.on(
                RETRY,
                409,
                PROBLEM,
                "it may be charged for twice",
                s -> s.api.post(retry(s.shownJob(JobStatus.SUBMIT_UNKNOWN)), "{\"acceptPossibleCharge\":false}"));
        on.on(RETRY, 500, PROBLEM, "a damaged record", s -> s.overDamagedJob("POST", JobDrivers::retry));
    }

    private static void cancelled(ApiDrivers on) {
        on.on(CANCEL, 200, JSON, "it waits", s -> s.api.post(cancel(s.job(JobStatus.AWAITING_UPLOAD)), null));
        on.on(CANCEL, 200, JSON, "it runs", s -> s.api.post(cancel(s.job(JobStatus.PREPARING)), null));
        on.on(CANCEL, 200, JSON, "the vendor works on it", s -> s.api.post(cancel(s.job(JobStatus.PROCESSING)), null));
        on.on(CANCEL, 409, PROBLEM, "it has ended", s -> s.api.post(cancel(s.shownJob(JobStatus.SUCCEEDED)), null));
        on.on(CANCEL, 500, PROBLEM, "a damaged record", s -> s.overDamagedJob("POST", JobDrivers::cancel));
    }

    private static String retry(String jobId) {
        return "/jobs/" + jobId + "/retry";
    }

    private static String cancel(String jobId) {
        return "/jobs/" + jobId + "/cancel";
    }
}
