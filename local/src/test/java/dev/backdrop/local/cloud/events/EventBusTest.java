package dev.backdrop.local.cloud.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.cloud.events.Rule.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventBusTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private final List<JsonNode> received = new ArrayList<>();
    private final EventBus bus = new EventBus(Runnable::run, CLOCK, EventBus.noPause());

    @Test
    void anEventReachesTheTargetsOfTheRulesThatMatchIt() {
        bus.add(rule("one", "a", Delivery.to("t", received::add)));
        bus.add(rule("other", "b", Delivery.to("t", received::add)));

        bus.put(event("a"));
        bus.put(event("c"));

        assertThat(received).containsExactly(event("a"));
        assertThat(bus.journal()).containsExactly(event("a"), event("c"));
    }

    @Test
    void theJournalKeepsTheNewestEvents() {
        bus.put(event("first"));
        for (int i = 0; i < EventBus.LONGEST_JOURNAL; i++) {
            bus.put(event("later"));
        }

        assertThat(bus.journal()).hasSize(EventBus.LONGEST_JOURNAL).doesNotContain(event("first"));
    }

    @Test
    void aRuleHearsOnlyItsOwnBus() {
        bus.add(new Rule("r", "orders", pattern("a"), List.of(Delivery.to("t", received::add))));

        bus.put(event("a"));
        bus.put("orders", event("a"));

        assertThat(received).hasSize(1);
    }

    @Test
    void aTargetIsSentWhatTheRuleSaysInPlaceOfTheEvent() {
        bus.add(rule("constant", "a", delivery(received::add, Optional.of(JSON.valueToTree("hello")), "$")));
        bus.add(rule("part", "a", delivery(received::add, Optional.empty(), "$.detail.object")));

        bus.put(event("a"));

        assertThat(received).extracting(JsonNode::toString).containsExactly("\"hello\"", "{\"key\":\"k\"}");
    }

    @Test
    void anInputPathThatIsMoreThanNamesIsRefused() {
        assertThatThrownBy(() -> delivery(received::add, Optional.empty(), "$.detail[0]"))
                .isInstanceOf(PatternException.class)
                .hasMessageContaining("$.detail[0]");
    }

    @Test
    void aFailedDeliveryIsTriedAgainAsOftenAsThePolicySaysAndEndsAmongTheDeadLetters() {
        bus.add(rule("r", "a", failing(2, received)));

        bus.put(event("a"));

        assertThat(received).hasSize(3);
        assertThat(bus.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.rule()).isEqualTo("r");
            assertThat(letter.attempts()).isEqualTo(3);
            assertThat(letter.event()).isEqualTo(event("a"));
            assertThat(letter.error()).hasMessage("attempt 3");
        });
    }

    @Test
    void aDeliveryThatSucceedsInTheEndLeavesNoDeadLetter() {
        Target second = event -> {
            received.add(event);
            if (received.size() < 2) {
                throw new IllegalStateException("not yet");
            }
        };
        bus.add(rule("r", "a", Delivery.to("t", second)));

        bus.put(event("a"));

        assertThat(received).hasSize(2);
        assertThat(bus.deadLetters()).isEmpty();
    }

    @Test
    void whatCannotBeDeliveredIsNotTriedAgain() {
        bus.add(rule("r", "a", Delivery.to("t", event -> {
            received.add(event);
            throw new UndeliverableException("no such state machine");
        })));

        bus.put(event("a"));

        assertThat(received).hasSize(1);
        assertThat(bus.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.attempts()).isOne());
    }

    @Test
    void oneTargetsFailureIsNothingToTheOthers() {
        bus.add(rule("r", "a", failing(0, new ArrayList<>()), Delivery.to("t", received::add)));

        bus.put(event("a"));

        assertThat(received).hasSize(1);
    }

    @Test
    void aTargetCannotChangeWhatOthersSee() {
        bus.add(rule(
                "r",
                "a",
                Delivery.to("t", event -> ((ObjectNode) event).removeAll()),
                Delivery.to("u", received::add)));
        ObjectNode event = event("a");

        bus.put(event);
        event.put("source", "changed");

        assertThat(received).containsExactly(event("a"));
        assertThat(bus.journal()).containsExactly(event("a"));
    }

    @Test
    void puttingReturnsAtOnceWhenTheExecutorTakesItsTime() {
        Deque<Runnable> later = new ArrayDeque<>();
        EventBus slow = new EventBus(later::add, CLOCK, EventBus.noPause());
        slow.add(rule("r", "a", Delivery.to("t", received::add)));

        slow.put(event("a"));
        assertThat(received).isEmpty();
        later.forEach(Runnable::run);
        assertThat(received).hasSize(1);
    }

    @Test
    void anEventThatWouldBeTooOldByTheNextAttemptIsGivenUp() {
        EventBus patient = new EventBus(Runnable::run, CLOCK, repetition -> Duration.ofMinutes(2));
        Delivery delivery = new Delivery(
                "t", failing(5, received).target(), Optional.empty(), Optional.empty(), 5, Duration.ofMinutes(1));
        patient.add(rule("r", "a", delivery));

        patient.put(event("a"));

        assertThat(received).hasSize(1);
        assertThat(patient.deadLetters()).hasSize(1);
    }

    @Test
    void repetitionsWaitForTheirPause() throws InterruptedException {
        CountDownLatch twice = new CountDownLatch(2);
        EventBus pausing = new EventBus(Runnable::run, CLOCK, repetition -> Duration.ofMillis(1));
        pausing.add(rule("r", "a", Delivery.to("t", event -> {
            twice.countDown();
            if (twice.getCount() > 0) {
                throw new IllegalStateException("once more");
            }
        })));

        pausing.put(event("a"));

        assertThat(twice.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void pausesDoubleUpToAMinute() {
        assertThat(EventBus.doublingPause().apply(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(EventBus.doublingPause().apply(4)).isEqualTo(Duration.ofSeconds(8));
        assertThat(EventBus.doublingPause().apply(185)).isEqualTo(Duration.ofMinutes(1));
    }

    private static Delivery failing(int retries, List<JsonNode> seen) {
        Target target = event -> {
            seen.add(event);
            throw new IllegalStateException("attempt " + seen.size());
        };
        return new Delivery("t", target, Optional.empty(), Optional.empty(), retries, Duration.ofHours(1));
    }

    private static Delivery delivery(Target target, Optional<JsonNode> input, String path) {
        return new Delivery("t", target, input, Optional.of(path), 0, Duration.ofHours(1));
    }

    private static Rule rule(String name, String source, Delivery... deliveries) {
        return new Rule(name, EventBus.DEFAULT_BUS, pattern(source), List.of(deliveries));
    }

    private static EventPattern pattern(String source) {
        ObjectNode pattern = JSON.createObjectNode();
        pattern.putArray("source").add(source);
        return EventPattern.of(pattern);
    }

    private static ObjectNode event(String source) {
        ObjectNode event = JSON.createObjectNode().put("source", source);
        event.putObject("detail").putObject("object").put("key", "k");
        return event;
    }
}
