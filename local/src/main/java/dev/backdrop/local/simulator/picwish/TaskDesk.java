package dev.backdrop.local.simulator.picwish;

import dev.backdrop.local.simulator.Answer;
import dev.backdrop.local.simulator.Json;
import dev.backdrop.local.simulator.Shell;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Creates tasks, tells how they are doing, forgets them. */
final class TaskDesk {

    private final Shell shell;
    private final PicWishOptions options;
    private final TaskScript script;
    private final TaskBook book;
    private final Engine engine;
    private final TaskAnswer answers;

    TaskDesk(Shell shell, PicWishOptions options, TaskScript script, TaskBook book) {
        this.shell = shell;
        this.options = options;
        this.script = script;
        this.book = book;
        this.engine = new Engine(shell.painter(), shell.seed(), options);
        this.answers = new TaskAnswer(shell, options);
    }

    /** Answers the call that creates a task. */
    Answer create(Order order, Instant now) {
        SimulatedTask task = book.create(
                now,
                order.terms(),
                number -> new SimulatedTask(
                        TaskIds.id(shell.ids(), number),
                        order.terms(),
                        PromptWords.change(script.plan(number), order.prompt()),
                        CompletableFuture.supplyAsync(() -> engine.run(order), shell.workers()),
                        now,
                        options));
        return order.terms().sync()
                ? resultAtOnce(task, now)
                : TaskAnswer.success(Json.object().put("task_id", task.id()));
    }

    private Answer resultAtOnce(SimulatedTask task, Instant now) {
        int state = task.state(now);
        task.toldAtOnce();
        boolean binary = state == States.DONE && task.terms().returnType() == ReturnType.BINARY;
        return task.pictures().values().stream()
                .filter(picture -> binary)
                .findFirst()
                .map(TaskAnswer::binary)
                .orElseGet(() -> answers.of(task, state, now));
    }

    /** Answers a query. */
    Answer query(TaskKind kind, String taskId, Instant now) {
        SimulatedTask task = book.find(taskId)
                .filter(known -> known.terms().kind() == kind && !known.forgotten(now))
                .orElseThrow(Refusal::notFound);
        return answers.of(task, task.poll(now), now);
    }

    /** Lets go of all tasks whose time with the vendor is over, with their results. */
    void forget(Instant now) {
        for (SimulatedTask task : book.takeForgotten(now)) {
            answers.withdraw(task);
            task.release();
        }
    }
}
