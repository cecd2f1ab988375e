package dev.backdrop.local.cloud.template;

import dev.backdrop.local.cloud.client.LocalAccount;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What resources are called. Names that the template leaves open are made from the stack's name and the logical id,
 * without the random part that CloudFormation adds, so that they are the same every time.
 */
public final class Names {

    private static final Map<String, String> NAME_PROPERTIES = Map.ofEntries(
            Map.entry(ResourceTypes.FUNCTION, "FunctionName"),
            Map.entry(ResourceTypes.STATE_MACHINE, "Name"),
            Map.entry(ResourceTypes.SIMPLE_TABLE, "TableName"),
            Map.entry(ResourceTypes.TABLE, "TableName"),
            Map.entry(ResourceTypes.BUCKET, "BucketName"),
            Map.entry(ResourceTypes.RULE, "Name"),
            Map.entry(ResourceTypes.EVENT_BUS, "Name"),
            Map.entry(ResourceTypes.QUEUE, "QueueName"),
            Map.entry(ResourceTypes.SCHEDULE, "Name"),
            Map.entry(ResourceTypes.HTTP_API, "Name"),
            Map.entry("AWS::IAM::Role", "RoleName"),
            Map.entry("AWS::Logs::LogGroup", "LogGroupName"),
            Map.entry("AWS::SNS::Topic", "TopicName"),
            Map.entry("AWS::SSM::Parameter", "Name"),
            Map.entry("AWS::SecretsManager::Secret", "Name"),
            Map.entry("AWS::Scheduler::ScheduleGroup", "Name"));

    private final String stack;
    private final LocalAccount account;

    Names(String stack, LocalAccount account) {
        this.stack = stack;
        this.account = account;
    }

    /** The property that says what a resource of this type is called, if there is one. */
    static Optional<String> nameProperty(String type) {
        return Optional.ofNullable(NAME_PROPERTIES.get(type));
    }

    /** The name of a resource that has none of its own. */
    String made(String type, String logicalId) {
        String name = stack + "-" + logicalId;
        return switch (type) {
            case ResourceTypes.BUCKET -> shortened(name.toLowerCase(Locale.ROOT), 63);
            case ResourceTypes.HTTP_API -> shortened(name.toLowerCase(Locale.ROOT), 128);
            case ResourceTypes.FUNCTION, ResourceTypes.RULE, ResourceTypes.SCHEDULE, "AWS::IAM::Role" ->
                shortened(name, 64);
            case ResourceTypes.STATE_MACHINE, ResourceTypes.QUEUE -> shortened(name, 80);
            default -> name;
        };
    }

    private static String shortened(String name, int most) {
        if (name.length() <= most) {
            return name;
        }
        String hash = Integer.toHexString(name.hashCode());
        return name.substring(0, most - hash.length() - 1) + "-" + hash;
    }

    /** What {@code Ref} says. */
    String reference(String type, String name) {
        return switch (type) {
            case ResourceTypes.STATE_MACHINE, "AWS::SNS::Topic", "AWS::SecretsManager::Secret" -> arn(type, name);
            case ResourceTypes.QUEUE -> queueUrl(name);
            default -> name;
        };
    }

    /** What {@code Fn::GetAtt} says, or nothing for an attribute that isn't known. */
    Optional<String> attribute(String type, String name, String attribute) {
        String value = switch (attribute) {
            case "Arn" -> arn(type, name);
            case "TopicArn", "StreamArn" -> arn(type, name);
            case "Name", "QueueName", "TopicName", "ApiId", "KeyId", "RoleId", "PolicyId" -> name;
            case "Id" -> type.equals("AWS::SecretsManager::Secret") ? arn(type, name) : null;
            case "QueueUrl" -> queueUrl(name);
            case "ApiEndpoint" -> "https://" + name + ".execute-api." + account.region() + ".amazonaws.com";
            case "DomainName" -> name + ".s3.amazonaws.com";
            case "RegionalDomainName" -> name + ".s3." + account.region() + ".amazonaws.com";
            default -> null;
        };
        return Optional.ofNullable(value);
    }

    private String queueUrl(String name) {
        return "https://sqs." + account.region() + ".amazonaws.com/" + account.accountId() + "/" + name;
    }

    /** The address of a resource within AWS; null for a type that has none here. */
    String arn(String type, String name) {
        String here = account.region() + ":" + account.accountId() + ":";
        return switch (type) {
            case ResourceTypes.BUCKET -> "arn:aws:s3:::" + name;
            case ResourceTypes.FUNCTION -> "arn:aws:lambda:" + here + "function:" + name;
            case ResourceTypes.STATE_MACHINE -> "arn:aws:states:" + here + "stateMachine:" + name;
            case ResourceTypes.TABLE, ResourceTypes.SIMPLE_TABLE -> "arn:aws:dynamodb:" + here + "table/" + name;
            case ResourceTypes.RULE -> "arn:aws:events:" + here + "rule/" + name;
            case ResourceTypes.EVENT_BUS -> "arn:aws:events:" + here + "event-bus/" + name;
            case ResourceTypes.QUEUE -> "arn:aws:sqs:" + here + name;
            case ResourceTypes.SCHEDULE -> "arn:aws:scheduler:" + here + "schedule/default/" + name;
            case "AWS::SNS::Topic" -> "arn:aws:sns:" + here + name;
            case "AWS::SecretsManager::Secret" -> "arn:aws:secretsmanager:" + here + "secret:" + name + "-local0";
            case "AWS::IAM::Role" -> "arn:aws:iam::" + account.accountId() + ":role/" + name;
            case "AWS::IAM::ManagedPolicy" -> "arn:aws:iam::" + account.accountId() + ":policy/" + name;
            case "AWS::Logs::LogGroup" -> "arn:aws:logs:" + here + "log-group:" + name + ":*";
            case "AWS::KMS::Key" -> "arn:aws:kms:" + here + "key/" + name;
            case "AWS::Scheduler::ScheduleGroup" -> "arn:aws:scheduler:" + here + "schedule-group/" + name;
            case "AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm" ->
                "arn:aws:cloudwatch:" + here + "alarm:" + name;
            default -> null;
        };
    }
}
