package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.portfolioplatform.perf.plan.Idle;
import io.portfolioplatform.perf.plan.Linear;
import io.portfolioplatform.perf.plan.Service;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link PlanCheck}.
 */
class PlanCheckTests {

	/** One backend with 8 users. */
	private static final Sample SMALL = sample(640 * 1024, 0, 0, 0.01, 0.008, 0.01);

	/** Two backends. */
	private static final Sample REST = sample(0, 0, 0, 0.02, 0.01, 0.01);

	/** A tenth of the hundred are no hits. */
	private static final PlanCheck.Size BASE = new PlanCheck.Size(1000,
			outcome(100, sample(16512 * 1024, 0.25, 0.38, 0.32, 0.07, 0.03)));

	@Test
	void theKeptReportIsThatOfTheFigures() throws IOException {
		PlanCheck check = new JsonMapper().readValue(Path.of("results/plan-check.json"), PlanCheck.class);
		String kept = Files.readString(Path.of("results/plan-check.md"));
		String machine = kept.substring(kept.indexOf("Measured on ") + "Measured on ".length(),
				kept.indexOf(": " + check.versions()));
		assertThat(kept).isEqualTo(check.markdown(machine));
	}

	@Test
	void countsWhatARequestCostsBeyondRest() {
		Service service = check().service();
		assertThat(service.cpuMillis()).isCloseTo(3, within(1e-9));
		assertThat(service.hitRate()).isCloseTo(0.9, within(1e-9));
		assertThat(service.databaseCpuMillis()).as("60 ms of 10 misses").isCloseTo(6, within(1e-9));
		assertThat(service.redisCpuMillis()).isCloseTo(0.2, within(1e-9));
		assertThat(service.redisKilobytes()).as("16,512 KB with 1,000 users, 640 KB with 8")
			.isEqualTo(new Linear(512, 16));
		assertThat(service.transactionMillis()).as("25 ms in use on a machine that is busy to 40 %")
			.isCloseTo(15, within(1e-9));
		Idle idle = service.idle();
		assertThat(idle.cores()).isCloseTo(0.01, within(1e-9));
		assertThat(idle.database().each()).isCloseTo(0.002, within(1e-9));
		assertThat(idle.database().base()).isCloseTo(0.006, within(1e-9));
		assertThat(idle.redis()).as("as much for two backends as for one").isEqualTo(new Linear(0.01, 0));
	}

	@Test
	void saysWhatIsWithinAFifthAndWhatIsNot() {
		// Twice as much beyond rest; connections wait longer, because the machine is
		// busier, also with a load generator that takes less than twice as much.
		assertThat(check(new PlanCheck.Size(2000, outcome(200, sample(32768 * 1024, 1, 0.6, 0.62, 0.13, 0.04))))
			.markdown("2 cores"))
			.contains("| 2,000 | cores of the backends | 0.620 | 0.620 | 1.00 | within 20 % |\n",
					"| 2,000 | connections in use | 0.999 | 1.000 | 1.00 | within 20 % |\n",
					"| 2,000 | cores of the database | 0.130 | 0.130 | 1.00 | within 20 % |\n",
					"| 2,000 | cores of Redis | 0.050 | 0.040 | 1.25 | not reached |\n",
					"| 2,000 | megabytes in Redis | 31.750 | 32.000 | 0.99 | within 20 % |\n",
					"| 2,000 | cores of the system | 0.800 | 0.790 | 1.01 | within 20 % |\n",
					"\nbase-redis-kilobytes=512\nredis-kilobytes=16.0\nidle-cores=0.010\n"
							+ "base-idle-database-cores=0.0060\nidle-database-cores=0.0020\n"
							+ "base-idle-redis-cores=0.0100\nidle-redis-cores=0.0000\n")
			.doesNotContain("| 1,000 |");
	}

	@Test
	void comesAndGoesWithUsersWhoThinkForTenSeconds() {
		assertThat(LoadPlan.sizes().steps().stream().skip(2)).extracting(LoadPlan.Step::users, LoadPlan.Step::rate)
			.containsExactly(tuple(500, 50), tuple(1000, 100), tuple(1500, 150), tuple(2000, 200));
		assertThat(LoadPlan.sizes().users()).isEqualTo(2000);
	}

	private static PlanCheck check(PlanCheck.Size... others) {
		return new PlanCheck(2, new PlanCheck.Rest(8, 1, SMALL), new PlanCheck.Rest(32, 2, REST),
				Stream.concat(Stream.of(BASE), Stream.of(others)).toList(), "Redis 8.0");
	}

	private static Outcome outcome(int rate, Sample system) {
		return new Outcome(rate, rate, 0, 1, 2, 3, system);
	}

	/** With the load generator, unless the system is at rest. */
	private static Sample sample(long redisBytes, double busy, double load, double backends, double database,
			double redis) {
		return new Sample(0, 0, busy, 90, 90, 100, List.of(50.0, 50.0), 0, 0, redisBytes, Map.of("the load", load,
				"backend-1", backends / 2, "backend-2", backends / 2, "postgres", database, "redis", redis), 0, 0, 0);
	}

}
