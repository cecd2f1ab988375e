package dev.backdrop.local.asl.integration;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The integrations there are, by the exact text of a Task's Resource. */
public final class Integrations {

    private final Map<String, Integration> byResource;

    /** @param byResource for instance {@code arn:aws:states:::lambda:invoke.waitForTaskToken} */
    public Integrations(Map<String, Integration> byResource) {
        this.byResource = new TreeMap<>(byResource);
    }

    public Optional<Integration> find(String resource) {
        return Optional.ofNullable(byResource.get(resource));
    }

    public Set<String> resources() {
        return byResource.keySet();
    }
}
