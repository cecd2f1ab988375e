package dev.backdrop.local.simulator;

/** What an S3-like object store says when it refuses. */
public final class ObjectErrors {

    private ObjectErrors() {}

    /** 403: the address is missing its signature, is too old, or isn't for this. */
    public static Answer accessDenied(String message) {
        return error(403, "AccessDenied", message);
    }

    /** 403: the request isn't the one that was signed. */
    public static Answer signatureDoesNotMatch() {
        return error(
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. Check your key and signing method.");
    }

    /** 404: the object doesn't exist. */
    public static Answer noSuchKey() {
        return error(404, "NoSuchKey", "The specified key does not exist.");
    }

    /** Any other refusal; code and message are plain text without markup. */
    public static Answer error(int status, String code, String message) {
        return Answer.text(
                status,
                "application/xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error>");
    }
}
