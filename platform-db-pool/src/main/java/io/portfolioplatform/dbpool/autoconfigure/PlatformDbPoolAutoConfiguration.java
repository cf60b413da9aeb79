package io.portfolioplatform.dbpool.autoconfigure;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import io.portfolioplatform.dbpool.DbPool;
import io.portfolioplatform.dbpool.RequestDeadline;
import io.portfolioplatform.dbpool.TransactionClaims;
import io.portfolioplatform.dbpool.gate.Gate;
import io.portfolioplatform.dbpool.gate.GateSize;
import io.portfolioplatform.dbpool.jdbc.TimeLeft;
import io.portfolioplatform.dbpool.jdbc.TransactionPrologue;
import io.portfolioplatform.dbpool.pooler.PoolingDetector;
import io.portfolioplatform.dbpool.refusal.Refusals;
import io.portfolioplatform.dbpool.statement.Statements;
import io.portfolioplatform.dbpool.budget.StaticDbPool;
import io.portfolioplatform.dbpool.lease.LeasedDbPool;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/**
 * Auto-configuration of the pool's size and of what its connections are used for.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@ConditionalOnClass({ HikariDataSource.class, org.postgresql.Driver.class, DataSourceAutoConfiguration.class })
@ConditionalOnBean(JdbcConnectionDetails.class)
@EnableConfigurationProperties(PlatformDbPoolProperties.class)
public final class PlatformDbPoolAutoConfiguration {

	@Bean
	PoolingDetector platformPoolingDetector(PlatformDbPoolProperties properties, JdbcConnectionDetails connection) {
		return new PoolingDetector(properties.mode(), connection.getJdbcUrl());
	}

	@Bean
	@ConditionalOnMissingBean
	@Conditional(CredentialsInFiles.class)
	HikariCredentialsProvider platformFileCredentials(PlatformDbPoolProperties properties,
			JdbcConnectionDetails connection) {
		return new FileCredentials(properties.usernameFile(), properties.passwordFile(),
				Credentials.of(connection.getUsername(), connection.getPassword()));
	}

	@Bean
	@ConditionalOnMissingBean(DbPool.class)
	@ConditionalOnProperty(name = "platform.db-pool.budget.mode", havingValue = "leased")
	LeasedDbPool platformLeasedDbPool(PlatformDbPoolProperties properties, PoolingDetector detector,
			@Value("${spring.application.name:application}") String application) {
		return new LeasedDbPool(detector::pooling, properties.budget().toTerms(application));
	}

	@Bean
	@ConditionalOnMissingBean(DbPool.class)
	StaticDbPool platformStaticDbPool(PlatformDbPoolProperties properties, PoolingDetector detector) {
		return new StaticDbPool(detector::pooling, properties.budget().toBudget());
	}

	@Bean
	@ConditionalOnMissingBean
	Gate platformGate(DbPool pool) {
		return new Gate(GateSize.of(pool.share()));
	}

	/**
	 * Claims and deadlines are looked up when first needed, because their beans may use
	 * the database themselves.
	 */
	@Bean
	TimeLeft platformTimeLeft(ObjectProvider<RequestDeadline> deadline) {
		return new TimeLeft(once(deadline), Clock.systemUTC());
	}

	@Bean
	TransactionPrologue platformTransactionPrologue(ObjectProvider<TransactionClaims> claims, TimeLeft timeLeft) {
		return new TransactionPrologue(once(claims), timeLeft);
	}

	/**
	 * A supplier that remembers an absent bean too, which is looked for with every
	 * statement.
	 */
	private static <T> Supplier<@Nullable T> once(ObjectProvider<T> bean) {
		SingletonSupplier<Optional<T>> found = SingletonSupplier.of(() -> Optional.ofNullable(bean.getIfAvailable()));
		return () -> found.obtain().orElse(null);
	}

	@Bean
	@ConditionalOnBean(TransactionClaims.class)
	RoleCheck platformRoleCheck(ObjectProvider<DataSource> dataSource, PlatformDbPoolProperties properties) {
		return new RoleCheck(dataSource, properties.unboundRole());
	}

	@Bean
	Statements platformStatements(PlatformDbPoolProperties properties) {
		return new Statements(properties.repeats().threshold());
	}

	@Bean
	Refusals platformRefusals(DbPool pool, Environment environment) {
		return new Refusals(pool::explain, UrlSetting.ofApplication(environment));
	}

	@Bean
	@ConditionalOnBean(LeasedDbPool.class)
	LeaseInstaller platformLeaseInstaller(LeasedDbPool pool) {
		return new LeaseInstaller(pool);
	}

	@Bean
	BudgetedPools platformBudgetedPools(JdbcConnectionDetails connection, ObjectProvider<LeaseInstaller> lease,
			ListableBeanFactory beans) {
		return new BudgetedPools(connection, lease, beans);
	}

	@Bean
	HikariPoolCustomizer platformHikariPoolCustomizer(BudgetedPools pools, DbPool pool,
			PlatformDbPoolProperties properties, PoolingDetector detector, TransactionPrologue prologue,
			Statements statements, Refusals refusals, ObjectProvider<HikariCredentialsProvider> credentials,
			ObjectProvider<LeaseInstaller> lease, Environment environment) {
		return new HikariPoolCustomizer(pools, pool, properties, detector, prologue, statements, refusals, credentials,
				lease.getIfAvailable(), environment);
	}

	@Bean
	static GateInstaller platformGateInstaller(ObjectProvider<BudgetedPools> pools,
			ObjectProvider<HikariPoolCustomizer> customizer, ObjectProvider<Gate> gate,
			ObjectProvider<TimeLeft> timeLeft) {
		return new GateInstaller(pools, customizer, gate, timeLeft);
	}

	@Bean
	UnmetPoolCheck platformUnmetPoolCheck(GateInstaller met, BudgetedPools pools,
			ConfigurableListableBeanFactory beans) {
		return new UnmetPoolCheck(met, pools, beans);
	}

	/**
	 * Holds if user or password are in a file.
	 */
	static final class CredentialsInFiles extends AnyNestedCondition {

		CredentialsInFiles() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnText("platform.db-pool.username-file")
		static final class UsernameFile {

		}

		@ConditionalOnText("platform.db-pool.password-file")
		static final class PasswordFile {

		}

	}

}
