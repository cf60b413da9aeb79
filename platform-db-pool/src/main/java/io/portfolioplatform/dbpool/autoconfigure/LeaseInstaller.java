package io.portfolioplatform.dbpool.autoconfigure;

import java.util.Objects;
import java.util.UUID;

import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.util.Credentials;
import io.portfolioplatform.dbpool.InvalidDbPoolException;
import io.portfolioplatform.dbpool.gate.Gate;
import io.portfolioplatform.dbpool.jdbc.GuardedDataSource;
import io.portfolioplatform.dbpool.jdbc.Sockets;
import io.portfolioplatform.dbpool.lease.ConnectionSource;
import io.portfolioplatform.dbpool.lease.LeaseKeeper;
import io.portfolioplatform.dbpool.lease.LeaseTerms;
import io.portfolioplatform.dbpool.lease.LeasedDbPool;
import io.portfolioplatform.dbpool.pool.GatedDataSource;
import io.portfolioplatform.dbpool.pool.LeasedPool;

/**
 * Leases the connections of one pool, the application's first.
 */
final class LeaseInstaller {

	private final LeasedDbPool description;

	private volatile boolean taken;

	LeaseInstaller(LeasedDbPool description) {
		this.description = description;
	}

	/**
	 * Return the bound of the pool that will be leased: nothing is opened before.
	 */
	Sockets sockets() {
		return new Sockets(0, this.description.terms().quarantine());
	}

	/**
	 * Return how many connections a pool may ever have, beside the lease's own.
	 * @param ownSize the size that its owner gave it, or 0
	 * @throws InvalidDbPoolException if it is a second one, whose connections no lease
	 * would count
	 */
	int most(String url, int ownSize) {
		if (this.taken) {
			throw new InvalidDbPoolException(
					"There is a second pool to " + authority(url) + ", and the lease of this process is for one",
					"Use one pool, or set 'platform.db-pool.budget.mode' to static and count each process as two of "
							+ "'platform.db-pool.budget.slots'.");
		}
		return (ownSize > 0) ? ownSize : this.description.terms().most() - 1;
	}

	private static String authority(String url) {
		String address = url.substring(url.indexOf("//") + 2);
		return address.split("[/?]", 2)[0];
	}

	/**
	 * Begin to lease the connections of a pool.
	 * @param most how many it may ever have
	 * @return what gives the lease back, after the pool was closed
	 */
	LeaseKeeper start(GatedDataSource pool, Gate gate, int most) {
		this.taken = true;
		GuardedDataSource source = (GuardedDataSource) Objects.requireNonNull(pool.getDataSource(), "dataSource");
		LeaseTerms terms = this.description.terms();
		boolean warm = pool.getMinimumIdle() < 0;
		Sockets own = new Sockets(1, terms.quarantine());
		LeasedPool holder = new LeasedPool(pool, gate, source.sockets(), own, warm, most);
		ConnectionSource registry = (timeout) -> source.open(credentials(pool), own, holder.makeRoom(timeout));
		LeaseTerms narrowed = terms.atMost(most + 1);
		LeaseKeeper started = LeaseKeeper.start(narrowed, name(), registry, holder);
		this.description.describe(started, narrowed);
		return started;
	}

	private static Credentials credentials(GatedDataSource pool) {
		HikariCredentialsProvider provider = pool.getCredentialsProvider();
		return (provider != null) ? provider.getCredentials() : pool.getCredentials();
	}

	/**
	 * Host and process for people, and what makes it unique.
	 */
	private static String name() {
		return System.getenv().getOrDefault("HOSTNAME", "process") + "/" + ProcessHandle.current().pid() + "/"
				+ UUID.randomUUID();
	}

}
