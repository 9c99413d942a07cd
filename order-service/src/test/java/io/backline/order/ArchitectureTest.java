package io.backline.order;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.backline.order", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule features_stand_in_a_row =
            slices().matching("io.backline.order.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule decisions_know_no_framework = noClasses()
            .that()
            .haveNameMatching(
                    ".*\\.(order\\.(Order|Line|Units|Visits|Visit|Spot|Standing|OrderLines|Shipment|Hold|Lift|Effect|Terms|Identity|Contradiction)"
                            + "|backlog\\.(Book|Column|Space|Words|Filter|Standing|StandingNow|StandingRows|Sheets|Visited|Figures|Yardsticks|Quantiles|Sum|Flow|Series|Points|Ageing|Urgency|Bottleneck|StageTrend|TheilSen|Little|ClearingForecast|BackTest|NetThroughput|Weeks|DayOfFlow))")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.backline.web..",
                    "io.backline.messaging..",
                    "io.quarkus..",
                    "jakarta..",
                    "org.jdbi..",
                    "org.apache.kafka..");
}
