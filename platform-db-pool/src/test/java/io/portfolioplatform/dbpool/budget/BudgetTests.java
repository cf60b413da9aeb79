package io.portfolioplatform.dbpool.budget;

import io.portfolioplatform.dbpool.InvalidDbPoolException;
import io.portfolioplatform.dbpool.PoolMode;
import io.portfolioplatform.dbpool.pooler.Pooling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BudgetTests {

	@ParameterizedTest
	@CsvSource({ "200,12,20,9", "200,12,80,2", "200,12,94,2", "60,0,1,60" })
	void dividesWhatIsNotReserved(int limit, int reserved, int slots, int share) {
		assertThat(new Budget(limit, reserved, slots, 2).share()).isEqualTo(share);
		assertThat(share * slots).isLessThanOrEqualTo(limit - reserved);
	}

	@Test
	void explainsTheArithmetic() {
		assertThat(new StaticDbPool(() -> new Pooling(PoolMode.TRANSACTION, false, "the port is 6543"),
				new Budget(200, 12, 20, 2))
			.explain())
			.isEqualTo("This process opens at most 9 connections: (limit 200 - 12 reserved) / 20 slots. "
					+ "Mode: TRANSACTION, because the port is 6543.");
	}

	@Test
	void refusesABudgetThatStarvesASlot() {
		assertThatExceptionOfType(InvalidDbPoolException.class).isThrownBy(() -> new Budget(200, 12, 95, 2))
			.withMessageContaining("leaves 188 connections, which is less than 2")
			.withMessageContaining("each of 95 processes")
			.satisfies((ex) -> assertThat(ex.getCure()).contains("at most 94 slots", "raise the limit to 202"));
	}

	@ParameterizedTest
	@CsvSource({ "0,0,1,1,limit", "-5,0,1,1,limit", "200,-1,1,1,reserved", "200,0,0,1,slots", "200,0,1,0,floor",
			"2000000000,0,1,1,limit", "10,20,1,1,reserved" })
	void refusesNumbersThatCannotBe(int limit, int reserved, int slots, int floor, String name) {
		assertThatExceptionOfType(InvalidDbPoolException.class)
			.isThrownBy(() -> new Budget(limit, reserved, slots, floor))
			.withMessageContaining("platform.db-pool.budget." + name);
	}

}
