package dev.backdrop;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.backdrop.workflow.RequestResolver;
import org.junit.jupiter.api.Test;

class LayersTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.backdrop");

    @Test
    void theDomainKnowsNeitherAwsNorLambda() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.backdrop.aws..", "dev.backdrop.lambda..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "software.amazon..", "com.amazonaws..", "dev.backdrop.aws..", "dev.backdrop.lambda..")
                .check(CLASSES);
    }

    @Test
    void nothingHereKnowsTheLocalCloud() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.backdrop.local..")
                .check(CLASSES);
    }

    @Test
    void aVendorIsKnownOnlyWhereProvidersAreRegistered() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.backdrop.provider.*..", "dev.backdrop.lambda..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.backdrop.provider.*..")
                .check(CLASSES);
    }

    @Test
    void vendorsDoNotKnowEachOther() {
        slices().matching("dev.backdrop.provider.(*)..")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }

    @Test
    void packagesDependInOneDirectionOnly() {
        slices().matching("dev.backdrop.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void aStepOnlyReachesTheWorldThroughItsPorts() {
        noClasses()
                .that()
                .resideInAPackage("dev.backdrop.job..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.backdrop.workflow..", "dev.backdrop.provider..", "dev.backdrop.http..")
                .check(CLASSES);
    }

    @Test
    void theApiUsesOfTheWorkflowOnlyWhatWorksOutARequest() {
        noClasses()
                .that()
                .resideInAPackage("dev.backdrop.api..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.backdrop.workflow..")
                        .and(not(simpleName(RequestResolver.class.getSimpleName()))))
                .check(CLASSES);
    }

    @Test
    void nobodyButItsAdaptersAndItsHandlerKnowsTheApi() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.backdrop.api..", "dev.backdrop.aws..", "dev.backdrop.lambda..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.backdrop.api..")
                .check(CLASSES);
    }
}
