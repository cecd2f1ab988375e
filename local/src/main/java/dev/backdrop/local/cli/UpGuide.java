package dev.backdrop.local.cli;

import java.net.URI;
import java.util.List;

/** What is printed once the application is up: what runs where, and commands that work as they stand. */
final class UpGuide {

    private final LocalBackdrop backdrop;
    private final StateFolder state;

    UpGuide(LocalBackdrop backdrop, StateFolder state) {
        this.backdrop = backdrop;
        this.state = state;
    }

    String text() {
        return String.join(System.lineSeparator(), where(), providers(), commands(), "");
    }

    private String where() {
        return String.join(
                System.lineSeparator(),
                "Backdrop is up.",
                "",
                "  console        " + web() + "/console/",
                "  API            " + web() + "   (described in openapi.yaml)",
                "  S3             " + backdrop.s3Endpoint(),
                "  input bucket   " + backdrop.inputBucket() + "   (photos go under uploads/)",
                "  output bucket  " + backdrop.outputBucket() + "   (results come under results/)",
                "  DynamoDB       " + backdrop.dynamoEndpoint(),
                "  jobs table     " + backdrop.jobsTable(),
                "  Step Functions " + backdrop.workflowsEndpoint(),
                "  state          " + state.path(),
                "  log            " + state.logFile());
    }

    private String web() {
        return backdrop.webAddress().orElseThrow().toString();
    }

    private String providers() {
        StringBuilder text = new StringBuilder(System.lineSeparator() + "Providers");
        List<ProviderNote> notes = backdrop.providers();
        int names =
                notes.stream().mapToInt(note -> Text.width(note.name())).max().orElse(0);
        for (ProviderNote note : notes) {
            text.append(System.lineSeparator())
                    .append("  ")
                    .append(Text.padded(note.name(), names))
                    .append("  ")
                    .append(Text.padded(kind(note), "simulator".length()))
                    .append("  ")
                    .append(note.address())
                    .append(note.note().isEmpty() ? "" : "  " + Text.printable(note.note()));
        }
        return text.toString();
    }

    private static String kind(ProviderNote note) {
        return switch (note.kind()) {
            case REAL -> "real";
            case SIMULATOR -> "simulator";
            case STUDIO -> "studio";
        };
    }

    private String commands() {
        String s3 = aws(backdrop.s3Endpoint()) + " s3 ";
        String records = aws(backdrop.dynamoEndpoint()) + " dynamodb ";
        String results = "s3://" + backdrop.outputBucket() + "/results/";
        String table = "--table-name " + backdrop.jobsTable();
        return String.join(
                System.lineSeparator(),
                "",
                "Drop photos on the console's page, or start a job from a photo in the input bucket by the API:",
                "  curl -s " + web() + "/jobs -H 'Content-Type: application/json' -d"
                        + " '{\"source\":{\"s3\":{\"key\":\"uploads/photo.jpg\"}},\"background\":{\"color\":\"#f4f1ea\"}}'",
                "  curl -s '" + web() + "/jobs?limit=10'",
                "Upload a photo (photo.jpg, in the folder you are in) with the default background, or with your own:",
                "  " + s3 + "cp photo.jpg s3://" + backdrop.inputBucket() + "/uploads/",
                "  " + s3 + "cp photo.jpg s3://" + backdrop.inputBucket()
                        + "/uploads/ --metadata '{\"background-color\":\"#f4f1ea\",\"provider\":\"studio\"}'",
                "See the results, and copy them here:",
                "  " + s3 + "ls --recursive " + results,
                "  " + s3 + "cp --recursive " + results + " backdrop-results/",
                "Read all records, in short; those of a photo; one in full (with its job's id):",
                "  " + records + "scan " + table
                        + " --query 'Items[].[jobId.S,status.S,provider.S,source.M.key.S,failure.M.message.S]' --output table",
                "  " + records + "query " + table + " --index-name bySource"
                        + " --key-condition-expression 'sourceAddress = :photo' --expression-attribute-values '{\":photo\":{\"S\":\""
                        + backdrop.inputBucket() + "/uploads/photo.jpg\"}}'",
                "  " + records + "get-item " + table + " --key '{\"jobId\":{\"S\":\"JOB\"}}'",
                "",
                "Do a whole folder at once, in the same state, after this is stopped:",
                "  ./backdrop batch photos/ --color '#f4f1ea' --dry-run --state '" + state.path() + "'",
                "",
                "Jobs that end are listed here. Ctrl-C stops it all.");
    }

    private String aws(URI endpoint) {
        return "AWS_ACCESS_KEY_ID=" + backdrop.accessKey() + " AWS_SECRET_ACCESS_KEY=" + backdrop.secretKey()
                + " AWS_DEFAULT_REGION=" + backdrop.region() + " aws --endpoint-url " + endpoint;
    }
}
