package io.portfolioplatform.cache.autoconfigure;

import java.time.Duration;

import javax.sql.DataSource;

import io.portfolioplatform.cache.coherence.InvalidationLog;
import io.portfolioplatform.cache.coherence.PendingInvalidations;
import io.portfolioplatform.cache.journal.JdbcJournal;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Writes evictions into the database too, where that is asked for.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "platform.cache.journal", havingValue = "jdbc")
@ConditionalOnBean(InvalidationLog.class)
class JournalConfiguration {

	private static final Duration INTERVAL = Duration.ofMillis(500);

	@Bean
	JdbcJournal platformCacheJournal(ObjectProvider<DataSource> dataSource, InvalidationLog log,
			PlatformCacheProperties properties, Environment environment) {
		DataSource unique = dataSource.getIfUnique();
		if (unique == null) {
			throw new IllegalStateException(
					"platform.cache.journal is jdbc: it needs one DataSource, or a primary one");
		}
		return new JdbcJournal(unique, CoherenceConfiguration.namespace(properties, environment), log);
	}

	@Bean
	CoherenceLoop platformCacheJournalLoop(JdbcJournal journal, PendingInvalidations pending) {
		return new CoherenceLoop("platform-cache-journal", journal.relay()::check, () -> journal.relay().round(pending),
				INTERVAL);
	}

}
