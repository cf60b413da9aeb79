package io.portfolioplatform.dbpool.autoconfigure;

import io.portfolioplatform.dbpool.url.DatabaseUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * What Spring Boot asks of a database, answered by {@code DATABASE_URL}. Credentials from
 * {@code spring.datasource} win over those in the URL.
 *
 * @param url the URL
 * @param username the user, if it is said beside the URL
 * @param password the password, if it is said beside the URL
 */
record DatabaseUrlConnectionDetails(DatabaseUrl url, @Nullable String username,
		@Nullable String password) implements JdbcConnectionDetails {

	@Override
	public @Nullable String getUsername() {
		return (this.username != null) ? this.username : this.url.username();
	}

	@Override
	public @Nullable String getPassword() {
		return (this.password != null) ? this.password : this.url.password();
	}

	@Override
	public String getJdbcUrl() {
		return this.url.jdbcUrl();
	}

	@Override
	public String toString() {
		return "DatabaseUrlConnectionDetails[" + this.url + ", username=" + this.username + "]";
	}

}
