package io.portfolioplatform.dbpool.autoconfigure;

import io.portfolioplatform.dbpool.url.DatabaseUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * What Spring Boot asks of a database, answered by {@code DATABASE_URL}.
 *
 * @param url the URL
 */
record DatabaseUrlConnectionDetails(DatabaseUrl url) implements JdbcConnectionDetails {

	@Override
	public @Nullable String getUsername() {
		return this.url.username();
	}

	@Override
	public @Nullable String getPassword() {
		return this.url.password();
	}

	@Override
	public String getJdbcUrl() {
		return this.url.jdbcUrl();
	}

}
