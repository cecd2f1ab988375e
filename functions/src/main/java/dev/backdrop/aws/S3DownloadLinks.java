package dev.backdrop.aws;

import dev.backdrop.api.DownloadLinks;
import dev.backdrop.job.Result;
import dev.backdrop.job.Source;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedGetObjectRequest;

/** Presigned addresses of objects in S3. */
public final class S3DownloadLinks implements DownloadLinks {

    private final S3Presigner presigner;

    public S3DownloadLinks(S3Presigner presigner) {
        this.presigner = presigner;
    }

    @Override
    public Link photo(Source source, Duration validity) {
        return link(source.bucket(), source.key(), source.versionId(), validity);
    }

    @Override
    public Link result(Result result, Duration validity) {
        return link(result.bucket(), result.key(), null, validity);
    }

    @Override
    public Link report(String bucket, String key, Duration validity) {
        return link(bucket, key, null, validity);
    }

    private Link link(String bucket, String key, String versionId, Duration validity) {
        PresignedGetObjectRequest link = presigner.presignGetObject(presign -> presign.signatureDuration(validity)
                .getObjectRequest(get -> get.bucket(bucket).key(key).versionId(versionId)));
        return new Link(URI.create(link.url().toString()), link.expiration());
    }
}
