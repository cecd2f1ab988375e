package dev.backdrop.local.cloud.client;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sfn.SfnClient;

/** SDK clients of the local servers, the same that the functions use in the cloud; buckets are named in the path. */
public record LocalClients(S3Client s3, S3Presigner presigner, DynamoDbClient dynamoDb) implements AutoCloseable {

    public static LocalClients of(URI s3Endpoint, URI dynamoDbEndpoint, LocalAccount account) {
        return new LocalClients(
                s3(s3Endpoint, account), presigner(s3Endpoint, account), dynamoDb(dynamoDbEndpoint, account));
    }

    public static S3Client s3(URI endpoint, LocalAccount account) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.of(account.region()))
                .credentialsProvider(credentials(account))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    public static S3Presigner presigner(URI endpoint, LocalAccount account) {
        return S3Presigner.builder()
                .endpointOverride(endpoint)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .region(Region.of(account.region()))
                .credentialsProvider(credentials(account))
                .build();
    }

    public static DynamoDbClient dynamoDb(URI endpoint, LocalAccount account) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(account.region()))
                .credentialsProvider(credentials(account))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    public static SfnClient workflows(URI endpoint, LocalAccount account) {
        return SfnClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(account.region()))
                .credentialsProvider(credentials(account))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private static AwsCredentialsProvider credentials(LocalAccount account) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(account.accessKey(), account.secretKey()));
    }

    @Override
    public void close() {
        s3.close();
        presigner.close();
        dynamoDb.close();
    }
}
