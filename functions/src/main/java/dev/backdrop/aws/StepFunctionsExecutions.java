package dev.backdrop.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.api.Executions;
import dev.backdrop.job.StoreUnavailableException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;

/** Executions of one state machine of Step Functions. */
public final class StepFunctionsExecutions implements Executions {

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
}
