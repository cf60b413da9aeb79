package io.portfolioplatform.dbpool.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Names {@code DATABASE_URL} where nothing says which database to use. Ahead of Spring
 * Boot's own analysis, which speaks of properties and embedded databases only.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class NoDatabaseFailureAnalyzer implements FailureAnalyzer {

	// Not visible from here.
	private static final String NO_URL = "org.springframework.boot.jdbc.autoconfigure.DataSourceProperties$DataSourceBeanCreationException";

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
		if (!cause.getClass().getName().equals(NO_URL)) {
			return null;
		}
		return new FailureAnalysis(
				"No database is configured: " + DatabaseUrlAutoConfiguration.VARIABLE + " is not set.",
				"Set " + DatabaseUrlAutoConfiguration.VARIABLE
						+ " to postgresql://user:password@host:5432/database, or set spring.datasource.url.",
				failure);
	}

}
