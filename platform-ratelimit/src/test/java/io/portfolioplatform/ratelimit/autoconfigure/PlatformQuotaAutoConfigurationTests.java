package io.portfolioplatform.ratelimit.autoconfigure;

import java.util.List;

import javax.sql.DataSource;

import io.portfolioplatform.ratelimit.RateLimiter;
import io.portfolioplatform.ratelimit.RateLimiters;
import io.portfolioplatform.ratelimit.quota.JdbcQuotaLog;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@EmbeddedServers
@ExtendWith(OutputCaptureExtension.class)
class PlatformQuotaAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(PlatformRedisAutoConfiguration.class, PlatformQuotaAutoConfiguration.class))
		.withPropertyValues("platform.ratelimit.quotas.market-data.windows[0].limit=5",
				"platform.ratelimit.quotas.market-data.windows[0].period=1m",
				"platform.ratelimit.quotas.market-data.windows[1].limit=25",
				"platform.ratelimit.quotas.market-data.windows[1].period=1d");

	@Test
	void keepsQuotasInRedisWhereThereIsOne(RedisServer redis, PostgresDatabase database) {
		ApplicationContextRunner pods = this.runner.withBean(DataSource.class, () -> dataSource(database))
			.withPropertyValues("platform.redis.url=" + redis.url(), "platform.ratelimit.namespace=redis-quota",
					"platform.ratelimit.redis.timeout=10s");
		pods.run((context) -> assertThat(limiter(context.getBean(RateLimiters.class)).tryAcquire()).isTrue());
		pods.run((context) -> assertThat(limiter(context.getBean(RateLimiters.class)).available()).isEqualTo(4));
		pods.withPropertyValues("platform.ratelimit.quotas.market-data.store=jdbc")
			.run((context) -> assertThat(limiter(context.getBean(RateLimiters.class)).available()).isEqualTo(5));
	}

	@Test
	void keepsQuotasInTheDatabaseWithoutRedis(PostgresDatabase database) {
		ApplicationContextRunner pods = this.runner.withBean(DataSource.class, () -> dataSource(database));
		pods.run((context) -> assertThat(limiter(context.getBean(RateLimiters.class)).tryAcquire()).isTrue());
		pods.run((context) -> assertThat(limiter(context.getBean(RateLimiters.class)).available()).isEqualTo(4));
	}

	@Test
	void keepsNoQuotasInTheDatabaseWithoutSpringJdbc() {
		this.runner.withBean(DataSource.class, PGSimpleDataSource::new)
			.withClassLoader(new FilteredClassLoader(JdbcTemplate.class))
			.run((context) -> assertThat(context).hasSingleBean(RateLimiters.class)
				.doesNotHaveBean(JdbcQuotaLog.class));
	}

	@Test
	void keepsQuotasInMemoryWhereThereIsNothingElse() {
		this.runner.run((context) -> assertThat(limiter(context.getBean(RateLimiters.class)).tryAcquire()).isTrue());
		this.runner.run((context) -> assertThat(limiter(context.getBean(RateLimiters.class)).available()).isEqualTo(5));
	}

	@Test
	void saysOnceThatProcessesCountForThemselves(CapturedOutput output) {
		ApplicationContextRunner quiet = this.runner
			.withPropertyValues("platform.ratelimit.quotas.market-data.store=memory");
		quiet.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("counted by each process alone");
		this.runner.withBean("first", DataSource.class, PGSimpleDataSource::new)
			.withBean("second", DataSource.class, PGSimpleDataSource::new)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output.getAll()).containsOnlyOnce("The quota 'market-data' is counted by each process alone")
			.contains("none is primary", "'memory'");
	}

	@Test
	void holdsQuotasAlsoWhereLimitsAreSwitchedOff() {
		this.runner.withPropertyValues("platform.ratelimit.enabled=false")
			.run((context) -> assertThat(limiter(context.getBean(RateLimiters.class)).available()).isEqualTo(5));
	}

	@Test
	void namesTheQuotasThatThereAre() {
		this.runner.run((context) -> assertThatIllegalArgumentException()
			.isThrownBy(() -> context.getBean(RateLimiters.class).get("other"))
			.withMessageContaining("[market-data]"));
	}

	@Test
	void failsTheStartForAStoreThatIsNotThere() {
		for (String store : List.of("redis", "jdbc")) {
			this.runner.withPropertyValues("platform.ratelimit.quotas.market-data.store=" + store).run((context) -> {
				FailureAnalysis analysis = new InvalidRateLimitFailureAnalyzer().analyze(context.getStartupFailure());
				assertThat(analysis.getDescription()).contains("platform.ratelimit.quotas.market-data.store", store);
				assertThat(analysis.getAction()).isNotBlank();
			});
		}
	}

	private static RateLimiter limiter(RateLimiters limiters) {
		return limiters.get("market-data");
	}

	private static DataSource dataSource(PostgresDatabase database) {
		PGSimpleDataSource postgres = new PGSimpleDataSource();
		postgres.setUrl(database.jdbcUrl());
		postgres.setUser(database.username());
		postgres.setPassword(database.password());
		return postgres;
	}

}
