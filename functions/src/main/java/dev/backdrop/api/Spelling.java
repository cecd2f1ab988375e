package dev.backdrop.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.request.Anchor;
import dev.backdrop.request.InvalidRequestException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How the texts of a request are spelled in a body: as {@code openapi.yaml} has them, and in no other way. What people write
 * by hand, metadata of uploads and presets, is read more kindly: in any case, with blanks around it, with {@code jpg}.
 */
final class Spelling {

    /** To be repeated possessively: Java's matcher calls itself for each character otherwise, and a long address is one too many. */
    private static final String ADDRESS_PART = "(?:[A-Za-z0-9._~!$&'()*+,;=:@/%s-]|%%[0-9A-Fa-f]{2})";

    private static final String ADDRESS = "(?=.{10,2048}$)(s3|https)://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,4})?/"
            + ADDRESS_PART.formatted("") + "++([?]" + ADDRESS_PART.formatted("?") + "*+)?";

    private static final String SIDE = "([1-9][0-9]{0,3}|10000)";

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "background.prompt", "(?s).{1,1024}", "has more than 1024 characters, blanks at its ends included"),
            new Rule(
                    "background.color",
                    "#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})",
                    "must be #rrggbb, such as #f4f1ea, with nothing around it"),
            new Rule(
                    "background.image",
                    ADDRESS,
                    "must be an s3://bucket/key or https:// address, percent-encoded, without a user and a fragment"),
            new Rule("provider", "[A-Za-z0-9-]{1,64}", "must be a provider's name, or auto"),
            new Rule("output.format", "png|jpeg", "must be png or jpeg"),
            new Rule(
                    "placement.canvas", SIDE + "x" + SIDE, "must be width x height, such as 2000x2000, without blanks"),
            new Rule(
                    "placement.anchor",
                    String.join("|", Anchor.words()),
                    "must be one of " + Anchor.words() + ", in lower case"));

    private record Rule(String field, Pattern pattern, String problem) {

        Rule(String field, String pattern, String problem) {
            this(field, Pattern.compile(pattern), problem);
        }

        void demand(ObjectNode asked) {
            JsonNode value = asked.at("/" + field.replace('.', '/'));
            if (value.isTextual() && !pattern.matcher(value.textValue()).matches()) {
                throw new InvalidRequestException(field, problem);
            }
        }
    }

    private Spelling() {}

    /** @throws InvalidRequestException naming the first field that is spelled otherwise */
    static void demand(ObjectNode asked) {
        RULES.forEach(rule -> rule.demand(asked));
    }
}
