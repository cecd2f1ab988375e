package dev.backdrop.api;

import dev.backdrop.batch.JobRecords;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobPage;
import dev.backdrop.job.JobQuery;
import dev.backdrop.job.JobQuery.Position;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.JobStore;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Job records in a map. */
final class InMemoryJobs implements JobStore, JobRecords {

    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Effects effects;

    InMemoryJobs(Effects effects) {
        this.effects = effects;
    }

    Collection<Job> all() {
        return jobs.values();
    }

    void put(Job job) {
        jobs.put(job.jobId(), job);
    }

    @Override
    public Job claim(Job job) {
        return effects.pass(() -> {
            Job there = jobs.putIfAbsent(job.jobId(), job);
            return there == null ? job : there;
        });
    }

    @Override
    public Optional<Job> find(String jobId) {
        return effects.pass(() -> Optional.ofNullable(jobs.get(jobId)));
    }

    @Override
    public Optional<Job> findNewest(String sourceAddress) {
        return list(JobQuery.ofSource(sourceAddress), 1).jobs().stream().findFirst();
    }

    @Override
    public Optional<Job> findByExecution(String execution) {
        return jobs.values().stream()
                .filter(job -> execution.equals(job.execution()))
                .findFirst();
    }

    @Override
    public Job change(String jobId, UnaryOperator<Job> change) {
        return effects.pass(() -> {
            Job was = jobs.get(jobId);
            Job is = change.apply(was);
            if (!is.equals(was)) {
                jobs.put(jobId, is.nextVersion());
            }
            return jobs.get(jobId);
        });
    }

    @Override
    public JobPage list(JobQuery query, int limit) {
        List<Job> found = jobs.values().stream()
                .filter(job -> query.status() == null || query.status() == job.status())
                .filter(job -> query.sourceAddress() == null
                        || query.sourceAddress().equals(job.source().address()))
                .filter(job -> query.since() == null || !job.createdAt().isBefore(query.since()))
                .filter(job -> query.until() == null || job.createdAt().isBefore(query.until()))
                .filter(job -> query.isAhead(Position.of(job)))
                .sorted(Comparator.comparing(Position::of, JobQuery.NEWEST_FIRST))
                .toList();
        List<Job> page = found.subList(0, Math.min(limit, found.size()));
        return new JobPage(
                page, found.size() > limit ? Optional.of(Position.of(page.get(page.size() - 1))) : Optional.empty());
    }

    @Override
    public Map<String, Job> findAll(Collection<String> jobIds) {
        Map<String, Job> found = new LinkedHashMap<>(jobs);
        found.keySet().retainAll(jobIds);
        return found;
    }

    @Override
    public List<Job> ofPhoto(String sourceAddress) {
        throw new UnsupportedOperationException("only a plan asks for them");
    }

    @Override
    public Map<JobStatus, Long> counts(String batchId) {
        return effects.pass(() -> jobs.values().stream()
                .filter(job -> batchId.equals(job.batchId()))
                .collect(Collectors.groupingBy(Job::status, Collectors.counting())));
    }
}
