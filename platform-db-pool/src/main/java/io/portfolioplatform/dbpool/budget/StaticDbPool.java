package io.portfolioplatform.dbpool.budget;

import io.portfolioplatform.dbpool.DbPool;
import io.portfolioplatform.dbpool.PoolMode;

/**
 * A share that every process computes alike from the same settings.
 *
 * @param mode what stands between this process and PostgreSQL
 * @param budget the fleet's budget
 */
public record StaticDbPool(PoolMode mode, Budget budget) implements DbPool {

	@Override
	public int limit() {
		return this.budget.limit();
	}

	@Override
	public int share() {
		return this.budget.share();
	}

	@Override
	public String explain() {
		return "This process opens at most %d connections: (limit %d - %d reserved) / %d slots. Mode: %s."
			.formatted(share(), limit(), this.budget.reserved(), this.budget.slots(), this.mode);
	}

}
