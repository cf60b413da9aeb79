package io.portfolioplatform.dbpool.autoconfigure;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariCredentialsProvider;
import io.portfolioplatform.dbpool.jdbc.TimeLeft;
import io.portfolioplatform.dbpool.jdbc.TransactionPrologue;
import io.portfolioplatform.dbpool.refusal.Refusals;
import io.portfolioplatform.dbpool.statement.Statements;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of a replica for read-only transactions.
 */
@AutoConfiguration(after = PlatformDbPoolAutoConfiguration.class)
@ConditionalOnText(PlatformDbPoolReplicaAutoConfiguration.URL)
public final class PlatformDbPoolReplicaAutoConfiguration {

	static final String URL = PlatformDbPoolProperties.PREFIX + ".replica.url";

	@Bean
	ReplicaPool platformReplicaPool(PlatformDbPoolProperties properties, JdbcConnectionDetails primary,
			ObjectProvider<HikariCredentialsProvider> credentials, TransactionPrologue prologue, TimeLeft timeLeft,
			Statements statements, Refusals refusals) {
		return ReplicaPool.of(properties.replica(),
				() -> FileCredentials.current(credentials.getIfAvailable(), primary), prologue, timeLeft, statements,
				refusals);
	}

	/**
	 * The pool of the replica is looked up when the {@link DataSource} is there.
	 */
	@Bean
	static ReplicaInstaller platformReplicaInstaller(ObjectProvider<ReplicaPool> replica, ListableBeanFactory beans) {
		return new ReplicaInstaller(replica, beans);
	}

}
