package dev.backdrop.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.backdrop.aws.DynamoTable.Condition;
import dev.backdrop.job.StoreUnavailableException;
import dev.backdrop.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Records of one kind in a table. Each is written only over the version that was read, so no writer undoes another's work. */
final class VersionedRecords<R> {

    /** Enough for any number of writers that one record can have. */
    private static final int TRIES = 20;

    private final DynamoTable table;
    private final Kind<R> kind;

    VersionedRecords(DynamoTable table, Kind<R> kind) {
        this.table = table;
        this.kind = kind;
    }

    /** What is to know of a kind of record. */
    interface Kind<R> {

        /** In the words of messages. */
        String word();

        /** The name of the table's key. */
        String key();

        Class<R> type();

        long version(R was);

        R next(R is);

        /** The record as it is written, with what the indexes need beside it. */
        Map<String, AttributeValue> item(R is);
    }

    /** Writes a record, unless there is one with its id. */
    R claim(R first) {
        return table.put(kind.item(first), Condition.of("attribute_not_exists(" + kind.key() + ")"))
                .map(this::read)
                .orElse(first);
    }

    Optional<R> find(String id) {
        return table.get(key(id)).map(this::read);
    }

    /**
     * Reads, changes and writes, again if another writer was faster.
     *
     * @throws IllegalStateException if there is no such record
     */
    R change(String id, UnaryOperator<R> change) {
        for (int turn = 0; turn < TRIES; turn++) {
            R was = find(id).orElseThrow(() -> new IllegalStateException("there is no " + kind.word() + " " + id));
            R is = change.apply(was);
            if (is.equals(was)) {
                return was;
            }
            R next = kind.next(is);
            if (table.put(kind.item(next), unchanged(was)).isEmpty()) {
                return next;
            }
        }
        throw new StoreUnavailableException(kind.word() + " " + id + " changes faster than it can be written", null);
    }

    private Condition unchanged(R was) {
        return new Condition(
                "#version = :was",
                Map.of("#version", "version"),
                Map.of(":was", AttributeValue.fromN(Long.toString(kind.version(was)))));
    }

    Map<String, AttributeValue> key(String id) {
        return Map.of(kind.key(), AttributeValue.fromS(id));
    }

    R read(Map<String, AttributeValue> item) {
        try {
            return Json.mapper().treeToValue(DynamoDocument.json(item), kind.type());
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException(
                    kind.word() + " record " + item.get(kind.key()) + " can't be read", unreadable);
        }
    }
}
