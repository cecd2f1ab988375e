package dev.backdrop.local.cloud.template;

import java.util.Map;
import java.util.Set;

/** The types of resource that this machine knows what to do about. */
final class ResourceTypes {

    static final String FUNCTION = "AWS::Serverless::Function";
    static final String STATE_MACHINE = "AWS::Serverless::StateMachine";
    static final String SIMPLE_TABLE = "AWS::Serverless::SimpleTable";
    static final String TABLE = "AWS::DynamoDB::Table";
    static final String BUCKET = "AWS::S3::Bucket";
    static final String RULE = "AWS::Events::Rule";
    static final String EVENT_BUS = "AWS::Events::EventBus";
    static final String QUEUE = "AWS::SQS::Queue";
    static final String SCHEDULE = "AWS::Scheduler::Schedule";
    static final String HTTP_API = "AWS::Serverless::HttpApi";

    /** What is read of each; the rest of a resource, its policies for one, says nothing to a single machine. */
    private static final Map<String, Set<String>> VIEWED = Map.of(
            FUNCTION,
            Set.of("Handler", "Environment", "Timeout", "MemorySize", "Events", "ImageUri", "InlineCode"),
            STATE_MACHINE,
            Set.of("Definition", "DefinitionUri", "DefinitionSubstitutions", "Type", "Events"),
            SIMPLE_TABLE,
            Set.of("PrimaryKey"),
            TABLE,
            Set.of(
                    "AttributeDefinitions",
                    "KeySchema",
                    "GlobalSecondaryIndexes",
                    "LocalSecondaryIndexes",
                    "TimeToLiveSpecification",
                    "ImportSourceSpecification"),
            BUCKET,
            Set.of("NotificationConfiguration", "VersioningConfiguration", "CorsConfiguration"),
            RULE,
            Set.of("EventBusName", "EventPattern", "ScheduleExpression", "State", "Targets"),
            EVENT_BUS,
            Set.of(),
            QUEUE,
            Set.of(),
            SCHEDULE,
            Set.of(
                    "ScheduleExpression",
                    "ScheduleExpressionTimezone",
                    "State",
                    "Target",
                    "FlexibleTimeWindow",
                    "StartDate",
                    "EndDate",
                    "GroupName"),
            HTTP_API,
            Set.of("DefinitionBody", "DefinitionUri", "CorsConfiguration", "StageName"));

    /** Who may do what, what is watched, what is kept secret: nothing of it exists on one machine. */
    private static final Set<String> PASSED_OVER = Set.of(
            "AWS::ApiGatewayV2::Api",
            "AWS::ApiGatewayV2::ApiMapping",
            "AWS::ApiGatewayV2::Authorizer",
            "AWS::ApiGatewayV2::DomainName",
            "AWS::ApiGatewayV2::Integration",
            "AWS::ApiGatewayV2::Route",
            "AWS::ApiGatewayV2::Stage",
            "AWS::Budgets::Budget",
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::CompositeAlarm",
            "AWS::CloudWatch::Dashboard",
            "AWS::Events::EventBusPolicy",
            "AWS::IAM::ManagedPolicy",
            "AWS::IAM::Policy",
            "AWS::IAM::Role",
            "AWS::IAM::RolePolicy",
            "AWS::KMS::Alias",
            "AWS::KMS::Key",
            "AWS::Lambda::EventInvokeConfig",
            "AWS::Lambda::Permission",
            "AWS::Logs::LogGroup",
            "AWS::Logs::MetricFilter",
            "AWS::Logs::QueryDefinition",
            "AWS::Logs::ResourcePolicy",
            "AWS::Logs::SubscriptionFilter",
            "AWS::ResourceGroups::Group",
            "AWS::S3::BucketPolicy",
            "AWS::SNS::Subscription",
            "AWS::SNS::Topic",
            "AWS::SNS::TopicPolicy",
            "AWS::SQS::QueuePolicy",
            "AWS::SSM::Parameter",
            "AWS::Scheduler::ScheduleGroup",
            "AWS::SecretsManager::ResourcePolicy",
            "AWS::SecretsManager::Secret",
            "AWS::Serverless::LayerVersion",
            "AWS::XRay::Group",
            "AWS::XRay::SamplingRule");

    private ResourceTypes() {}

    static boolean isPassedOver(String type) {
        return PASSED_OVER.contains(type);
    }

    static Set<String> propertiesRead(String type) {
        return VIEWED.getOrDefault(type, Set.of());
    }

    /** @throws TemplateException if the type isn't in either list */
    static void check(String logicalId, String type) {
        if (!VIEWED.containsKey(type) && !PASSED_OVER.contains(type)) {
            throw new TemplateException("resource " + logicalId + " is of type " + type
                    + ", which is neither run nor passed over on this machine");
        }
    }
}
