package dev.backdrop.local.asl.integration;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a definition can reach: integrations by the exact text of a Task's Resource, and objects for Distributed Maps. */
public final class Integrations {

    private final Map<String, Integration> byResource;
    private final Optional<ObjectStore> objects;

    /** @param byResource for instance {@code arn:aws:states:::lambda:invoke.waitForTaskToken} */
    public Integrations(Map<String, Integration> byResource) {
        this(byResource, Optional.empty());
    }

    private Integrations(Map<String, Integration> byResource, Optional<ObjectStore> objects) {
        this.byResource = new TreeMap<>(byResource);
        this.objects = objects;
    }

    /** The same, with objects that ItemReader and ResultWriter can reach. */
    public Integrations with(ObjectStore store) {
        return new Integrations(byResource, Optional.of(store));
    }

    public Optional<ObjectStore> objects() {
        return objects;
    }

    public Optional<Integration> find(String resource) {
        return Optional.ofNullable(byResource.get(resource));
    }

    public Set<String> resources() {
        return byResource.keySet();
    }
}
