package dev.backdrop.local.cloud.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.local.LocalCloud;
import dev.backdrop.local.cloud.template.ScheduleView.Kind;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a template says of HTTP APIs, schedules and CORS. */
class DoorsTemplateTest {

    private static final StackSettings SETTINGS = StackSettings.named("shop");

    private final Template template = Template.read(home().resolve("template.yaml"), SETTINGS);

    @Test
    void theRoutesAreThoseOfTheDocument() {
        HttpApiDefinition definition = template.definition(template.httpApis().get(0));

        assertThat(definition.routes())
                .containsExactly(
                        new HttpRouteView("shop-api", "POST", "/jobs", "ApiFunction"),
                        new HttpRouteView("shop-api", "GET", "/jobs/{jobId}", "ApiFunction", Duration.ofSeconds(5)),
                        new HttpRouteView("shop-api", "ANY", "/files/{path+}", "ApiFunction"));
    }

    @Test
    void routesThatFunctionsHaveAsEventsAreAmongThem() {
        Template events = parse("""
                Api: {Type: 'AWS::Serverless::HttpApi'}
                Other:
                  Type: AWS::Serverless::Function
                  Properties:
                    Handler: h
                    Events:
                      Mine: {Type: HttpApi, Properties: {ApiId: !Ref Api, Method: get, Path: /mine}}
                      Not: {Type: HttpApi, Properties: {Method: get, Path: /elsewhere}}
                """);

        assertThat(events.definition(events.httpApis().get(0)).routes())
                .containsExactly(new HttpRouteView("shop-api", "GET", "/mine", "Other"));
    }

    @Test
    void parametersDecideWhichOriginsAreAllowed() {
        Template other = Template.read(
                home().resolve("template.yaml"),
                SETTINGS.withParameters(Map.of("AllowedOrigins", "https://a.example,https://b.example")));

        assertThat(other.definition(other.httpApis().get(0)).cors())
                .contains(new HttpCorsView(
                        List.of("https://a.example", "https://b.example"),
                        List.of("GET", "POST", "DELETE"),
                        List.of("content-type", "authorization"),
                        List.of(),
                        Optional.of(Duration.ofMinutes(5)),
                        false));
        assertThat(other.buckets().get(0).cors())
                .containsExactly(new CorsRuleView(
                        List.of("https://a.example", "https://b.example"),
                        List.of("PUT"),
                        List.of("content-type", "x-amz-meta-*"),
                        List.of("ETag"),
                        Optional.of(Duration.ofMinutes(5))));
    }

    @Test
    void schedulesSayWhatTheyAreMadeOf() {
        assertThat(template.schedules())
                .extracting(schedule ->
                        schedule.logicalId() + " " + schedule.kind() + " " + schedule.enabled() + " " + schedule.arn())
                .containsExactly(
                        "ApiFunctionTick SCHEDULER true arn:aws:scheduler:us-east-1:000000000000:schedule/default/ApiFunctionTick",
                        "FailingFunctionWeekly RULE true arn:aws:events:us-east-1:000000000000:rule/shop-FailingFunctionWeekly",
                        "FailingFunctionNever RULE false arn:aws:events:us-east-1:000000000000:rule/shop-FailingFunctionNever",
                        "Nightly SCHEDULER true arn:aws:scheduler:us-east-1:000000000000:schedule/default/nightly");
    }

    @Test
    void aScheduleHasAStartAnEndAndAGroup() {
        Template dated = parse("""
                S:
                  Type: AWS::Scheduler::Schedule
                  Properties:
                    ScheduleExpression: rate(1 day)
                    GroupName: nights
                    Name: n
                    StartDate: 2026-01-01T00:00:00Z
                    EndDate: 2026-02-01T00:00:00Z
                    FlexibleTimeWindow: {Mode: FLEXIBLE, MaximumWindowInMinutes: 5}
                    Target: {Arn: !GetAtt Fn.Arn, RoleArn: r}
                """);

        assertThat(dated.schedules()).singleElement().satisfies(schedule -> {
            assertThat(schedule.kind()).isEqualTo(Kind.SCHEDULER);
            assertThat(schedule.arn()).endsWith(":schedule/nights/n");
            assertThat(schedule.start()).contains(Instant.parse("2026-01-01T00:00:00Z"));
            assertThat(schedule.end()).contains(Instant.parse("2026-02-01T00:00:00Z"));
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "Properties: {ScheduleExpression: rate(1 day), Target: {Arn: !GetAtt Fn.Arn}}; no FlexibleTimeWindow",
                "Properties: {ScheduleExpression: rate(1 day), FlexibleTimeWindow: {Mode: ON}, Target: {Arn: !GetAtt Fn.Arn}}; FlexibleTimeWindow.Mode",
                "Properties: {ScheduleExpression: rate(1 day), FlexibleTimeWindow: {Mode: 'OFF'}, State: ON, Target: {Arn: !GetAtt Fn.Arn}}; State is ENABLED or DISABLED",
                "Properties: {ScheduleExpression: rate(1 day), FlexibleTimeWindow: {Mode: 'OFF'}, StartDate: soon, Target: {Arn: !GetAtt Fn.Arn}}; StartDate",
                "Properties: {ScheduleExpression: rate(1 day), FlexibleTimeWindow: {Mode: 'OFF'}, Target: {Arn: 'arn:aws:scheduler:::aws-sdk:sqs:sendMessage'}}; no resource of the template"
            })
    void aScheduleThatAwsWouldNotTakeIsRefused(String properties, String reason) {
        assertThatThrownBy(() -> parse("S: {Type: 'AWS::Scheduler::Schedule', " + properties + "}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "openapi: 2.0; not a document of OpenAPI 3",
                "openapi: 3.0.1\\npaths: {/a: {get: {}}}; openapi.yaml.paths./a.get has no x-amazon-apigateway-integration",
                "openapi: 3.0.1\\npaths: {/a: {fetch: {}}}; has fetch",
                "openapi: 3.0.1\\npaths: {a: {}}; has a, which is no path",
                "openapi: 3.0.1\\npaths: {/a: {get: {x-amazon-apigateway-integration: {type: http_proxy}}}}; only aws_proxy",
                "openapi: 3.0.1\\npaths: {/a: {get: {x-amazon-apigateway-integration: {type: aws_proxy, httpMethod: GET}}}}; only POST",
                "openapi: 3.0.1\\npaths: {/a: {get: {x-amazon-apigateway-integration: {type: aws_proxy, httpMethod: POST, payloadFormatVersion: '1.0'}}}}; only 2.0",
                "openapi: 3.0.1\\npaths: {/a: {get: {x-amazon-apigateway-integration: {type: aws_proxy, httpMethod: POST, payloadFormatVersion: '2.0', uri: x}}}}; no function of the template",
                "openapi: 3.0.1\\npaths: {/a: {get: {x-amazon-apigateway-integration: {type: aws_proxy, httpMethod: POST, payloadFormatVersion: '2.0', timeoutInMillis: 30001}}}}; 50 to 30000",
                "openapi: 3.0.1\\npaths: {/a: {get: {x-amazon-apigateway-integration: {uri: !GetAtt Fn.Arn}}}}; long forms only, such as Fn::GetAtt",
                "openapi: 3.0.1\\npaths: {/a: {get: {x-amazon-apigateway-integration: {type: {'Fn::Sub': '${Nobody}'}}}}}; refers to Nobody",
                "openapi: 3.0.1\\nx-amazon-apigateway-cors: {allowOrigin: [a]}; has AllowOrigin",
                "openapi: 3.0.1\\nx-amazon-apigateway-cors: {allowOrigins: ['*'], allowCredentials: true}; AllowCredentials"
            })
    void aDocumentThatAwsWouldNotTakeIsRefused(String document, String reason, @TempDir Path folder)
            throws IOException {
        Files.writeString(folder.resolve("openapi.yaml"), document.replace("\\n", "\n"));
        Template including = parse(
                "Api: {Type: 'AWS::Serverless::HttpApi', Properties: {DefinitionBody: {'Fn::Transform':"
                        + " {Name: 'AWS::Include', Parameters: {Location: openapi.yaml}}}}}",
                folder);

        assertThatThrownBy(() -> including.definition(including.httpApis().get(0)))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aDocumentMayHaveTheCorsSettingsItselfAndThePropertyWins(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("openapi.yaml"), """
                openapi: 3.0.1
                x-amazon-apigateway-cors:
                  allowOrigins: [https://document.example]
                  allowMethods: [GET]
                """);
        Template including = parse("""
                Api:
                  Type: AWS::Serverless::HttpApi
                  Properties: {DefinitionUri: openapi.yaml, CorsConfiguration: {AllowOrigins: [https://property.example]}}
                """, folder);

        assertThat(including.definition(including.httpApis().get(0)).cors()).hasValueSatisfying(cors -> {
            assertThat(cors.allowOrigins()).containsExactly("https://property.example");
            assertThat(cors.allowMethods()).containsExactly("GET");
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {"true; [*]", "'https://a.example'; [https://a.example]", "[https://a.example]; [https://a.example]"
            })
    void theShortFormsOfCorsAreKnown(String setting, String origins) {
        Template api =
                parse("Api: {Type: 'AWS::Serverless::HttpApi', Properties: {CorsConfiguration: " + setting + "}}");

        assertThat(api.definition(api.httpApis().get(0)).cors().orElseThrow().allowOrigins())
                .hasToString(origins);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "Api: {Type: 'AWS::Serverless::HttpApi', Properties: {DefinitionBody: {openapi: 3.0.1}}}; name that with AWS::Include",
                "Api: {Type: 'AWS::Serverless::HttpApi', Properties: {StageName: prod}}; only $default",
                "B: {Type: 'AWS::S3::Bucket', Properties: {CorsConfiguration: {CorsRules: [{AllowedMethods: [GET]}]}}}; needs AllowedOrigins",
                "B: {Type: 'AWS::S3::Bucket', Properties: {CorsConfiguration: {CorsRules: [{AllowedOrigins: [a], AllowedMethods: [PATCH]}]}}}; AllowedMethods",
                "B: {Type: 'AWS::S3::Bucket', Properties: {CorsConfiguration: {CorsRules: [{AllowedOrigins: ['a*b*'], AllowedMethods: [GET]}]}}}; at most one *"
            })
    void whatCannotBeServedIsRefused(String resource, String reason) {
        assertThatThrownBy(() -> parse(resource))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(reason);
    }

    private static Template parse(String resources) {
        return parse(resources, Path.of("."));
    }

    private static Template parse(String resources, Path folder) {
        String function = "Fn: {Type: 'AWS::Serverless::Function', Properties: {Handler: h}}\n";
        return Template.parse("Resources:\n" + (function + resources).indent(2), folder, SETTINGS);
    }

    private static Path home() {
        try {
            return Path.of(LocalCloud.class.getResource("doors/template.yaml").toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
