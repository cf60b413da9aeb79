package io.portfolioplatform.dbpool.actuate;

import io.portfolioplatform.dbpool.PoolMode;
import io.portfolioplatform.dbpool.budget.Budget;
import io.portfolioplatform.dbpool.budget.StaticDbPool;
import io.portfolioplatform.dbpool.gate.Gate;
import io.portfolioplatform.dbpool.gate.GateSize;
import io.portfolioplatform.dbpool.gate.GateState;
import io.portfolioplatform.dbpool.gate.ShedException;
import io.portfolioplatform.dbpool.pooler.Pooling;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DbPoolEndpoint}.
 */
class DbPoolEndpointTests {

	@Test
	void showsTheArithmeticAndTheQueue() throws ShedException {
		Gate gate = new Gate(GateSize.of(9));
		DbPoolEndpoint endpoint = new DbPoolEndpoint(new StaticDbPool(
				() -> new Pooling(PoolMode.TRANSACTION, false, "the port is 6543"), new Budget(200, 12, 20, 2)), gate);
		assertThat(endpoint.pool().capacity()).isEqualTo("No connection was used yet.");
		gate.acquire(0);
		assertThat(endpoint.pool().used()).isEqualTo(1);
		assertThat(endpoint.pool().why()).contains("(limit 200 - 12 reserved) / 20 slots");
	}

	@Test
	void saysWhatTheConnectionsCarry() {
		assertThat(new GateState(15, 0, 0, 1, 0, 8_000_000, 0).explain()).isEqualTo(
				"A connection is held for 8.0 ms on average, so 15 connections carry at most 1875 uses per second.");
	}

	@Test
	void recommendsASizeByLittlesLaw() {
		assertThat(new GateState(15, 0, 0, 1, 0, 8_000_000, 300).explain()).endsWith(
				" Lately 300.0 uses per second kept 2.4 of them busy: take 3, to have them busy 80 % of the time.");
		assertThat(new GateState(15, 15, 40, 1, 0, 8_000_000, 1875).explain()).contains("take 19,");
		assertThat(new GateState(15, 0, 0, 1, 0, 8_000_000, 0.1).explain()).contains("take 1,");
	}

}
