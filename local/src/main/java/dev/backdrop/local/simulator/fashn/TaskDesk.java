package dev.backdrop.local.simulator.fashn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.simulator.Answer;
import dev.backdrop.local.simulator.Json;
import dev.backdrop.local.simulator.Pictures;
import dev.backdrop.local.simulator.Shell;
import dev.backdrop.local.simulator.fashn.TaskPlan.Ending;
import dev.backdrop.photo.Pixels;
import dev.backdrop.request.OutputFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Creates tasks and tells how they are doing. */
final class TaskDesk {

    private static final String CREDITS_USED = "x-fashn-credits-used";

    private final Shell shell;
    private final FashnOptions options;
    private final TaskScript script;
    private final TaskBook book;
    private final PhotoLoader photos;

    TaskDesk(Shell shell, FashnOptions options, TaskScript script, TaskBook book) {
        this.shell = shell;
        this.options = options;
        this.script = script;
        this.book = book;
        this.photos = new PhotoLoader(options.resultPixels());
    }

    /** Answers the call that creates a task. */
    Answer run(ObjectNode body, Instant now) {
        book.takeForgotten(now).forEach(this::release);
        TaskRequest request = TaskRequest.read(body, options.models());
        SimulatedTask task = book.create(now, number -> task(number, request, now));
        Answer answer = Answer.json(200, Json.object().put("id", task.id()).putNull("error"));
        return options.creditsHeader() == CreditsHeader.ON_RUN ? withCredits(answer, options.price()) : answer;
    }

    private SimulatedTask task(int number, TaskRequest request, Instant now) {
        return new SimulatedTask(
                id(number),
                request,
                PromptWords.change(script.plan(number), request.prompt()),
                // Decoding and fetching take a while, so the call doesn't wait for them.
                CompletableFuture.supplyAsync(() -> photos.load(request.image()), shell.workers()),
                now,
                request.base64() ? options.base64Life() : options.resultLife());
    }

    /** A UUID with a suffix, as in the vendor's samples, which is no UUID. */
    private String id(int number) {
        return shell.ids()
                .signature("fashn task " + number)
                .replaceFirst("^(.{8})(.{4})(.{4})(.{4})(.{12}).*$", "$1-$2-$3-$4-$5-u1");
    }

    /** Photos and results would fill the memory of a simulator that runs for days. */
    private void release(SimulatedTask task) {
        task.release();
        shell.results().remove(path(task));
    }

    /** Answers a status query. */
    Answer status(String taskId, Instant now) {
        SimulatedTask task = book.find(taskId)
                .filter(known -> !known.forgotten(now))
                .orElseThrow(() -> Refusal.notFound("Prediction not found"));
        if (!task.finished(now)) {
            return Answer.json(200, envelope(task, task.stage(now)).putNull("error"));
        }
        Ending ending = task.ending();
        Answer answer = Answer.json(200, ended(task, ending, now));
        BigDecimal credits = ending instanceof Ending.Success ? options.price() : BigDecimal.ZERO;
        return options.creditsHeader() == CreditsHeader.ON_STATUS ? withCredits(answer, credits) : answer;
    }

    private static Answer withCredits(Answer answer, BigDecimal credits) {
        return answer.with(CREDITS_USED, credits.toPlainString());
    }

    private static ObjectNode envelope(SimulatedTask task, String status) {
        return Json.object().put("id", task.id()).put("status", status);
    }

    private ObjectNode ended(SimulatedTask task, Ending ending, Instant now) {
        if (ending instanceof Ending.Failure failure) {
            ObjectNode answer = envelope(task, "failed");
            answer.putObject("error").put("name", failure.name()).put("message", failure.message());
            return answer;
        }
        if (ending instanceof Ending.Success) {
            ObjectNode answer = envelope(task, "completed");
            answer.putArray("output").add(task.output(() -> output(task, now)));
            return answer.putNull("error");
        }
        return envelope(task, ending instanceof Ending.Canceled ? "canceled" : "time_out")
                .putNull("error");
    }

    private CompletableFuture<String> output(SimulatedTask task, Instant now) {
        if (task.request().base64()) {
            return CompletableFuture.supplyAsync(() -> inline(task), shell.workers());
        }
        shell.results().publish(path(task), () -> painted(task), task.plan().download());
        Duration left = Duration.between(now, task.expiry());
        return CompletableFuture.completedFuture(
                shell.results().link(path(task), left).toString());
    }

    private String inline(SimulatedTask task) {
        try {
            return "data:" + task.request().format().contentType() + ";base64,"
                    + Base64.getEncoder().encodeToString(painted(task));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private byte[] painted(SimulatedTask task) throws IOException {
        TaskRequest request = task.request();
        byte[] picture = shell.painter().paint(task.photo().png(), request.prompt(), request.seed());
        OutputFormat format = request.format();
        return Pictures.type(picture).equals(Optional.of(format.contentType()))
                ? picture
                : Pixels.encode(Pictures.decode(picture), format);
    }

    private static String path(SimulatedTask task) {
        String extension = task.request().format() == OutputFormat.PNG ? "png" : "jpeg";
        return FashnSimulator.PATH + task.id() + "/output_0." + extension;
    }
}
