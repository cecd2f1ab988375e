package dev.backdrop.local.cloud.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A state machine of the template.
 *
 * @param name physical
 * @param definitionFile as the template names it, resolved against the template's folder
 * @param substitutions what {@code ${name}} in the definition stands for
 * @param type {@code STANDARD} or {@code EXPRESS}
 */
public record StateMachineView(
        String logicalId,
        String name,
        String arn,
        Path definitionFile,
        Map<String, String> substitutions,
        String type) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_]+)}");

    public StateMachineView {
        substitutions = Map.copyOf(substitutions);
    }

    /**
     * The definition, with its substitutions made, as it would be deployed.
     *
     * @throws TemplateException if the file can't be read or names something that has no substitution
     */
    public String definition() {
        String text;
        try {
            text = Files.readString(definitionFile);
        } catch (IOException e) {
            throw new TemplateException(logicalId + ": the definition can't be read: " + e, e);
        }
        TreeSet<String> unknown = new TreeSet<>();
        Matcher matcher = VARIABLE.matcher(text);
        String definition = matcher.replaceAll(match -> {
            String value = substitutions.get(match.group(1));
            if (value == null) {
                unknown.add(match.group(1));
            }
            return value == null ? "" : Matcher.quoteReplacement(value);
        });
        if (!unknown.isEmpty()) {
            throw new TemplateException(
                    logicalId + ": " + definitionFile + " uses " + unknown + ", not among its DefinitionSubstitutions");
        }
        return definition;
    }
}
