package io.portfolioplatform.dbpool.autoconfigure;

import java.util.Map;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.portfolioplatform.dbpool.TransactionClaims;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnmetPoolCheck}.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnmetPoolCheckTests {

	private static final String WARNING = "has met no HikariDataSource that says where it connects to";

	private static final ApplicationContextRunner RUNNER = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DatabaseUrlAutoConfiguration.class, DataSourceAutoConfiguration.class,
				PlatformDbPoolAutoConfiguration.class))
		.withPropertyValues("DATABASE_URL=postgresql://app:s3cret@nowhere.invalid:6543/db");

	static Stream<ApplicationContextRunner> hidden() {
		return Stream.of(RUNNER.withBean(DataSource.class, () -> lazy(pool())),
				RUNNER.withBean(DataSource.class, UnmetPoolCheckTests::routing),
				RUNNER.withBean("raw", DataSource.class, PGSimpleDataSource::new)
					.withBean("pool", HikariDataSource.class, () -> around(new PGSimpleDataSource())),
				RUNNER.withPropertyValues("spring.datasource.type=" + SimpleDriverDataSource.class.getName()));
	}

	@ParameterizedTest
	@MethodSource("hidden")
	void saysThatNothingAppliesToAPoolThatNobodyMeets(ApplicationContextRunner hidden, CapturedOutput output) {
		hidden.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains(WARNING, "Make the HikariDataSource itself a bean");
	}

	@ParameterizedTest
	@MethodSource("hidden")
	void stopsAStartWithoutTheLeaseOrTheClaimsThatWereAskedFor(ApplicationContextRunner hidden) {
		hidden.withPropertyValues("platform.db-pool.budget.mode=leased")
			.run((context) -> isRefused(context.getStartupFailure()));
		hidden.withBean(TransactionClaims.class, () -> () -> null)
			.run((context) -> isRefused(context.getStartupFailure()));
	}

	private static void isRefused(Throwable failure) {
		FailureAnalysis analysis = new InvalidDbPoolFailureAnalyzer().analyze(failure);
		assertThat(analysis.getDescription()).contains(WARNING);
		assertThat(analysis.getAction()).contains("Make the HikariDataSource itself a bean");
	}

	static Stream<ApplicationContextRunner> met() {
		return Stream.of(RUNNER,
				RUNNER.withBean("pool", HikariDataSource.class, UnmetPoolCheckTests::pool)
					.withBean("lazy", DataSource.class, () -> lazy(pool())),
				RUNNER.withBean(DataSource.class, UnmetPoolCheckTests::pool,
						(definition) -> definition.setLazyInit(true)),
				RUNNER.withBean(DataSource.class, UnmetPoolCheckTests::pool,
						(definition) -> definition.setScope("prototype")),
				RUNNER.withBean(DataSource.class, Embedded::new),
				RUNNER.withInitializer((context) -> scoped((BeanDefinitionRegistry) context.getBeanFactory()))
					.withInitializer(
							(context) -> context.getBeanFactory().registerScope("thread", new SimpleThreadScope())));
	}

	@ParameterizedTest
	@MethodSource("met")
	void leavesPoolsAloneThatAreMetOrAreNotThereYet(ApplicationContextRunner met, CapturedOutput output) {
		met.withBean(TransactionClaims.class, () -> () -> null).run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain(WARNING);
	}

	private static void scoped(BeanDefinitionRegistry registry) {
		BeanDefinitionHolder target = new BeanDefinitionHolder(
				BeanDefinitionBuilder.genericBeanDefinition(DataSource.class, UnmetPoolCheckTests::pool)
					.setScope("thread")
					.getBeanDefinition(),
				"dataSource");
		registry.registerBeanDefinition("dataSource",
				ScopedProxyUtils.createScopedProxy(target, registry, false).getBeanDefinition());
	}

	private static HikariDataSource around(DataSource target) {
		HikariDataSource pool = new HikariDataSource();
		pool.setDataSource(target);
		return pool;
	}

	private static DataSource lazy(DataSource target) {
		LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy();
		lazy.setTargetDataSource(target);
		return lazy;
	}

	private static DataSource routing() {
		AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {
			@Override
			protected Object determineCurrentLookupKey() {
				return "one";
			}
		};
		routing.setTargetDataSources(Map.of("one", pool()));
		return routing;
	}

	private static HikariDataSource pool() {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl("jdbc:postgresql://nowhere.invalid:6543/db");
		return pool;
	}

	/** As a test has one in place of the application's. */
	static final class Embedded extends SimpleDriverDataSource implements EmbeddedDatabase {

		@Override
		public void shutdown() {
		}

	}

}
