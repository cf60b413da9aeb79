package io.portfolioplatform.perf.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Plan}.
 */
class PlanTests {

	private static final Linear MEMORY = new Linear(0, 60);

	private static final Idle NOTHING = new Idle(0, new Linear(0, 0), new Linear(0, 0));

	private final Service service = new Service(9.9, 100, 0.5, 0.000001, 10, 1, MEMORY, NOTHING);

	/** A thousand users of it ask a hundred times a second. */
	private final Service slow = new Service(9.938, 2, 0.5, 120, 32, 1, MEMORY, NOTHING);

	private final Limits limits = new Limits(1, 0.5, 2, 50, 200, 12, 2, 4, 100, 10_000);

	private final Prices prices = new Prices(70, 10, 30, 50);

	@Test
	void countsPodsByCpu() {
		// 100 users with 9.9 s of thought and 0.1 s of answer ask 10 times a second: 1
		// core, half used.
		Plan plan = Plan.of(100, this.service, this.limits, this.prices);
		assertThat(plan.rate()).isCloseTo(10, within(0.01));
		assertThat(plan.pods()).isEqualTo(2);
		assertThat(Plan.of(1000, this.service, this.limits, this.prices).pods()).isEqualTo(20);
		assertThat(plan.cost()).isEqualTo(170);
	}

	@Test
	void countsConnectionsByLittlesLaw() {
		// 100 requests a second of which half hold a connection for 120 ms, and for 200
		// ms
		// while the database is busy to 40 %: 10 busy, 20 planned for.
		Plan plan = Plan.of(1000, this.slow, this.limits, this.prices);
		assertThat(plan.databaseUse()).isCloseTo(0.4, within(0.01));
		assertThat(plan.busyConnections()).isCloseTo(10, within(0.1));
		assertThat(plan.pods()).isEqualTo(2);
		assertThat(plan.share()).isEqualTo(10);
	}

	@Test
	void countsWhatPodsNeedWithoutRequests() {
		// A pod may use half a core, and keeps a tenth of one busy anyway.
		Service restless = new Service(9.9, 100, 0.5, 0.000001, 10, 1, MEMORY,
				new Idle(0.1, new Linear(0.3, 0.02), new Linear(0.05, 0.01)));
		Plan plan = Plan.of(1000, restless, this.limits, this.prices);
		assertThat(plan.pods()).as("10 cores of requests, 0.4 of each pod").isEqualTo(25);
		assertThat(plan.databaseUse()).as("half a core for requests, half for 25 pods and 0.3 anyway, of 4")
			.isCloseTo(1.3 / 4, within(0.01));
		assertThat(plan.redisUse()).as("a tenth for requests, a quarter for 25 pods and 0.05 anyway")
			.isCloseTo(0.4, within(0.01));
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> Plan.of(1000,
							new Service(9.9, 100, 0.5, 1, 10, 1, MEMORY,
									new Idle(0.5, new Linear(0, 0), new Linear(0, 0))),
							this.limits, this.prices))
			.withMessage("A pod keeps 0.5 cores busy without requests, and may use no more than 0.5: give it more");
	}

	@Test
	void plansConnectionsOfABusyDatabaseAsIfItWereWidened() {
		// 1,000 requests a second would need four times the database's cores.
		Plan plan = Plan.of(10_000, this.slow, this.limits, this.prices);
		assertThat(plan.bottleneck()).startsWith("database CPU");
		assertThat(plan.busyConnections()).as("60 at rest, half used").isCloseTo(120, within(1.0));
	}

	@Test
	void sizesPgBouncerAndRedis() {
		Plan plan = Plan.of(1000, this.slow, this.limits, this.prices);
		assertThat(plan.poolerClients()).as("2 pods of 10, and 12 in reserve").isEqualTo(32);
		assertThat(plan.poolerPool()).as("10 busy, half used").isEqualTo(20);
		assertThat(plan.redisUse()).as("100 requests a second of 1 ms").isCloseTo(0.1, within(0.01));
		assertThat(plan.redisMegabytes()).as("60,000 KB, half used").isEqualTo(118);
		Service shares = new Service(9.938, 2, 0.5, 120, 32, 1, new Linear(40 * 1024, 60), NOTHING);
		assertThat(Plan.of(1000, shares, this.limits, this.prices).redisMegabytes())
			.as("40 MB that all users share, with half used")
			.isEqualTo(118 + 80);
	}

	@Test
	void drawsTheLineThroughTwoMeasurements() {
		assertThat(Linear.through(1, 5, 3, 9)).isEqualTo(new Linear(3, 2));
		assertThat(Linear.through(1, 5, 3, 4)).as("less by chance").isEqualTo(new Linear(4, 0));
		assertThat(Linear.through(1, 1, 3, 9)).as("more than in proportion").isEqualTo(new Linear(0, 3));
	}

	@Test
	void namesTheFirstBottleneck() {
		assertThat(Plan.of(10_000, this.service, this.limits, this.prices).bottleneck())
			.as("four times the pods, two and a half times the database")
			.startsWith("pods");
		Service light = new Service(9.9, 10, 0.5, 0.000001, 10, 1, MEMORY, NOTHING);
		assertThat(Plan.of(10_000, light, this.limits, this.prices).bottleneck()).startsWith("database CPU");
		Service cached = new Service(9.9, 100, 1, 1, 1, 0.1, MEMORY, NOTHING);
		assertThat(Plan.of(10_000, cached, this.limits, this.prices).bottleneck()).startsWith("pods");
		Service chatty = new Service(9.9, 1, 1, 1, 1, 50, MEMORY, NOTHING);
		assertThat(Plan.of(1000, chatty, this.limits, this.prices).bottleneck()).startsWith("Redis CPU");
		Limits many = new Limits(1, 0.5, 2, 500, 200, 12, 2, 4, 100, 10_000);
		assertThat(Plan.of(10_000, cached, many, this.prices).bottleneck())
			.startsWith("connections at 213 %: 200 pods x 2 of 188");
		assertThat(Plan
			.of(10_000, new Service(9.9, 1, 0.5, 120, 1, 0.1, new Linear(0, 6), NOTHING), this.limits, this.prices)
			.bottleneck())
			.as("half of 1,004 requests a second hold one for 120 ms, and half as long again on CPUs in use to a third")
			.startsWith("server connections at 182 %");
		Service mindful = new Service(9.9, 1, 1, 1, 1, 0.1, new Linear(0, 10_000), NOTHING);
		assertThat(Plan.of(1000, mindful, this.limits, this.prices).bottleneck()).startsWith("Redis memory at 195 %");
	}

	@Test
	void pricesWhatIsNeeded() {
		// 1,000 requests a second need 200 pods; 5 cores of databases of 4, half used; a
		// Redis thread, half used.
		Plan plan = Plan.of(10_000, this.service, this.limits, this.prices);
		assertThat(plan.databases()).isEqualTo(3);
		assertThat(plan.redisServers()).isEqualTo(2);
		assertThat(plan.cost()).isEqualTo(70 + 200 * 10 + 3 * 30 + 2 * 50);
		Limits forgetful = new Limits(1, 0.5, 2, 50, 200, 12, 2, 4, 100, 256);
		assertThat(Plan.of(10_000, this.service, forgetful, this.prices).redisServers()).as("of 600,000 KB, half used")
			.isEqualTo(5);
	}

	@Test
	void saysHowNearTheNextBottleneckIs() {
		// 10 requests a second need a core and so 2 pods of 50; 4 of 188 connections, 2.5
		// % of what may be used of the database and 2 % of Redis'.
		assertThat(Plan.of(100, this.service, this.limits, this.prices).bottleneck())
			.isEqualTo("pods at 4 %: raise the autoscaler's maximum of 50");
		Limits eager = new Limits(1, 0.5, 10, 50, 200, 12, 2, 4, 100, 10_000);
		assertThat(Plan.of(10, this.service, eager, this.prices).bottleneck())
			.as("pods that are there before anybody asks do not count, their connections do")
			.startsWith("connections at 11 %: 10 pods x 2 of 188");
	}

	@Test
	void plansWithWhatIsShipped() throws IOException {
		assertThat(Path.of("../deploy/docker/pgbouncer/pgbouncer.ini")).content().contains("default_pool_size = 25\n");
		assertThat(Path.of("../deploy/k8s/base/pgbouncer.yaml")).content().contains("replicas: 2\n");
		assertThat(Path.of("../deploy/compose/redis.conf")).content().contains("maxmemory 256mb\n");
		assertThat(Path.of("plan.properties")).content()
			.contains("\nserver-connections=50\n", "\nredis-megabytes=256\n");
	}

	@Test
	void theRunbookShowsTheSameTable() throws IOException {
		assertThat(Files.readString(Path.of("../deploy/RUNBOOK.md")))
			.contains(PlanCommand.table(Path.of("plan.properties"), List.of()));
	}

	@Test
	void startsFromWhatWasMeasured() throws IOException {
		List<String> measured = Files.readAllLines(Path.of("results/plan-check.md"))
			.stream()
			.filter((line) -> line.matches("[a-z-]+=[0-9.]+"))
			.toList();
		assertThat(measured).hasSize(12);
		assertThat(Files.readAllLines(Path.of("plan.properties"))).containsAll(measured);
	}

	@Test
	void printsATable() throws IOException {
		assertThat(PlanCommand.table(Path.of("plan.properties"), List.of()).lines()).hasSize(6)
			.element(2)
			.asString()
			.startsWith("| 1,000 | 100 |");
	}

	@Test
	void plansForTheUsersThatAreAskedFor() throws IOException {
		assertThat(PlanCommand.table(Path.of("plan.properties"), List.of(25_000)).lines()).hasSize(3)
			.last()
			.asString()
			.startsWith("| 25,000 |");
	}

	@Test
	void namesWhatIsWrong(@TempDir Path directory) throws IOException {
		Path file = directory.resolve("plan.properties");
		Files.writeString(file, "think-seconds=ten\n");
		assertThatIllegalArgumentException().isThrownBy(() -> PlanCommand.table(file, List.of()))
			.withMessage("The property think-seconds is 'ten', which is no number");
		Files.writeString(file, "");
		assertThatIllegalArgumentException().isThrownBy(() -> PlanCommand.table(file, List.of()))
			.withMessageContaining("think-seconds is missing");
		assertThatIllegalArgumentException().isThrownBy(() -> new Service(1, 1, 1.5, 1, 1, 1, MEMORY, NOTHING))
			.withMessageContaining("between 0 and 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new Idle(-1, new Linear(0, 0), new Linear(0, 0)))
			.withMessageContaining("not negative: -1.0");
		assertThatIllegalArgumentException().isThrownBy(() -> new Linear(0, -1)).withMessageContaining("0.0, -1.0");
		assertThatIllegalArgumentException().isThrownBy(() -> new Limits(1, 1, 1, 1, 10, 9, 2, 1, 1, 1));
	}

}
