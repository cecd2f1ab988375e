package dev.backdrop.local.cloud.client;

/**
 * Whose cloud this is, and the one pair of keys that its servers accept.
 *
 * @param accountId twelve digits
 */
public record LocalAccount(String accountId, String region, String accessKey, String secretKey) {

    /** The account of everybody who doesn't ask for another. */
    public static final LocalAccount DEFAULT = new LocalAccount("000000000000", "us-east-1", "local", "locallocal");

    public LocalAccount {
        if (!accountId.matches("\\d{12}")) {
            throw new IllegalArgumentException("an account id has twelve digits, not '" + accountId + "'");
        }
        // DynamoDB Local takes nothing else.
        if (!accessKey.matches("[A-Za-z0-9]+")) {
            throw new IllegalArgumentException("an access key is letters and digits only");
        }
    }
}
