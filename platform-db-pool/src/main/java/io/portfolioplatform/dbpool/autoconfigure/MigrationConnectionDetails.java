package io.portfolioplatform.dbpool.autoconfigure;

import com.zaxxer.hikari.util.Credentials;
import io.portfolioplatform.dbpool.autoconfigure.PlatformDbPoolProperties.MigrationProperties;
import io.portfolioplatform.dbpool.url.DatabaseUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;

/**
 * The connection of its own that Flyway gets. User and password each come from the
 * properties, else from the URL, else from the application.
 *
 * @param url the URL of the migrations
 * @param properties what else is said of them
 * @param application the application's credentials
 */
record MigrationConnectionDetails(DatabaseUrl url, MigrationProperties properties,
		Credentials application) implements FlywayConnectionDetails {

	@Override
	public @Nullable String getUsername() {
		if (this.properties.username() != null) {
			return this.properties.username();
		}
		return (this.url.username() != null) ? this.url.username() : this.application.getUsername();
	}

	@Override
	public @Nullable String getPassword() {
		if (this.properties.password() != null) {
			return this.properties.password();
		}
		return (this.url.password() != null) ? this.url.password() : this.application.getPassword();
	}

	@Override
	public String getJdbcUrl() {
		return this.url.jdbcUrl();
	}

	@Override
	public String toString() {
		return "MigrationConnectionDetails[" + this.url + "]";
	}

}
