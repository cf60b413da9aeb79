package io.portfolioplatform.dbpool.autoconfigure;

import java.time.Duration;

import io.portfolioplatform.dbpool.PoolMode;
import io.portfolioplatform.dbpool.budget.Budget;
import io.portfolioplatform.dbpool.lease.LeaseTerms;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Settings of the database pool.
 *
 * @param mode What stands between the application and PostgreSQL; recognised if not set
 * @param sessionPoolSize Clients that a session pooler serves at the same time; checked
 * in mode session
 * @param usernameFile File with the user, read for every new connection
 * @param passwordFile File with the password, read for every new connection
 * @param unboundRole What to do at a start with claims whose role row-level security does
 * not bind
 * @param migration What migrations connect to
 * @param replica Where read-only transactions run
 * @param repeats When a transaction repeats a statement too often
 * @param budget The fleet's connections
 */
@ConfigurationProperties(prefix = PlatformDbPoolProperties.PREFIX, ignoreUnknownFields = false)
record PlatformDbPoolProperties(@Nullable PoolMode mode, @DefaultValue("15") int sessionPoolSize,
		@Nullable String usernameFile, @Nullable String passwordFile, @DefaultValue("refuse") UnboundRole unboundRole,
		@DefaultValue MigrationProperties migration, @DefaultValue ReplicaProperties replica,
		@DefaultValue RepeatsProperties repeats, @DefaultValue BudgetProperties budget) {

	static final String PREFIX = "platform.db-pool";

	PlatformDbPoolProperties {
		Assert.isTrue(sessionPoolSize > 0,
				() -> "'platform.db-pool.session-pool-size' is " + sessionPoolSize + ": write 1 or more");
	}

	/**
	 * What migrations connect to.
	 *
	 * @param url URL of a session or direct connection for migrations; the application's
	 * if not set
	 * @param username User that owns the schema; the one of the URL or of the application
	 * if not set
	 * @param password Password of that user
	 * @param mode What stands between migrations and PostgreSQL; recognised if not set
	 */
	record MigrationProperties(@Nullable String url, @Nullable String username, @Nullable String password,
			@Nullable PoolMode mode) {

		MigrationProperties {
			url = StringUtils.hasText(url) ? url : null;
			username = StringUtils.hasText(username) ? username : null;
			password = StringUtils.hasText(password) ? password : null;
			Assert.isTrue(url != null || (username == null && password == null),
					"'platform.db-pool.migration.username' and '.password' count with '.url' only: set that too, or "
							+ "'spring.flyway.user' and '.password'");
		}

		@Override
		public String toString() {
			return "MigrationProperties[username=" + this.username + ", mode=" + this.mode + "]";
		}

	}

	/**
	 * Where read-only transactions run.
	 *
	 * @param url URL of a replica; the primary answers if not set
	 * @param maximumPoolSize Most connections of this process to the replica
	 */
	record ReplicaProperties(@Nullable String url, @DefaultValue("5") int maximumPoolSize) {

		ReplicaProperties {
			Assert.isTrue(maximumPoolSize > 0,
					() -> "'platform.db-pool.replica.maximum-pool-size' is " + maximumPoolSize + ": write 1 or more");
		}

		@Override
		public String toString() {
			return "ReplicaProperties[maximumPoolSize=" + this.maximumPoolSize + "]";
		}

	}

	/**
	 * When a transaction repeats a statement too often.
	 *
	 * @param threshold How often a transaction may execute the same statement before it
	 * is told; 0 tells nothing
	 */
	record RepeatsProperties(@DefaultValue("20") int threshold) {

		RepeatsProperties {
			Assert.isTrue(threshold >= 0, () -> "'platform.db-pool.repeats.threshold' is " + threshold
					+ ": write 0 to switch it off, or how often a transaction may execute the same statement");
		}

	}

	/**
	 * The fleet's connections.
	 *
	 * @param mode Whether they are leased, or divided evenly among the slots
	 * @param fleet Name under which processes share the budget; the application's name if
	 * not set
	 * @param limit Most connections the server or pooler accepts
	 * @param reserved Connections kept free for migrations and people
	 * @param slots Most processes at the same time, with those of a rolling update and
	 * those that crashed less than a lease and its quarantine ago
	 * @param floor Fewest connections a process can work with
	 * @param ceiling Most connections of one process, even where more could be leased
	 * @param ttl How long a lease lasts that is not renewed
	 * @param quarantine How long connections count after a lease that was not given back:
	 * as long as the pooler or server needs to notice that a client is gone
	 */
	record BudgetProperties(@DefaultValue("static") BudgetMode mode, @Nullable String fleet,
			@DefaultValue("200") int limit, @DefaultValue("12") int reserved, @DefaultValue("20") int slots,
			@DefaultValue("2") int floor, @DefaultValue("40") int ceiling, @DefaultValue("15s") Duration ttl,
			@DefaultValue("75s") Duration quarantine) {

		Budget toBudget() {
			return new Budget(this.limit, this.reserved, this.slots, this.floor);
		}

		LeaseTerms toTerms(String application) {
			return new LeaseTerms((this.fleet != null) ? this.fleet : application, toBudget(), this.ceiling, this.ttl,
					this.quarantine);
		}

	}

	/**
	 * What to do where row-level security does not bind the application's role.
	 */
	enum UnboundRole {

		/**
		 * Stop the start.
		 */
		REFUSE,

		/**
		 * Say so in the log.
		 */
		WARN

	}

	/**
	 * How the connections are divided.
	 */
	enum BudgetMode {

		/**
		 * Each process leases what the others leave, from a registry in the database.
		 * Without a registry it is as if static.
		 */
		LEASED,

		/**
		 * Each process has the same.
		 */
		STATIC

	}

}
