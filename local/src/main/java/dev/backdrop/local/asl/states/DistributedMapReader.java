package dev.backdrop.local.asl.states;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.asl.evaluator.Template;
import dev.backdrop.local.asl.integration.Integrations;
import dev.backdrop.local.asl.states.Visibility.Place;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a Map has in distributed mode only. */
final class DistributedMapReader {

    private static final int MOST_ITEMS = 100_000_000;
    private static final int MOST_BYTES = 256 * 1024;
    private static final int LONGEST_LABEL = 40;
    private static final Pattern FORBIDDEN_IN_LABEL = Pattern.compile("[\\s\\p{Cntrl}?*<>{}\\[\\]:;,\\\\|^~$#%&`\"/]");

    private final BranchReader branches;
    private final DatasetReader datasets;
    private final Set<String> labels = new HashSet<>();

    DistributedMapReader(Integrations integrations, BranchReader branches) {
        this.branches = branches;
        this.datasets = new DatasetReader(integrations);
    }

    /** @param config the ProcessorConfig, of which Mode has been taken */
    State read(String name, Fields fields, Fields config, JsonNode processorNode) {
        WorkflowType type = type(config);
        config.refuseRest("the ProcessorConfig of a Distributed Map");
        Fields processor = new Fields(
                fields.path() + ".ItemProcessor",
                processorNode,
                fields.visibility().childWorkflow());
        processor.take("ProcessorConfig");
        Branch branch = branches.read(processor);
        processor.refuseRest("an item processor");
        if (type == WorkflowType.EXPRESS) {
            refuseStandardOnly(processor, branch);
        }
        Optional<ItemReader> reader =
                fields.take("ItemReader").map(node -> datasets.reader(inner(fields, "ItemReader", node)));
        Optional<Template> items = fields.template("Items", Place.BEFORE);
        if (reader.isPresent() && items.isPresent()) {
            throw fields.refuse("has both ItemReader and Items; items come from one of them");
        }
        refuseOtherThanArray(fields, items);
        return new State.DistributedMapState(
                name,
                type,
                label(fields),
                reader,
                items,
                fields.template("ItemSelector", Place.BEFORE),
                fields.take("ItemBatcher").map(node -> batcher(inner(fields, "ItemBatcher", node))),
                branch,
                fields.number("MaxConcurrency", 0, Integer.MAX_VALUE),
                new Tolerance(
                        fields.decimal("ToleratedFailurePercentage", 0, 100),
                        fields.number("ToleratedFailureCount", 0, Integer.MAX_VALUE)),
                fields.take("ResultWriter")
                        .map(node -> datasets.writer(inner(fields, "ResultWriter", node)))
                        .orElse(ResultWriter.NONE),
                StateReader.transition(fields, Place.AFTER_RESULT),
                HandlersReader.read(fields));
    }

    private static Fields inner(Fields fields, String name, JsonNode node) {
        return new Fields(fields.path() + "." + name, node, fields.visibility());
    }

    static void refuseOtherThanArray(Fields fields, Optional<Template> items) {
        if (items.orElse(null) instanceof Template.Constant constant
                && !constant.value().node().isArray()) {
            throw fields.refuse("Items must be an array or an expression that gives one");
        }
    }

    private static WorkflowType type(Fields config) {
        return switch (config.text("ExecutionType")) {
            case "STANDARD" -> WorkflowType.STANDARD;
            case "EXPRESS" -> WorkflowType.EXPRESS;
            default -> throw config.refuse("ExecutionType must be STANDARD or EXPRESS");
        };
    }

    /**
     * Source: https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html, "Express Workflows do not
     * support Job-run (.sync) or Callback (.waitForTaskToken) service integration patterns" nor distributed Maps.
     */
    private static void refuseStandardOnly(Fields processor, Branch branch) {
        for (State state : branch.states().values()) {
            if (state instanceof State.TaskState task
                    && (task.waitsForToken() || task.resource().contains(".sync"))) {
                throw processor.refuse("the state " + state.name() + " has the Resource " + task.resource()
                        + ", which an EXPRESS child workflow can't wait for; use the ExecutionType STANDARD");
            }
            if (state instanceof State.DistributedMapState) {
                throw processor.refuse(
                        "the state " + state.name()
                                + " is a Distributed Map, which an EXPRESS child workflow can't have; use the ExecutionType STANDARD");
            }
            if (state instanceof State.MapState map) {
                refuseStandardOnly(processor, map.processor());
            }
            if (state instanceof State.ParallelState parallel) {
                parallel.branches().forEach(inner -> refuseStandardOnly(processor, inner));
            }
        }
    }

    private Optional<String> label(Fields fields) {
        Optional<String> label = fields.optionalText("Label");
        label.ifPresent(text -> {
            if (text.isEmpty()
                    || text.length() > LONGEST_LABEL
                    || FORBIDDEN_IN_LABEL.matcher(text).find()) {
                throw fields.refuse("Label has 1 to " + LONGEST_LABEL + " characters, no blanks, brackets, wildcards or"
                        + " any of : ; , \\ | ^ ~ $ # % & ` \" /, unlike '" + text + "'");
            }
            if (!labels.add(text)) {
                throw fields.refuse("the Label " + text + " is used twice in the machine");
            }
        });
        return label;
    }

    private static ItemBatcher batcher(Fields fields) {
        ItemBatcher batcher = new ItemBatcher(
                fields.number("MaxItemsPerBatch", 1, MOST_ITEMS),
                fields.number("MaxInputBytesPerBatch", 1, MOST_BYTES),
                fields.template("BatchInput", Place.BEFORE));
        fields.refuseRest("an ItemBatcher");
        if (batcher.maxItems().isEmpty() && batcher.maxBytes().isEmpty()) {
            throw fields.refuse("needs MaxItemsPerBatch, MaxInputBytesPerBatch or both");
        }
        return batcher;
    }
}
