package dev.backdrop.local.cloud.template;

import dev.backdrop.local.cloud.client.LocalAccount;
import java.util.Map;

/**
 * What a deployment would add to the template.
 *
 * @param name the stack's name; part of every name that the template leaves open
 * @param parameters values for the template's parameters, over its defaults
 * @param attributes values of {@code LogicalId} and {@code LogicalId.Attribute}, over the names that are made up here: the
 *     address of an API that only the local machine knows, for example
 */
public record StackSettings(
        String name, LocalAccount account, Map<String, String> parameters, Map<String, String> attributes) {

    public StackSettings {
        if (!name.matches("[a-zA-Z][-a-zA-Z0-9]{0,127}")) {
            throw new TemplateException("a stack's name is letters, digits and hyphens, not '" + name + "'");
        }
        parameters = Map.copyOf(parameters);
        attributes = Map.copyOf(attributes);
    }

    /** A stack of the default account, as its template has it. */
    public static StackSettings named(String name) {
        return new StackSettings(name, LocalAccount.DEFAULT, Map.of(), Map.of());
    }

    public StackSettings withParameters(Map<String, String> values) {
        return new StackSettings(name, account, values, attributes);
    }
}
