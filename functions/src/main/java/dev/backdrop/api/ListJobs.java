package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.job.JobPage;
import dev.backdrop.job.JobQuery;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.JobStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code GET /jobs}. */
final class ListJobs implements Route.Operation {

    private static final Set<String> PARAMETERS = Set.of("status", "source", "since", "until", "limit", "cursor");
    private static final int USUAL_LIMIT = 20;
    private static final int LARGEST_LIMIT = 100;
    private static final int LONGEST_KEY = 1024;

    private final JobStore jobs;
    private final String bucket;
    private final JobView view;

    /** @param bucket the input bucket */
    ListJobs(JobStore jobs, String bucket, JobView view) {
        this.jobs = jobs;
        this.bucket = bucket;
        this.view = view;
    }

    @Override
    public Answer run(Call call) {
        Query query = Query.read(call.query(), PARAMETERS);
        int limit = query.number("limit", USUAL_LIMIT, 1, LARGEST_LIMIT);
        JobQuery first = filtered(query)
                .created(query.time("since").orElse(null), query.time("until").orElse(null));
        JobQuery wanted = query.text("cursor")
                .map(cursor -> first.after(Cursor.read(cursor, first)))
                .orElse(first);
        JobPage page = isNoKey(query) ? new JobPage(List.of(), Optional.empty()) : jobs.list(wanted, limit);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("jobs");
        page.jobs().forEach(job -> list.add(view.of(job)));
        page.next().ifPresent(position -> json.put("cursor", Cursor.write(position, first)));
        return Answer.of(200, json);
    }

    /** Longer than S3's keys, and than the index's: there can be no job of it. */
    private static boolean isNoKey(Query query) {
        return query.text("source")
                .filter(key -> key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY)
                .isPresent();
    }

    private JobQuery filtered(Query query) {
        Optional<JobStatus> status = query.constant("status", JobStatus.class);
        Optional<String> source = query.text("source");
        if (status.isPresent() && source.isPresent()) {
            throw new ProblemException(Problem.badField("source", "can't be combined with status"));
        }
        if (source.filter(key -> key.codePointCount(0, key.length()) > LONGEST_KEY)
                .isPresent()) {
            throw new ProblemException(Problem.badField("source", "has more than " + LONGEST_KEY + " characters"));
        }
        return status.map(JobQuery::ofStatus)
                .or(() -> source.map(key -> JobQuery.ofSource(bucket + "/" + key)))
                .orElseGet(JobQuery::all);
    }
}
