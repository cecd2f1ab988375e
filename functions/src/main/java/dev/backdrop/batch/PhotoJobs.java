package dev.backdrop.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobId;
import dev.backdrop.job.Source;
import dev.backdrop.request.InvalidRequestException;
import dev.backdrop.workflow.RequestResolver;
import dev.backdrop.workflow.SharedRequests;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the jobs of photos by the names that a batch gives them, for whoever shows what became of each photo. */
public final class PhotoJobs {

    private final InputPhotos photos;
    private final JobRecords jobs;
    private final RequestResolver requests;

    public PhotoJobs(InputPhotos photos, JobRecords jobs, RequestResolver requests) {
        this.photos = photos;
        this.jobs = jobs;
        this.requests = requests;
    }

    /**
     * A photo that a batch is about.
     *
     * @param key in the input bucket
     * @param request what is said of this photo alone, or null
     */
    public record Asked(String key, ObjectNode request) {}

    /**
     * The job of each photo, in their order; nothing where there is no photo, no job, or no sense in the request.
     *
     * @param shared what is said of all of them, or null
     * @throws dev.backdrop.job.StoreUnavailableException if the photos or the records can't be reached
     */
    public List<Optional<Job>> find(ObjectNode shared, List<Asked> asked) {
        SharedRequests resolver = requests.shared(shared);
        List<Optional<Job>> found = new ArrayList<>(asked.size());
        for (int from = 0; from < asked.size(); from += JobRecords.AT_ONCE) {
            found.addAll(some(resolver, asked.subList(from, Math.min(asked.size(), from + JobRecords.AT_ONCE))));
        }
        return found;
    }

    private List<Optional<Job>> some(SharedRequests resolver, List<Asked> asked) {
        Map<String, Source> sources = photos.find(asked.stream().map(Asked::key).collect(Collectors.toSet()));
        List<Optional<String>> ids = asked.stream()
                .map(photo -> Optional.ofNullable(sources.get(photo.key()))
                        .flatMap(source -> jobId(resolver, source, photo.request())))
                .toList();
        Set<String> known = ids.stream().flatMap(Optional::stream).collect(Collectors.toCollection(LinkedHashSet::new));
        Map<String, Job> records = known.isEmpty() ? Map.of() : jobs.findAll(known);
        return ids.stream().map(id -> id.map(records::get)).toList();
    }

    private static Optional<String> jobId(SharedRequests resolver, Source source, ObjectNode request) {
        try {
            return Optional.of(JobId.of(source, resolver.resolve(source.bucket(), source.key(), request))
                    .value());
        } catch (InvalidRequestException refused) {
            return Optional.empty();
        }
    }
}
