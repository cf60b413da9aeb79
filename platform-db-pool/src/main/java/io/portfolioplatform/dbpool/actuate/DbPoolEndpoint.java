package io.portfolioplatform.dbpool.actuate;

import io.portfolioplatform.dbpool.DbPool;
import io.portfolioplatform.dbpool.PoolMode;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Shows this process's share of the connection budget and how it came about.
 */
@Endpoint(id = "dbpool")
public final class DbPoolEndpoint {

	private final DbPool pool;

	/**
	 * Create the endpoint.
	 * @param pool what is shown
	 */
	public DbPoolEndpoint(DbPool pool) {
		this.pool = pool;
	}

	@ReadOperation
	DbPoolDescriptor pool() {
		return new DbPoolDescriptor(this.pool.mode(), this.pool.limit(), this.pool.share(), this.pool.explain());
	}

	/**
	 * What the endpoint answers.
	 *
	 * @param mode what stands between this process and PostgreSQL
	 * @param limit most connections of the fleet
	 * @param share most connections of this process
	 * @param why the arithmetic
	 */
	record DbPoolDescriptor(PoolMode mode, int limit, int share, String why) {

	}

}
