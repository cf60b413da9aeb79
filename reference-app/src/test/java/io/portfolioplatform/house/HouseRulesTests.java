package io.portfolioplatform.house;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The arrows of the design, held over every module that the application composes. Those
 * of perf, which it does not know, are held there.
 */
class HouseRulesTests {

	private static final String ROOT = "io.portfolioplatform.";

	private static final List<String> MODULES = List.of("redis", "cache", "dbpool", "ratelimit", "health", "test",
			"domain", "app");

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("io.portfolioplatform");

	@ParameterizedTest
	@ValueSource(strings = { "redis", "cache", "dbpool", "ratelimit", "health", "test", "domain", "app" })
	void everyModuleIsSeen(String module) {
		assertThat(CLASSES.stream().filter(inModule(module))).as("classes of " + module).isNotEmpty();
	}

	@Test
	void cacheKnowsOnlyRedis() {
		onlyKnows("cache", "redis").check(CLASSES);
	}

	@Test
	void rateLimitKnowsOnlyRedis() {
		onlyKnows("ratelimit", "redis").check(CLASSES);
	}

	@ParameterizedTest
	@ValueSource(strings = { "redis", "dbpool", "health", "test", "domain" })
	void knowsNoOtherModule(String module) {
		onlyKnows(module).check(CLASSES);
	}

	@Test
	void domainKnowsNoFramework() {
		classes().that()
			.resideInAPackage(ROOT + "domain..")
			.should()
			.onlyDependOnClassesThat(
					resideInAnyPackage("java..", "org.jspecify..", "org.hipparchus.analysis..", ROOT + "domain.."))
			.because("portfolio-domain is plain Java: pass what it needs as a value or a functional interface")
			.check(CLASSES);
	}

	@Test
	void packagesHaveNoCycles() {
		slices().matching("io.portfolioplatform.(**)")
			.should()
			.beFreeOfCycles()
			.because("a package that needs its user belongs into it: move the class or pass an interface down")
			.check(CLASSES);
	}

	@Test
	void micrometerStaysInMetricsPackages() {
		noClasses().that()
			.resideOutsideOfPackages("..metrics..", "..autoconfigure..", ROOT + "test..", ROOT + "app.jobs..",
					ROOT + "app.operator..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.micrometer..")
			.because("meters are optional: publish to a small listener and bind it in a metrics package; only the"
					+ " application's jobs and its operator's page, which exist for what they show, know them")
			.check(CLASSES);
	}

	@Test
	void autoConfigurationsArePublicAndFinal() {
		classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.haveSimpleNameEndingWith("AutoConfiguration")
			.because("users name auto-configurations to exclude them and never extend them")
			.check(CLASSES);
	}

	@Test
	void beanMethodsArePackagePrivate() {
		methods().that()
			.areAnnotatedWith(Bean.class)
			.and()
			.areDeclaredInClassesThat(resideInAnyPackage("..autoconfigure.."))
			.should(bePackagePrivate())
			.because("a bean is taken from the context, never from the configuration class")
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
		assertThat(unmarked).as("packages without @NullMarked in package-info.java").isEmpty();
	}

	@Test
	void noMethodIsSynchronized() {
		methods().should()
			.notHaveModifier(JavaModifier.SYNCHRONIZED)
			.because("virtual threads of JDK 21 to 23 pin in it: use a ReentrantLock or a concurrent collection")
			.check(CLASSES);
	}

	@Test
	void applicationPackagesAreFeatures() {
		noClasses().that()
			.resideInAPackage(ROOT + "app..")
			.should()
			.resideInAnyPackage("..controller..", "..controllers..", "..service..", "..services..", "..repository..",
					"..util..", "..utils..", "..helper..", "..common..")
			.because("one package per feature holds its web, application and persistence classes side by side")
			.check(CLASSES);
	}

	private static ArchRule onlyKnows(String module, String... allowed) {
		String[] others = MODULES.stream()
			.filter((other) -> !other.equals(module) && !List.of(allowed).contains(other))
			.map((other) -> ROOT + other + "..")
			.toArray(String[]::new);
		return noClasses().that()
			.resideInAPackage(ROOT + module + "..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(others)
			.because("arrows run downward only: signal through a JDK or Spring type, an event or a meter instead");
	}

	private static DescribedPredicate<JavaClass> inModule(String module) {
		return resideInAnyPackage(ROOT + module + "..");
	}

	private static ArchCondition<JavaMethod> bePackagePrivate() {
		return new ArchCondition<>("be package-private") {

			@Override
			public void check(JavaMethod method, ConditionEvents events) {
				boolean visible = Stream.of(JavaModifier.PUBLIC, JavaModifier.PROTECTED, JavaModifier.PRIVATE)
					.anyMatch(method.getModifiers()::contains);
				events
					.add(new SimpleConditionEvent(method, !visible, method.getFullName() + " is not package-private"));
			}

		};
	}

}
