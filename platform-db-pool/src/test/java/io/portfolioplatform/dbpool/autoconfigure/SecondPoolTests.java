package io.portfolioplatform.dbpool.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.portfolioplatform.dbpool.TransactionClaims;
import io.portfolioplatform.dbpool.pool.GatedDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pools that an application defines beside Spring Boot's or in its place.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecondPoolTests {

	private static final String SERVER = "jdbc:postgresql://nowhere.invalid:6543/";

	private static final String WRAPPED = "jdbc:p6spy:postgresql://nowhere.invalid:6543/db";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DatabaseUrlAutoConfiguration.class, DataSourceAutoConfiguration.class,
				PlatformDbPoolAutoConfiguration.class))
		.withPropertyValues("DATABASE_URL=postgresql://app:s3cret@nowhere.invalid:6543/db");

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql://nowhere.invalid:5432/db?currentSchema=other",
			"jdbc:mysql://nowhere.invalid:6543/db" })
	void leavesAPoolToAnotherServerAsItsOwnerMadeIt(String url, @TempDir Path directory) throws IOException {
		Path password = Files.writeString(directory.resolve("password"), "t0p");
		HikariDataSource second = pool(url);
		second.setMaximumPoolSize(50);
		beside(second)
			.withPropertyValues("spring.datasource.hikari.maximum-pool-size=5",
					"platform.db-pool.password-file=" + password)
			.run((context) -> {
				assertThat(context).getBean("second").isSameAs(second);
				assertThat(second.getMaximumPoolSize()).isEqualTo(50);
				assertThat(second.getConnectionTimeout()).isEqualTo(new HikariConfig().getConnectionTimeout());
				assertThat(second.getCredentialsProvider()).isNull();
				assertThat(second.getDataSourceProperties()).isEmpty();
				assertThat(second.getDataSource()).isNull();
				HikariDataSource first = context.getBean("dataSource", HikariDataSource.class);
				assertThat(first).isInstanceOf(GatedDataSource.class);
				assertThat(first.getMaximumPoolSize()).isEqualTo(5);
				assertThat(first.getCredentialsProvider().getCredentials().getPassword()).isEqualTo("t0p");
			});
	}

	@Test
	void keepsWhatASecondPoolToTheServerSets(@TempDir Path directory) throws IOException {
		Path password = Files.writeString(directory.resolve("password"), "t0p");
		HikariDataSource second = pool(SERVER + "other");
		second.setMaximumPoolSize(3);
		second.setConnectionTimeout(7000);
		second.setUsername("owner");
		second.setPassword("0wner");
		beside(second)
			.withPropertyValues("spring.datasource.hikari.maximum-pool-size=5",
					"platform.db-pool.password-file=" + password)
			.run((context) -> {
				HikariDataSource gated = context.getBean("second", HikariDataSource.class);
				assertThat(gated).isInstanceOf(GatedDataSource.class);
				assertThat(gated.getMaximumPoolSize()).isEqualTo(3);
				assertThat(gated.getConnectionTimeout()).isEqualTo(7000);
				assertThat(gated.getMaxLifetime()).isEqualTo(900_000);
				assertThat(gated.getCredentialsProvider()).isNull();
			});
	}

	@Test
	void sizesASecondPoolByTheShareAndNotByThePropertyOfSpringBootsPool() {
		beside(pool(SERVER + "other")).withPropertyValues("spring.datasource.hikari.maximum-pool-size=5")
			.run((context) -> assertThat(context.getBean("second", HikariDataSource.class).getMaximumPoolSize())
				.isEqualTo(9));
	}

	@Test
	void namesThePoolThatIsTooLarge() {
		HikariDataSource second = pool(SERVER + "other");
		second.setMaximumPoolSize(50);
		beside(second).withPropertyValues("spring.datasource.hikari.maximum-pool-size=5")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'maximum-pool-size' is 50 for the pool 'second'"));
	}

	@Test
	void takesAPoolAroundADataSourceForTheApplicationsWhereThereIsNoOther(CapturedOutput output) {
		this.runner.withBean(HikariDataSource.class, SecondPoolTests::around).run((context) -> {
			assertThat(context.getBean(HikariDataSource.class)).isInstanceOf(GatedDataSource.class);
			assertThat(context.getBean(HikariDataSource.class).getMaximumPoolSize()).isEqualTo(9);
		});
		assertThat(output).doesNotContain("names no URL");
	}

	@Test
	void leavesAPoolAroundADataSourceBesideOthersAndSaysSo(CapturedOutput output) {
		HikariDataSource second = around();
		beside(second).run((context) -> assertThat(context).getBean("second").isSameAs(second));
		assertThat(output).contains("The pool 'second' is left as it is", "names no URL");
	}

	@Test
	void saysThatAPoolRunsAlready(CapturedOutput output) {
		this.runner.withBean("own", HikariDataSource.class, SecondPoolTests::running)
			.run((context) -> assertThat(context.getBean(HikariDataSource.class))
				.isNotInstanceOf(GatedDataSource.class));
		assertThat(output).contains("The pool 'own' runs since it was created", "new HikariDataSource() and setters");
	}

	@Test
	void saysThatASubclassHasNoGate(CapturedOutput output) {
		this.runner.withBean("own", HikariDataSource.class, Own::new)
			.run((context) -> assertThat(context.getBean(HikariDataSource.class).getMaximumPoolSize()).isEqualTo(9));
		assertThat(output).contains("The pool 'own' is of a subclass, " + Own.class.getName(),
				"new HikariDataSource() and setters");
	}

	@Test
	void refusesThemWhereConnectionsAreLeased() {
		ApplicationContextRunner leased = this.runner.withPropertyValues("platform.db-pool.budget.mode=leased");
		leased.withBean(HikariDataSource.class, SecondPoolTests::running)
			.run((context) -> isRefused(context.getStartupFailure(), "runs since it was created"));
		leased.withBean(HikariDataSource.class, Own::new)
			.run((context) -> isRefused(context.getStartupFailure(), "is of a subclass"));
	}

	private static void isRefused(Throwable failure, String why) {
		isRefused(failure, why, "new HikariDataSource() and setters");
	}

	private static void isRefused(Throwable failure, String why, String cure) {
		FailureAnalysis analysis = new InvalidDbPoolFailureAnalyzer().analyze(failure);
		assertThat(analysis.getDescription()).contains(why, "with leases each connection is counted");
		assertThat(analysis.getAction()).contains(cure);
	}

	@Test
	void refusesAnotherDriverWhereConnectionsAreLeased() {
		ApplicationContextRunner leased = this.runner.withPropertyValues("platform.db-pool.budget.mode=leased");
		leased.withBean("own", HikariDataSource.class, () -> pool(WRAPPED))
			.run((context) -> isRefused(context.getStartupFailure(), "The pool 'own' connects with '" + WRAPPED,
					"jdbc:postgresql:"));
		leased.withBean("own", HikariDataSource.class, SecondPoolTests::around)
			.run((context) -> isRefused(context.getStartupFailure(), "a data source of its own", "no data source"));
	}

	@Test
	void refusesWhatWouldSendNoClaimsWhereThereAreAny() {
		ApplicationContextRunner claims = this.runner.withBean(TransactionClaims.class, () -> () -> null);
		claims.withBean("own", HikariDataSource.class, SecondPoolTests::running)
			.run((context) -> sendsNoClaims(context.getStartupFailure(), "runs since it was created",
					"new HikariDataSource() and setters"));
		claims.withBean("own", HikariDataSource.class, SecondPoolTests::around)
			.run((context) -> sendsNoClaims(context.getStartupFailure(), "a data source of its own", "no data source"));
		claims.withBean("own", HikariDataSource.class, () -> pool(WRAPPED))
			.run((context) -> sendsNoClaims(context.getStartupFailure(), WRAPPED, "jdbc:postgresql:"));
		claims.withBean("own", HikariDataSource.class, Own::new).run((context) -> assertThat(context).hasNotFailed());
		this.runner.withBean("own", HikariDataSource.class, () -> pool(WRAPPED))
			.run((context) -> assertThat(context.getBean(HikariDataSource.class)).isInstanceOf(GatedDataSource.class));
	}

	private static void sendsNoClaims(Throwable failure, String why, String cure) {
		FailureAnalysis analysis = new InvalidDbPoolFailureAnalyzer().analyze(failure);
		assertThat(analysis.getDescription()).contains("The pool 'own'", why, "TransactionClaims");
		assertThat(analysis.getAction()).contains(cure);
	}

	/**
	 * As Spring Boot's how-to defines a second one.
	 */
	private ApplicationContextRunner beside(HikariDataSource second) {
		return this.runner.withBean("second", HikariDataSource.class, () -> second,
				(definition) -> ((AbstractBeanDefinition) definition).setDefaultCandidate(false));
	}

	private static HikariDataSource pool(String url) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		return pool;
	}

	private static HikariDataSource around() {
		HikariDataSource pool = new HikariDataSource();
		pool.setDataSource(new PGSimpleDataSource());
		return pool;
	}

	private static HikariDataSource running() {
		HikariConfig configuration = new HikariConfig();
		configuration.setJdbcUrl(SERVER + "db");
		configuration.setInitializationFailTimeout(-1);
		return new HikariDataSource(configuration);
	}

	/**
	 * A pool of a class that nobody else can make.
	 */
	static final class Own extends HikariDataSource {

		Own() {
			setJdbcUrl(SERVER + "db");
		}

	}

}
