package io.portfolioplatform.dbpool.budget;

import java.util.function.Supplier;

import io.portfolioplatform.dbpool.DbPool;
import io.portfolioplatform.dbpool.PoolMode;
import io.portfolioplatform.dbpool.pooler.Pooling;

/**
 * A share that every process computes alike from the same settings.
 *
 * @param pooling what stands between this process and PostgreSQL
 * @param budget the fleet's budget
 */
public record StaticDbPool(Supplier<Pooling> pooling, Budget budget) implements DbPool {

	@Override
	public PoolMode mode() {
		return this.pooling.get().mode();
	}

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
		return "This process opens at most %d connections: (limit %d - %d reserved) / %d slots. %s".formatted(share(),
				limit(), this.budget.reserved(), this.budget.slots(), this.pooling.get().explain());
	}

}
