package io.portfolioplatform.dbpool.actuate;

import io.portfolioplatform.dbpool.DbPool;
import io.portfolioplatform.dbpool.PoolMode;
import io.portfolioplatform.dbpool.gate.Gate;
import io.portfolioplatform.dbpool.gate.GateState;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Shows this process's share of the connection budget and how it came about.
 */
@Endpoint(id = "dbpool")
public final class DbPoolEndpoint {

	private final DbPool pool;

	private final Gate gate;

	/**
	 * Create the endpoint.
	 * @param pool what is shown
	 * @param gate whose queue is shown
	 */
	public DbPoolEndpoint(DbPool pool, Gate gate) {
		this.pool = pool;
		this.gate = gate;
	}

	@ReadOperation
	DbPoolDescriptor pool() {
		GateState state = this.gate.state();
		return new DbPoolDescriptor(this.pool.mode(), this.pool.limit(), this.pool.share(), this.pool.explain(),
				state.used(), state.waiting(), state.shed(), state.explain());
	}

	/**
	 * What the endpoint answers.
	 *
	 * @param mode what stands between this process and PostgreSQL
	 * @param limit most connections of the fleet
	 * @param share most connections of this process
	 * @param why the arithmetic
	 * @param used connections in use
	 * @param waiting threads that wait for one
	 * @param shed threads refused since the start
	 * @param capacity what the connections can carry, and how many it takes for what
	 * there is
	 */
	record DbPoolDescriptor(PoolMode mode, int limit, int share, String why, int used, int waiting, long shed,
			String capacity) {

	}

}
