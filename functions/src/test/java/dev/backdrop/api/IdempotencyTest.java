package dev.backdrop.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.backdrop.api.Effects.Break;
import dev.backdrop.job.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyTest {

    private static final List<String> BODIES = List.of(Desk.UPLOAD, Desk.STORED, Desk.ADDRESS);

    private final Desk desk = new Desk();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void theSameKeyAndBodyHaveTheSameJobAndNothingHappensTwice(int kind) {
        Desk.Reply first = desk.postWithKey("order 4711", BODIES.get(kind));
        desk.clock.advance(Duration.ofHours(23));
        Desk.Reply second = desk.postWithKey("order 4711", BODIES.get(kind));

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.jobId()).isEqualTo(first.jobId());
        assertThat(second.body().has("upload")).isEqualTo(first.body().has("upload"));
        assertThat(desk.jobs.all()).hasSize(1);
        assertThat(desk.executions.started().size() + desk.bucket.writes()).isEqualTo(kind == 0 ? 0 : 1);
        assertThat(desk.fetched).hasSize(kind == 2 ? 1 : 0);
    }

    @Test
    void aReplayShowsTheJobAsItIsNowAndALinkThatStillWorks() {
        String jobId = desk.postWithKey("k", Desk.UPLOAD).jobId();
        desk.clock.advance(Duration.ofHours(1));
        assertThat(desk.postWithKey("k", Desk.UPLOAD)
                        .body()
                        .at("/upload/expiresAt")
                        .asText())
                .isEqualTo("2026-11-21T10:15:00Z");
        desk.post("/jobs/" + jobId + "/cancel", null);
        Desk.Reply last = desk.postWithKey("k", Desk.UPLOAD);
        assertThat(last.body().at("/job/status").asText()).isEqualTo("CANCELLED");
        assertThat(last.body().has("upload")).isFalse();
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        desk.postWithKey("k", Desk.UPLOAD);
        Desk.Reply reply = desk.postWithKey("k", Desk.STORED);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().at("/errors/0/field").asText()).isEqualTo("Idempotency-Key");
        assertThat(desk.jobs.all()).hasSize(1);
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        desk.postWithKey("k", Desk.UPLOAD);
        desk.clock.advance(Idempotency.MEMORY);
        assertThat(desk.postWithKey("k", Desk.UPLOAD).status()).isEqualTo(201);
        assertThat(desk.jobs.all()).hasSize(2);
    }

    @Test
    void aRefusedRequestDoesNotUseItsKeyUp() {
        assertThat(desk.postWithKey("k", Desk.STORED.replace("shoe", "gone")).status())
                .isEqualTo(422);
        assertThat(desk.postWithKey("k", Desk.STORED).status()).isEqualTo(201);
    }

    @Test
    void whileARequestIsWorkedOnTheSameOneHasToWait() {
        desk.effects.breakAt(2, Break.DIES_BEFORE);
        assertThat(catchThrowable(() -> desk.postWithKey("k", Desk.UPLOAD))).isInstanceOf(Effects.Death.class);
        desk.clock.advance(Duration.ofSeconds(10));

        Desk.Reply reply = desk.postWithKey("k", Desk.UPLOAD);
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.headers()).containsEntry("retry-after", "30");
        assertThat(desk.postWithKey("k", Desk.STORED).status()).isEqualTo(422);

        desk.clock.advance(Duration.ofSeconds(30));
        assertThat(desk.postWithKey("k", Desk.UPLOAD).status()).isEqualTo(201);
    }

    static List<Arguments> breaks() {
        List<Arguments> breaks = new ArrayList<>();
        for (String body : BODIES) {
            for (Break how : Break.values()) {
                breaks.add(Arguments.of(body, how));
            }
        }
        return breaks;
    }

    /** Breaks each effect in turn, and asks again as a client would. */
    @ParameterizedTest
    @MethodSource("breaks")
    void wheneverItBreaksAskingAgainMakesOneJobAndNoSecond(String body, Break how) {
        int effect = 0;
        boolean broke;
        do {
            Desk fresh = new Desk();
            fresh.effects.breakAt(++effect, how);
            String first = ask(fresh, body);
            broke = fresh.effects.broke();
            fresh.effects.breakNothing();
            String second = ask(fresh, body);
            String third = ask(fresh, body);

            String where = how + " at effect " + effect + ": " + first + " " + second + " " + third;
            assertThat(third).as(where).isEqualTo(second).matches("[0-9a-f]{32}");
            assertThat(fresh.jobs.all()).as(where).extracting(Job::jobId).containsExactly(third);
            assertThat(fresh.executions.started().size()).as(where).isEqualTo(body.equals(Desk.STORED) ? 1 : 0);
            assertThat(fresh.bucket.writes()).as(where).isEqualTo(body.equals(Desk.ADDRESS) ? 1 : 0);
        } while (broke);
        assertThat(effect).isGreaterThan(3);
    }

    /** The job's id, or what went wrong; whatever it was, the time for a lock passes. */
    private static String ask(Desk desk, String body) {
        try {
            Desk.Reply reply = desk.postWithKey("k", body);
            return reply.status() < 300 ? reply.jobId() : "HTTP " + reply.status();
        } catch (Effects.Death death) {
            return "died";
        } finally {
            desk.clock.advance(Idempotency.LOCK);
        }
    }

    @Test
    void aServiceThatStayedAwayIsAskedAgainAtOnceWithoutWaitingForALock() {
        desk.effects.breakAt(2, Break.AWAY_AFTER);
        Desk.Reply first = desk.postWithKey("k", Desk.UPLOAD);
        assertThat(first.status()).isEqualTo(503);
        assertThat(first.headers()).containsEntry("retry-after", "5");
        desk.clock.advance(Duration.ofSeconds(5));
        assertThat(desk.postWithKey("k", Desk.UPLOAD).status()).isEqualTo(200);
        assertThat(desk.jobs.all()).hasSize(1);
    }

    @Test
    void aPhotoWhoseJobRunsAlreadyIsNotFetchedAgain() {
        desk.effects.breakAt(4, Break.DIES_BEFORE);
        assertThat(catchThrowable(() -> desk.postWithKey("k", Desk.ADDRESS))).isInstanceOf(Effects.Death.class);
        Job waiting = desk.jobs.all().iterator().next();
        desk.put(waiting.arrived("arn", waiting.source(), waiting.updatedAt()));
        desk.web.clear();
        desk.clock.advance(Idempotency.LOCK);

        Desk.Reply reply = desk.postWithKey("k", Desk.ADDRESS);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.jobId()).isEqualTo(waiting.jobId());
        assertThat(desk.fetched).hasSize(1);
    }

    /** Whether the photo's event is late or lost: its job is there, so the key isn't free for another one. */
    @Test
    void aPhotoThatIsThereIsNotFetchedAgainWhenItsAddressIsGone() {
        for (int effect = 1; desk.bucket.writes() == 0; effect++) {
            desk.effects.breakNothing();
            desk.effects.breakAt(effect, Break.DIES_AFTER);
            assertThat(catchThrowable(() -> desk.postWithKey("k", Desk.ADDRESS)))
                    .isInstanceOf(Effects.Death.class);
            desk.clock.advance(Idempotency.LOCK);
        }
        desk.effects.breakNothing();
        desk.web.clear();

        Desk.Reply reply = desk.postWithKey("k", Desk.ADDRESS);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(desk.jobs.all()).extracting(Job::jobId).containsExactly(reply.jobId());
    }
}
