package dev.backdrop.local.simulator.akool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.simulator.Answer;
import dev.backdrop.local.simulator.Json;
import dev.backdrop.local.simulator.Shell;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Creates tasks and tells how they are doing. */
final class TaskDesk {

    private final Shell shell;
    private final AkoolOptions options;
    private final TaskScript script;
    private final TaskBook book;
    private final Compositor compositor;
    private final long account;

    TaskDesk(Shell shell, AkoolOptions options, TaskScript script, TaskBook book) {
        this.shell = shell;
        this.options = options;
        this.script = script;
        this.book = book;
        this.compositor = new Compositor(shell.painter(), options.fileSizeLimit());
        this.account = Long.parseLong(shell.ids().digits("account").substring(0, 7));
    }

    /** Answers the call that creates a task. */
    Answer create(ObjectNode body, Instant now) {
        book.takeExpired(now).forEach(this::release);
        TaskRequest request = TaskRequest.read(body);
        SimulatedTask task = book.create(number -> new SimulatedTask(
                names(),
                request,
                script.plan(number),
                now,
                options,
                CompletableFuture.supplyAsync(() -> compositor.compose(request), shell.workers())));
        return good(record(task, SimulatedTask.State.QUEUEING));
    }

    /** 24 hex digits, and a UUID, as in the page's samples. */
    private SimulatedTask.Names names() {
        String hex = shell.ids().signature(shell.ids().digits("task"));
        String uuid = String.join(
                "-",
                hex.substring(24, 32),
                hex.substring(32, 36),
                "4" + hex.substring(36, 39),
                "8" + hex.substring(39, 42),
                hex.substring(42, 54));
        return new SimulatedTask.Names(hex.substring(0, 24), uuid);
    }

    /** Pictures would fill the memory of a simulator that runs for weeks. */
    private void release(SimulatedTask task) {
        task.release();
        shell.results().remove(path(task));
    }

    /** Answers the question how a task is doing; of one that has expired, the vendor knows nothing any more. */
    Answer info(Map<String, String> query, Instant now) {
        String id = query.getOrDefault("image_model_id", "");
        if (id.isBlank()) {
            throw Refusal.missing("image_model_id");
        }
        if (query.size() > 1) {
            throw Refusal.parameter("image_model_id is all that is taken");
        }
        SimulatedTask task = book.find(id)
                .filter(found -> !found.expired(now))
                .orElseThrow(() -> Refusal.parameter("image_model_id names no image"));
        SimulatedTask.State state = task.state(now);
        ObjectNode data = record(task, state);
        if (state == SimulatedTask.State.FAILED) {
            ArrayNode reasons = data.putArray("error_reasons");
            task.reasons().forEach(reason -> options.errorReasons().write(reason, reasons));
        }
        if (state == SimulatedTask.State.COMPLETED) {
            List<URI> links = task.links(() -> publish(task, now));
            data.put("external_img", links.get(0).toString());
            data.put("image", links.get(1).toString());
        }
        return good(data);
    }

    private List<URI> publish(SimulatedTask task, Instant now) {
        shell.results().publish(path(task), () -> task.outcome().png(), task.download());
        Duration left = Duration.between(now, task.expiry());
        return List.of(shell.results().link(path(task), left), shell.results().link(path(task), left));
    }

    private static String path(SimulatedTask task) {
        return AkoolSimulator.PATH + task.names().imageId() + ".png";
    }

    private ObjectNode record(SimulatedTask task, SimulatedTask.State state) {
        ObjectNode data = Json.object()
                .put("create_time", task.created().toEpochMilli())
                .put("uid", account)
                .put("type", 3)
                .put("faceswap_quality", 2)
                .put("image_id", task.names().imageId())
                .put("image_sub_status", state.number())
                .put("image_status", state.number())
                .put("deduction_credit", options.price());
        List.of("buttons", "used_buttons", "upscaled_urls", "error_reasons").forEach(data::putArray);
        return data.put("_id", task.names().id()).put("__v", 0);
    }

    private static Answer good(ObjectNode data) {
        ObjectNode answer = Json.object().put("code", 1000).put("msg", "OK");
        answer.set("data", data);
        return Answer.json(200, answer);
    }
}
