package io.backline.inventory;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.backline.inventory", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule features_know_each_other_in_one_direction =
            slices().matching("io.backline.inventory.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule decisions_know_neither_web_nor_kafka_nor_database = noClasses()
            .that()
            .haveNameMatching(
                    ".*\\.(Sku|Decision|ReleaseOrder|Line|Place|ImpliedPicks|Shelf|StockItem|Movement|Inbound|Feed)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta..",
                    "org.jdbi..",
                    "java.sql..",
                    "io.quarkus..",
                    "io.backline.messaging..",
                    "io.backline.web..");
}
