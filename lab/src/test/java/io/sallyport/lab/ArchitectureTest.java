package io.sallyport.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may use what, and what the packet path may not do. The compiler holds the modules to it too; this holds packages. */
@AnalyzeClasses(packages = "io.sallyport", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule dpdkKnowsNothingOfNat = noClasses()
            .that()
            .resideInAPackage("io.sallyport.dpdk..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.sallyport.dataplane..", "io.sallyport.gateway..", "io.sallyport.api..", "org.agrona..");

    @ArchTest
    static final ArchRule dataPlaneKnowsNothingOfTheGateway = noClasses()
            .that()
            .resideInAPackage("io.sallyport.dataplane..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.sallyport.gateway..", "io.sallyport.api..", "io.sallyport.cli..", "org.slf4j..");

    @ArchTest
    static final ArchRule commandLineTalksToTheApiOnly = noClasses()
            .that()
            .resideInAPackage("io.sallyport.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.sallyport.gateway..", "io.sallyport.dataplane..", "io.sallyport.dpdk..");

    @ArchTest
    static final ArchRule stagesDoNotKnowTheWorker = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.sallyport.dataplane.stage..",
                    "io.sallyport.dataplane.session..",
                    "io.sallyport.dataplane.ports..",
                    "io.sallyport.dataplane.packet..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.sallyport.dataplane.worker..", "io.sallyport.dataplane.memory..");

    @ArchTest
    static final ArchRule rawMemoryHasOneDoor = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.sallyport.dpdk.memory.Memory")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jdk.internal..", "sun.misc..");

    @ArchTest
    static final ArchRule nativeCodeIsCalledFromTheBindingsTheLabsSystemCallsAndTheYardstickOnly = noClasses()
            .that()
            .resideOutsideOfPackages("io.sallyport.dpdk..", "io.sallyport.lab.kernel..")
            .and()
            .doNotHaveFullyQualifiedName("io.sallyport.bench.path.Yardstick")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.foreign..");

    @ArchTag("C0.5")
    @ArchTag("C11.1")
    @ArchTest
    static final ArchRule packetPathHasNoLock = noClasses()
            .that()
            .resideInAPackage("io.sallyport.dataplane..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent.locks..");

    @ArchTag("C0.5")
    @ArchTag("C11.1")
    @ArchTest
    static final ArchRule packetPathIsNotSynchronized = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.sallyport.dataplane..")
            .should()
            .notHaveModifier(JavaModifier.SYNCHRONIZED);

    @ArchTag("C11.2")
    @ArchTest
    static final ArchRule stagesUseNoCollections = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.sallyport.dataplane.stage..",
                    "io.sallyport.dataplane.packet..",
                    "io.sallyport.dataplane.ports..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.concurrent..", "java.util.stream..");

    @ArchTest
    static final ArchRule nothingIsCalledUtilManagerOrImpl = classes()
            .should()
            .haveNameNotMatching(".*(Util|Utils|Manager|Impl|Helper)")
            .andShould()
            .resideOutsideOfPackage("..util..");
}
