package io.portfolioplatform.dbpool.lease;

import java.util.Locale;
import java.util.function.Supplier;

import io.portfolioplatform.dbpool.DbPool;
import io.portfolioplatform.dbpool.PoolMode;
import io.portfolioplatform.dbpool.budget.StaticDbPool;
import io.portfolioplatform.dbpool.pooler.Pooling;
import org.jspecify.annotations.Nullable;

/**
 * A share that changes with the fleet.
 */
public final class LeasedDbPool implements DbPool {

	private static final LeaseState STARTING = LeaseState
		.none("The pool has not asked the registry of connection leases yet");

	private final Supplier<Pooling> pooling;

	private final LeaseTerms terms;

	private volatile @Nullable LeaseKeeper keeper;

	private volatile LeaseTerms own;

	/**
	 * Create the description of a pool that asks for a lease later.
	 * @param pooling what stands between this process and PostgreSQL
	 * @param terms what the fleet agrees on
	 */
	public LeasedDbPool(Supplier<Pooling> pooling, LeaseTerms terms) {
		this.pooling = pooling;
		this.terms = terms;
		this.own = terms;
	}

	/**
	 * Describe the lease of a keeper from now on.
	 * @param keeper who renews the lease
	 * @param own the terms of this process, which may ask for less than others do
	 */
	public void describe(LeaseKeeper keeper, LeaseTerms own) {
		this.own = own;
		this.keeper = keeper;
	}

	/**
	 * Return the terms of the lease.
	 * @return what the fleet agrees on
	 */
	public LeaseTerms terms() {
		return this.terms;
	}

	/**
	 * Return what is known of the lease.
	 * @return the state
	 */
	public LeaseState state() {
		LeaseKeeper current = this.keeper;
		return (current != null) ? current.state() : STARTING;
	}

	@Override
	public PoolMode mode() {
		return this.pooling.get().mode();
	}

	@Override
	public int limit() {
		return this.terms.budget().limit();
	}

	@Override
	public int share() {
		LeaseState state = state();
		if (state.fallback() > 0) {
			return state.fallback();
		}
		return (state.grant() != null) ? state.grant().size() : 0;
	}

	@Override
	public String explain() {
		LeaseState state = state();
		if (state.fallback() > 0 && state.fallback() == this.terms.budget().share()) {
			return new StaticDbPool(this.pooling, this.terms.budget()).explain() + " " + state.problem() + ".";
		}
		return ((state.grant() != null) ? explain(state.grant(), state.ageSeconds()) : explain(state)) + " "
				+ this.pooling.get().explain();
	}

	private static String explain(LeaseState state) {
		String most = (state.fallback() > 0)
				? "at most %d connections ('platform.db-pool.budget.floor')".formatted(state.fallback())
				: "no connection";
		return "This process opens " + most + ". " + state.problem() + ".";
	}

	private String explain(Grant grant, double age) {
		int share = (grant.capacity() - grant.kept() - grant.goneBound()) / grant.pods();
		return String.format(Locale.ROOT,
				"This process opens at most %d connections, one of them to renew its lease, %.1f s ago: "
						+ "(%d connections - %d kept for processes to come - %d of %d gone) / %d processes = %d%s.",
				grant.size(), age, grant.capacity(), grant.kept(), grant.goneBound(), grant.gone(), grant.pods(), share,
				remark(grant.size(), share));
	}

	private String remark(int size, int share) {
		if (size > share) {
			return ", and one of the rest";
		}
		int ceiling = this.own.ceiling();
		if (size < share && size == ceiling) {
			return ", at most " + ceiling
					+ ((ceiling < this.terms.most()) ? " (the pool's size and one to renew the lease)" : " (ceiling)");
		}
		return (size < share) ? ", as soon as others have closed theirs" : "";
	}

}
