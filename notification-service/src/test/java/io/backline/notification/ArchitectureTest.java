package io.backline.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.backline.notification", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule features_form_no_cycle =
            slices().matching("io.backline.notification.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule what_is_told_is_decided_without_framework_or_clock = noClasses()
            .that()
            .haveNameMatching(".*\\.(WaitingOrder|News|Governor|Backoff|Letter|EmailAddress|OutgoingMail)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "org.jdbi..", "org.apache.kafka..", "io.vertx..");

    @ArchTest
    static final ArchRule mail_is_sent_by_the_sender_alone = noClasses()
            .that()
            .doNotHaveSimpleName("NoticeSender")
            .and()
            .resideOutsideOfPackage("..mail..")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("MailLane");
}
