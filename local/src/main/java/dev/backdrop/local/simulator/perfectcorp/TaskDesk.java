package dev.backdrop.local.simulator.perfectcorp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.simulator.Answer;
import dev.backdrop.local.simulator.Json;
import dev.backdrop.local.simulator.PhotoFetch;
import dev.backdrop.local.simulator.Shell;
import dev.backdrop.local.simulator.perfectcorp.TaskPlan.Ending;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Creates tasks, tells how they are doing, deletes them. */
final class TaskDesk {

    private final Shell shell;
    private final PerfectCorpOptions options;
    private final FileDesk files;
    private final TaskScript script;
    private final TaskBook book;
    private final PhotoFetch photos;
    private volatile PollingInterval interval;

    TaskDesk(Shell shell, PerfectCorpOptions options, FileDesk files, TaskScript script, TaskBook book) {
        this.shell = shell;
        this.options = options;
        this.files = files;
        this.script = script;
        this.book = book;
        this.photos = new PhotoFetch(options.fileSizeLimit());
        this.interval = options.pollingInterval();
    }

    void pollingInterval(PollingInterval other) {
        interval = other;
    }

    /** Answers the call that creates a task. */
    Answer create(ObjectNode body, Instant now) {
        book.takeForgotten(now).forEach(this::release);
        TaskRequest request = TaskRequest.read(body, options.templates());
        Optional<byte[]> uploaded = request.fileId().map(id -> uploaded(id, now));
        SimulatedTask task = book.create(
                now,
                number -> new SimulatedTask(
                        options.taskIds().next(shell.ids()),
                        request,
                        PromptWords.change(script.plan(number), request.scene()),
                        inspection(request, uploaded),
                        now,
                        options));
        ObjectNode answer = Json.object().put("status", 200);
        ObjectNode data = answer.putObject("data").put("task_id", task.id());
        task.nextInterval(interval).ifPresent(value -> data.set("polling_interval", value));
        return Answer.json(200, answer);
    }

    /** Photos and results would fill the memory of a simulator that runs for days. */
    private void release(SimulatedTask task) {
        task.release();
        shell.results().remove(path(task));
    }

    private byte[] uploaded(String fileId, Instant now) {
        return files.find(fileId, now).bytes().orElseThrow(() -> switch (options.missingUpload()) {
            case NOT_FOUND -> Refusal.notFound("The file was registered but never uploaded");
            case INTERNAL_ERROR -> Refusal.internalError();
        });
    }

    /** The engine looks at the photo off the request's thread: decoding and fetching take a while. */
    private CompletableFuture<Inspection> inspection(TaskRequest request, Optional<byte[]> uploaded) {
        return CompletableFuture.supplyAsync(
                () -> uploaded.or(() -> request.address().flatMap(photos::fetch))
                        .map(photo -> Inspection.of(photo, options.fileSizeLimit(), options.longestSide()))
                        .orElseGet(() -> Inspection.failed("error_download_image")),
                shell.workers());
    }

    /** Answers a status query. */
    Answer status(String taskId, Instant now) {
        SimulatedTask task = book.find(taskId).orElseThrow(Refusal::invalidTaskId);
        return switch (task.poll(now)) {
            case UNKNOWN -> throw Refusal.invalidTaskId();
            case TIMED_OUT -> throw Refusal.taskTimeout();
            case RUNNING -> {
                ObjectNode data = data("running");
                task.nextInterval(interval).ifPresent(value -> data.set("polling_interval", value));
                yield status(data);
            }
            case FAILED -> status(failed(task));
            case SUCCEEDED -> status(succeeded(task));
        };
    }

    private static Answer status(ObjectNode data) {
        ObjectNode answer = Json.object().put("status", 200);
        answer.set("data", data);
        return Answer.json(200, answer);
    }

    private static ObjectNode data(String status) {
        return Json.object().put("task_status", status).putNull("error").put("error_message", "");
    }

    private static ObjectNode failed(SimulatedTask task) {
        if (!(task.ending() instanceof Ending.Failure failure)) {
            throw new IllegalStateException("task " + task.id() + " hasn't failed");
        }
        return data("error").put("error", failure.code()).put("error_message", failure.message());
    }

    private ObjectNode succeeded(SimulatedTask task) {
        Inspection photo = task.inspection();
        String scene = task.request().scene();
        shell.results()
                .publish(
                        path(task),
                        () -> shell.painter().paint(photo.photo(), scene, shell.seed()),
                        task.plan().download());
        URI link = shell.results().link(path(task), options.resultLinkValidity());
        ObjectNode data = data("success");
        data.putObject("results").put("url", link.toString());
        return data;
    }

    /** Task ids may hold what a path can't. */
    private String path(SimulatedTask task) {
        return PerfectCorpSimulator.PATH + shell.ids().signature("result " + task.id());
    }

    /** Answers the call that deletes a task with all that belongs to it. */
    Answer delete(ObjectNode body, Instant now) {
        JsonNode id = body.path("task_id");
        if (!id.isTextual() || body.size() != 1) {
            throw Refusal.invalidParameters("task_id, a text, is needed and nothing else");
        }
        SimulatedTask task = book.find(id.textValue()).orElseThrow(Refusal::invalidTaskId);
        if (task.unknown(now)) {
            throw Refusal.invalidTaskId();
        }
        if (!task.finished(now)) {
            throw Refusal.notFinished();
        }
        task.delete();
        task.request().fileId().ifPresent(files::delete);
        shell.results().remove(path(task));
        return Answer.json(200, Json.object().put("status", 200));
    }
}
