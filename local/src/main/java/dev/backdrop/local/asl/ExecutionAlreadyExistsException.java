package dev.backdrop.local.asl;

/** The machine has had an execution of this name, which either has ended or has another input. */
public final class ExecutionAlreadyExistsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ExecutionAlreadyExistsException(Execution existing) {
        super("The execution " + existing.arn() + " already exists: it "
                + (existing.ended() ? "has ended (" + existing.status() + ")" : "is running with another input")
                + "; choose another name");
    }

    /** For one that ended and of which nothing but the name is kept. */
    ExecutionAlreadyExistsException(String arn) {
        super("The execution " + arn + " already exists: it has ended, a while ago; choose another name");
    }
}
