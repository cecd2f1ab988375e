package dev.backdrop.local.cloud.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads YAML with CloudFormation's short tags, which become their long form: {@code !Sub x} is {@code Fn::Sub: x}. */
final class YamlReader {

    private static final Set<String> WITHOUT_PREFIX = Set.of("Ref", "Condition");

    private YamlReader() {}

    static Map<String, Object> read(String text, String name) {
        return read(text, name, true);
    }

    /** A file that AWS::Include names: CloudFormation knows no short tags in those. */
    static Map<String, Object> readIncluded(String text, String name) {
        return read(text, name, false);
    }

    private static Map<String, Object> read(String text, String name, boolean shortTags) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        DumperOptions unused = new DumperOptions();
        Yaml yaml =
                new Yaml(new Tags(options, shortTags), new Representer(unused), unused, options, new WithoutDates());
        try {
            Object root = yaml.load(text);
            if (root instanceof Map<?, ?> map) {
                return withTextKeys(map);
            }
        } catch (YAMLException e) {
            throw new TemplateException(name + " is not a template: " + e.getMessage(), e);
        }
        throw new TemplateException(name + " is not a template: it holds no map");
    }

    static Map<String, Object> withTextKeys(Map<?, ?> map) {
        Map<String, Object> typed = new LinkedHashMap<>();
        map.forEach((key, value) -> typed.put(String.valueOf(key), value));
        return typed;
    }

    /** Dates stay text: policies and templates have versions that look like dates. */
    private static final class WithoutDates extends Resolver {
        @Override
        public void addImplicitResolver(Tag tag, Pattern pattern, String first, int limit) {
            if (tag != Tag.TIMESTAMP) {
                super.addImplicitResolver(tag, pattern, first, limit);
            }
        }
    }

    private static final class Tags extends SafeConstructor {
        private final boolean shortTags;

        Tags(LoaderOptions options, boolean shortTags) {
            super(options);
            this.shortTags = shortTags;
            yamlMultiConstructors.put("!", new ShortTag());
        }

        private final class ShortTag extends AbstractConstruct {
            @Override
            public Object construct(Node node) {
                String tag = node.getTag().getValue().substring(1);
                if (!shortTags) {
                    throw new TemplateException("an included file uses !" + tag + " at line "
                            + (node.getStartMark().getLine() + 1) + ": AWS::Include takes long forms only, such as Fn::"
                            + tag);
                }
                String function = WITHOUT_PREFIX.contains(tag) ? tag : "Fn::" + tag;
                Map<String, Object> call = new LinkedHashMap<>();
                call.put(function, argument(function, node));
                return call;
            }

            private Object argument(String function, Node node) {
                if (node instanceof ScalarNode scalar) {
                    String text = scalar.getValue();
                    int dot = text.indexOf('.');
                    return function.equals("Fn::GetAtt") && dot > 0
                            ? List.of(text.substring(0, dot), text.substring(dot + 1))
                            : text;
                }
                return node instanceof SequenceNode sequence
                        ? constructSequence(sequence)
                        : constructMapping((MappingNode) node);
            }
        }
    }
}
