package dev.backdrop.local.simulator;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Every request that was answered, in the order of arrival. An entry is there before its answer is sent. */
public final class Journal {

    private final KeyGuard guard;
    private final ConcurrentSkipListSet<JournalEntry> entries =
            new ConcurrentSkipListSet<>(Comparator.comparingLong(JournalEntry::number));

    Journal(KeyGuard guard) {
        this.guard = guard;
    }

    public List<JournalEntry> entries() {
        return List.copyOf(entries);
    }

    public List<JournalEntry> entries(Predicate<JournalEntry> condition) {
        return entries.stream().filter(condition).toList();
    }

    public List<JournalEntry> to(HostRole host) {
        return entries(entry -> entry.host() == host);
    }

    /** Requests that brought a key or other credentials to a host that must not see them. */
    public List<JournalEntry> leakedKeys() {
        return entries(entry -> entry.carriedKey() && entry.host() != HostRole.API);
    }

    void add(Received request, Answer answer, boolean carriedKey) {
        Map<String, List<String>> headers = new TreeMap<>();
        request.headers()
                .forEach((name, values) -> headers.put(
                        name,
                        values.stream()
                                .map(value -> guard.headerWithoutKeys(name, value))
                                .toList()));
        entries.add(new JournalEntry(
                request.number(),
                request.at(),
                request.host(),
                request.method(),
                guard.withoutKeys(request.rawPath()),
                guard.withoutKeys(withoutSignatures(request.rawQuery())),
                headers,
                carriedKey,
                request.body().length,
                answer.visibleStatus()));
    }

    private static String withoutSignatures(String query) {
        return Arrays.stream(query.split("&"))
                .filter(pair -> {
                    String name = pair.toLowerCase(Locale.ROOT);
                    return !name.startsWith("x-amz-signature")
                            && !name.startsWith("x-amz-security-token")
                            && !name.startsWith("x-amz-credential");
                })
                .collect(Collectors.joining("&"));
    }
}
