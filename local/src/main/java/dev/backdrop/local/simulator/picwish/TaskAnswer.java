package dev.backdrop.local.simulator.picwish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.simulator.Answer;
import dev.backdrop.local.simulator.Json;
import dev.backdrop.local.simulator.Pictures;
import dev.backdrop.local.simulator.ResultHost;
import dev.backdrop.local.simulator.Shell;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Puts tasks into words: the same for a query and for a task that is answered at once. */
final class TaskAnswer {

    /** A generator's answer has a place for so many pictures, whether or not they were asked for. */
    private static final int GENERATED_PLACES = 4;

    private final Shell shell;
    private final PicWishOptions options;

    TaskAnswer(Shell shell, PicWishOptions options) {
        this.shell = shell;
        this.options = options;
    }

    static Answer success(ObjectNode data) {
        ObjectNode answer = Json.object().put("status", 200).put("message", "success");
        answer.set("data", data);
        return Answer.json(200, answer);
    }

    /** The picture itself. */
    static Answer binary(byte[] picture) {
        return Answer.of(200, Pictures.type(picture).orElseThrow(), picture);
    }

    /** @param state where the task stands now */
    Answer of(SimulatedTask task, int state, Instant now) {
        ObjectNode data =
                Json.object().put("task_id", task.id()).put("state", state).put("progress", task.progress(now));
        if (options.answerShape() == AnswerShape.OLDER) {
            data.put("state_detail", States.words(state))
                    .put("return_type", task.terms().returnType().number());
        }
        time(data, "created_at", Optional.of(task.created()));
        time(data, "processed_at", task.processed(now));
        time(data, "completed_at", Optional.of(task.finish()).filter(finish -> task.finished(now)));
        if (state == States.DONE) {
            pictures(data, task);
        }
        return success(data);
    }

    private void time(ObjectNode data, String name, Optional<Instant> time) {
        time.map(Instant::getEpochSecond).ifPresent(seconds -> {
            if (options.answerShape() == AnswerShape.OLDER) {
                data.put(name, seconds);
            } else {
                data.put(name, Long.toString(seconds));
            }
        });
    }

    private void pictures(ObjectNode data, SimulatedTask task) {
        if (task.terms().kind() != TaskKind.SEGMENTATION) {
            for (int place = 1; place <= GENERATED_PLACES; place++) {
                data.put("image_" + place, "");
            }
        }
        boolean base64 = task.terms().returnType() == ReturnType.BASE64;
        task.pictures()
                .forEach((name, picture) -> data.put(
                        name,
                        base64
                                ? Base64.getEncoder().encodeToString(picture)
                                : link(task, name, picture).toString()));
    }

    /** A fresh link to a picture. */
    private URI link(SimulatedTask task, String name, byte[] picture) {
        ResultHost results = shell.results();
        String path = path(task, name, picture);
        results.publish(path, () -> picture, task.plan().download());
        return results.link(path, options.linkValidity());
    }

    /** Takes a task's pictures from the result host. */
    void withdraw(SimulatedTask task) {
        for (Map.Entry<String, byte[]> picture : task.pictures().entrySet()) {
            shell.results().remove(path(task, picture.getKey(), picture.getValue()));
        }
    }

    private String path(SimulatedTask task, String name, byte[] picture) {
        String extension = Pictures.type(picture).filter("image/png"::equals).isPresent() ? ".png" : ".jpg";
        return PicWishSimulator.PATH + shell.ids().signature("result " + task.id() + ' ' + name) + extension;
    }
}
