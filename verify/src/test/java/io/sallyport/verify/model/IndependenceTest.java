package io.sallyport.verify.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A judge that shared code with the gateway would share its mistakes. */
@AnalyzeClasses(packages = "io.sallyport.verify.model", importOptions = ImportOption.DoNotIncludeTests.class)
class IndependenceTest {
    @ArchTest
    static final ArchRule MODEL_USES_NOTHING_BUT_THE_JDK = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.sallyport.verify.model", "java..", "org.jspecify..");
}
