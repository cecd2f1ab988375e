package dev.backdrop.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.api.Executions;
import dev.backdrop.batch.CloseForgottenBatches;
import dev.backdrop.job.StoreUnavailableException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Executions of one state machine of Step Functions. */
public final class StepFunctionsExecutions implements Executions, CloseForgottenBatches.Ends {

    /** What is said of an execution that Step Functions has forgotten, as it does after 90 days. */
    private static final String FORGOTTEN = "FORGOTTEN";

    private static final Set<ExecutionStatus> OPEN = Set.of(ExecutionStatus.RUNNING, ExecutionStatus.PENDING_REDRIVE);

    private final Supplier<SfnClient> client;
    private final Supplier<String> stateMachine;
    private SfnClient made;

    /**
     * @param client asked once, when first needed: most functions never do
     * @param stateMachine its ARN, asked when needed
     */
    public StepFunctionsExecutions(Supplier<SfnClient> client, Supplier<String> stateMachine) {
        this.client = client;
        this.stateMachine = stateMachine;
    }

    private synchronized SfnClient client() {
        if (made == null) {
            made = client.get();
        }
        return made;
    }

    @Override
    public Start start(String name, ObjectNode input) {
        try {
            return new Start.Running(client().startExecution(start ->
                            start.stateMachineArn(stateMachine.get()).name(name).input(input.toString()))
                    .executionArn());
        } catch (ExecutionAlreadyExistsException used) {
            return new Start.NameUsed();
        } catch (SdkException away) {
            throw new StoreUnavailableException("can't start execution " + name + ": " + away.getMessage(), away);
        }
    }

    @Override
    public void stop(String execution, String cause) {
        try {
            client().stopExecution(stop -> stop.executionArn(execution).cause(cause));
        } catch (ExecutionDoesNotExistException forgotten) {
            // Nothing is left to stop.
        } catch (SdkException away) {
            throw new StoreUnavailableException("can't stop execution " + execution + ": " + away.getMessage(), away);
        }
    }

    @Override
    public Optional<String> end(String execution) {
        try {
            ExecutionStatus status = client().describeExecution(describe -> describe.executionArn(execution))
                    .status();
            return OPEN.contains(status) ? Optional.empty() : Optional.of(status.toString());
        } catch (ExecutionDoesNotExistException forgotten) {
            return Optional.of(FORGOTTEN);
        } catch (SdkException away) {
            throw new StoreUnavailableException(
                    "can't look at execution " + execution + ": " + away.getMessage(), away);
        }
    }
}
