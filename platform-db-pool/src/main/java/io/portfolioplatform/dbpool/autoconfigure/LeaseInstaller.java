package io.portfolioplatform.dbpool.autoconfigure;

import java.util.Objects;
import java.util.UUID;

import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import io.portfolioplatform.dbpool.gate.Gate;
import io.portfolioplatform.dbpool.budget.InvalidBudgetException;
import io.portfolioplatform.dbpool.jdbc.GuardedDataSource;
import io.portfolioplatform.dbpool.jdbc.Sockets;
import io.portfolioplatform.dbpool.lease.ConnectionSource;
import io.portfolioplatform.dbpool.lease.LeaseKeeper;
import io.portfolioplatform.dbpool.lease.LeaseTerms;
import io.portfolioplatform.dbpool.lease.LeasedDbPool;
import io.portfolioplatform.dbpool.pool.GatedDataSource;
import io.portfolioplatform.dbpool.pool.LeasedPool;
import io.portfolioplatform.dbpool.url.Servers;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * Leases the connections of one pool, the application's first.
 */
final class LeaseInstaller {

	private final LeasedDbPool description;

	private final Environment environment;

	private @Nullable GuardedDataSource leased;

	private @Nullable LeaseKeeper keeper;

	LeaseInstaller(LeasedDbPool description, Environment environment) {
		this.description = description;
		this.environment = environment;
	}

	/**
	 * Return whether no pool is leased yet.
	 */
	boolean isFree() {
		return this.leased == null;
	}

	/**
	 * Return the bound of the pool that will be leased: nothing is opened before.
	 */
	Sockets sockets() {
		return new Sockets(0, this.description.terms().quarantine());
	}

	/**
	 * Refuse another pool to the same server, whose connections no lease would count.
	 */
	void refuseBeside(String url) {
		if (this.leased != null && Servers.meet(url, String.valueOf(this.leased.getUrl()))) {
			throw new InvalidBudgetException(
					"There is a second pool to " + authority(url) + ", and the lease of this process is for one",
					"Use one pool, or set 'platform.db-pool.budget.mode' to static and count each process as two of "
							+ "'platform.db-pool.budget.slots'.");
		}
	}

	private static String authority(String url) {
		String address = url.substring(url.indexOf("//") + 2);
		return address.split("[/?]", 2)[0];
	}

	void claim(GuardedDataSource dataSource) {
		this.leased = dataSource;
	}

	boolean isLeased(HikariDataSource dataSource) {
		return this.leased != null && dataSource.getDataSource() == this.leased;
	}

	/**
	 * Return how many connections a pool may ever have, beside the lease's own.
	 */
	int most(HikariDataSource pool) {
		int most = this.description.terms().most() - 1;
		return this.environment.containsProperty(HikariPoolCustomizer.HIKARI + "maximum-pool-size")
				? Math.min(pool.getMaximumPoolSize(), most) : most;
	}

	void start(GatedDataSource pool, Gate gate) {
		GuardedDataSource source = Objects.requireNonNull(this.leased, "leased");
		LeaseTerms terms = this.description.terms();
		int most = most(pool);
		boolean warm = !this.environment.containsProperty(HikariPoolCustomizer.HIKARI + "minimum-idle");
		LeasedPool holder = new LeasedPool(pool, gate, source.sockets(), warm, most,
				Math.min(most, terms.budget().share() - 1));
		Sockets own = new Sockets(1, terms.quarantine());
		ConnectionSource registry = (timeout) -> source.open(credentials(pool), own, timeout);
		LeaseKeeper started = LeaseKeeper.start(terms.atMost(most + 1), name(), registry, holder);
		this.description.describe(started);
		this.keeper = started;
	}

	private static Credentials credentials(GatedDataSource pool) {
		HikariCredentialsProvider provider = pool.getCredentialsProvider();
		return (provider != null) ? provider.getCredentials() : pool.getCredentials();
	}

	/**
	 * Give the lease back, after the pool was closed.
	 */
	void stop(HikariDataSource dataSource) {
		if (this.keeper != null && isLeased(dataSource)) {
			this.keeper.close();
		}
	}

	/**
	 * Host and process for people, and what makes it unique.
	 */
	private static String name() {
		return System.getenv().getOrDefault("HOSTNAME", "process") + "/" + ProcessHandle.current().pid() + "/"
				+ UUID.randomUUID();
	}

}
