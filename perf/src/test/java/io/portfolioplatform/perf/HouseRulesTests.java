package io.portfolioplatform.perf;

import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of the house that concern measurements too. The application's tests hold all
 * of them over everything that it composes.
 */
class HouseRulesTests {

	private static final String ROOT = "io.portfolioplatform.perf";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.withImportOption((location) -> !location.contains("jmh_generated"))
		.importPackages(ROOT);

	@Test
	void packagesHaveNoCycles() {
		slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void nothingKnowsTheApplication() {
		noClasses().should()
			.dependOnClassesThat()
			.resideInAPackage("io.portfolioplatform.app..")
			.because("the application is measured as it is shipped, as a program that runs")
			.check(CLASSES);
	}

	@Test
	void onlyTheCommandLineKnowsAllMeasurements() {
		noClasses().that()
			.resideInAPackage(ROOT + ".*..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(ROOT)
			.because("a measurement runs without the command line that names it")
			.check(CLASSES);
	}

	@Test
	void measurementsOfStartersKnowOnlyWhatCompares() {
		noClasses().that()
			.resideInAnyPackage(ROOT + ".cache..", ROOT + ".dbpool..", ROOT + ".health..", ROOT + ".ratelimit..",
					ROOT + ".micro..", ROOT + ".report..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(ROOT + ".load..", ROOT + ".faults..", ROOT + ".fleet..", ROOT + ".autoscale..")
			.because("what measures a part needs no whole system")
			.check(CLASSES);
	}

	@Test
	void micrometerStaysWhereItIsMeasured() {
		noClasses().that()
			.resideOutsideOfPackage(ROOT + ".ratelimit..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.micrometer..")
			.because("figures come from the measured system's own pages, as its operator reads them")
			.check(CLASSES);
	}

	@Test
	void packagesAreNullMarked() {
		Set<String> unmarked = CLASSES.stream()
			.filter((type) -> !type.getSimpleName().equals("package-info"))
			.map(JavaClass::getPackage)
			.filter((candidate) -> !candidate.isAnnotatedWith(NullMarked.class))
			.map((candidate) -> candidate.getName())
			.collect(Collectors.toSet());
		assertThat(CLASSES).isNotEmpty();
		assertThat(unmarked).as("packages without @NullMarked in package-info.java").isEmpty();
	}

	@Test
	void noMethodIsSynchronized() {
		methods().should()
			.notHaveModifier(JavaModifier.SYNCHRONIZED)
			.because("virtual threads of JDK 21 to 23 pin in it: use a ReentrantLock or a concurrent collection")
			.check(CLASSES);
	}

}
