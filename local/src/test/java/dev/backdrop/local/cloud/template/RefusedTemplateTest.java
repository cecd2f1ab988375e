package dev.backdrop.local.cloud.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedTemplateTest {

    private static final String FUNCTION = "Fn: {Type: 'AWS::Serverless::Function', Properties: {Handler: h, %s}}";

    @ParameterizedTest(name = "{0} is refused: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "Cache: {Type: 'AWS::ElastiCache::CacheCluster'}; resource Cache is of type AWS::ElastiCache::CacheCluster",
                "Fn: {Type: 'AWS::Lambda::Function'}; resource Fn is of type AWS::Lambda::Function",
                "Nothing: {}; resource Nothing is of type null",
                "B: {Type: 'AWS::S3::Bucket', Properties: {BucketName: !Cidr [a, b]}}; B.Properties.BucketName uses Fn::Cidr",
                "P: {Type: 'AWS::IAM::Policy', Properties: {X: {'Fn::GetAZs': ''}}}; P.Properties.X uses Fn::GetAZs",
                "B: {Type: 'AWS::S3::Bucket', Properties: {BucketName: !Ref Nobody}}; B refers to Nobody",
                "B: {Type: 'AWS::S3::Bucket', Properties: {BucketName: !Ref B}}; B is named after itself",
                "B: {Type: 'AWS::S3::Bucket', Properties: {BucketName: !ImportValue x}}; imports x from another stack",
                "B: {Type: 'AWS::S3::Bucket', Properties: {BucketName: '{{resolve:ssm:x}}'}}; nothing here to look that up in",
                "B: {Type: 'AWS::S3::Bucket', Condition: Never}; B depends on condition Never",
                "B: {Type: 'AWS::S3::Bucket', Properties: {NotificationConfiguration: {QueueConfigurations: []}}}; QueueConfigurations",
                "M: {Type: 'AWS::Serverless::StateMachine', Properties: {Definition: {}}}; M needs a DefinitionUri"
            })
    void whatIsNotKnownIsRefusedByNameWithTheResource(String resource, String reason) {
        assertRefused("Resources: {" + resource + "}", reason);
    }

    @ParameterizedTest(name = "a function with {0} is refused: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "Timeout: 901; Fn.Timeout is 1 to 900 seconds, not 901",
                "Timeout: soon; Fn.Timeout is not a whole number: soon",
                "ImageUri: x; Fn has ImageUri",
                "Environment: {Variables: {A: !GetAtt Fn.Colour}}; Fn.Environment.Variables.A asks for Fn.Colour",
                "Environment: {Variables: {A: [1]}}; Fn.Environment.Variables.A: text is needed, not [1]",
                "Environment: {Variables: {A: !Select [2, [a]]}}; Fn::Select has no item 2",
                "Environment: {Variables: {A: !FindInMap [a, b, c]}}; no mapping a.b.c",
                "Environment: {Variables: {A: !Join [a]}}; Fn::Join takes a list of 2",
                "Events: {E: {Type: S3, Properties: {}}}; event E of Fn is of type S3",
                "Events: {E: {Type: EventBridgeRule, Properties: {}}}; Fn.Events.E.Properties has no Pattern",
                "Events: {E: {Type: EventBridgeRule, Properties: {Pattern: {a: [b]}, InputTransformer: {}}}}; InputTransformer",
                "Events: {E: {Type: EventBridgeRule, Properties: {Pattern: {a: [b]}, Input: '{'}}}; Input is not JSON",
                "Events: {E: {Type: EventBridgeRule, Properties: {Pattern: {a: [b]}, RetryPolicy: {MaximumRetryAttempts: 186}}}}; 0 to 185"
            })
    void whatMakesNoSenseInAFunctionIsRefusedWithThePlace(String properties, String reason) {
        assertRefused("Resources: {" + FUNCTION.formatted(properties) + "}", reason);
    }

    @ParameterizedTest(name = "{0} is refused: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "Hooks: {}; a section Hooks",
                "Transform: AWS::LanguageExtensions; asks for AWS::LanguageExtensions",
                "Globals: {Api: {}}; Globals.Api",
                "Parameters: {P: {Type: String}}; parameter P has no default",
                "Parameters: {P: {Type: String, Default: a, AllowedValues: [b]}}; parameter P must be one of [b], not 'a'",
                "Parameters: {P: {Type: String, Default: a, AllowedPattern: 'b+'}}; parameter P must match b+",
                "Parameters: {P: {Type: Number, Default: a}}; parameter P must be a number",
                "Parameters: {P: {Type: Number, Default: 3, MaxValue: 2}}; has a MaxValue of 2",
                "Parameters: {P: {Type: String, Default: abc, MinLength: 4, NoEcho: true, ConstraintDescription: Longer!}}; has a MinLength of 4: Longer!",
                "Parameters: {P: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /a}}; Parameter Store",
                "Resources: []; the template.Resources is not a map",
                "A: {B: 1, B: 2}; not a template",
                "just text; it holds no map"
            })
    void aTemplateThatCannotBeReadSaysWhy(String text, String reason) {
        assertRefused(text, reason);
    }

    @Test
    void aCircleOfConditionsIsRefused() {
        assertRefused(
                "{Conditions: {A: !Condition B, B: !Condition A}, Resources: {X: {Type: 'AWS::S3::Bucket', Condition: A}}}",
                "condition A depends on itself");
    }

    @Test
    void aValueForAParameterThatIsNotThereIsRefusedWithThoseThatAre() {
        StackSettings settings = StackSettings.named("shop").withParameters(Map.of("Stge", "x"));

        assertThatThrownBy(() -> Template.parse("Parameters: {Stage: {Type: String}}", Path.of("."), settings))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("Stge")
                .hasMessageContaining("Stage");
    }

    @Test
    void aResourceWhoseConditionFailsCannotBeReferredTo() {
        assertRefused(
                "{Conditions: {No: !Equals [a, b]}, Resources: {X: {Type: 'AWS::S3::Bucket', Condition: No},"
                        + " Fn: {Type: 'AWS::Serverless::Function', Properties: {Handler: h,"
                        + " Environment: {Variables: {B: !Ref X}}}}}}",
                "Fn.Environment.Variables.B refers to X");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Template.read(Path.of("nowhere.yaml"), StackSettings.named("shop")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("nowhere.yaml");
    }

    @Test
    void longNamesAreCutWithoutBecomingAlike() {
        Template template = Template.parse(
                "Resources: {%1$s1: {Type: 'AWS::S3::Bucket'}, %1$s2: {Type: 'AWS::S3::Bucket'}}"
                        .formatted("Bucket".repeat(12)),
                Path.of("."),
                StackSettings.named("shop"));

        assertThat(template.buckets())
                .extracting(BucketView::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.length() <= 63);
    }

    private static void assertRefused(String text, String reason) {
        assertThatThrownBy(() -> Template.parse(text, Path.of("."), StackSettings.named("shop")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(reason);
    }
}
