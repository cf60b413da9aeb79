package io.portfolioplatform.perf.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.portfolioplatform.perf.load.LocalSystem;
import io.portfolioplatform.perf.load.Sql;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Faults}, of a system that does not run.
 */
class FaultsTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final FaultProxy proxy = FaultProxy.to("127.0.0.1", 9);

	private final FakeAlphaVantage provider = FakeAlphaVantage.start();

	private final LocalSystem system = new LocalSystem(Path.of("."), 20_000, 3, Map.of());

	private final Faults faults = new Faults(this.system, new Programs(this.system),
			new LinkFaults(this.proxy, this.proxy, this.proxy, SECOND), new ClockFault(Path.of("clock")),
			new ProviderFaults(this.provider, new Sql(this.system), SECOND), SECOND);

	FaultsTests() throws Exception {
	}

	@AfterEach
	void close() {
		this.proxy.close();
		this.provider.close();
	}

	@Test
	void callsEachFaultByANameOfItsOwn() throws Exception {
		assertThat(this.faults.named(List.of())).extracting(Fault::name).hasSize(41).doesNotHaveDuplicates();
	}

	@Test
	void findsFaultsByPartsOfTheirNames() throws Exception {
		assertThat(this.faults.named(List.of("clock", "alpha vantage"))).extracting(Fault::name)
			.containsExactly("The clock of one backend: an hour ahead, and back",
					"Alpha Vantage answers when it is too late", "Alpha Vantage has no calls left",
					"Alpha Vantage answers nonsense", "Alpha Vantage answers 500");
	}

	@Test
	void tellsWhatFaultsThereAreWhenOneIsNot() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.faults.named(List.of("clock", "fire")))
			.withMessageStartingWith("No fault is called 'fire'. There are:\n")
			.withMessageContaining("\nRedis: emptied\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "redis answers one backend", "cannot reach redis", "redis' answers to one",
			"answers one backend 200 ms", "cannot reach pgbouncer", "pgbouncer's answers", "neither redis nor" })
	void doesNotCountAWayThatNobodyGoes(String name) throws Exception {
		Fault fault = this.faults.named(List.of(name)).get(0);
		assertThatIllegalStateException().isThrownBy(() -> fault.inject().run());
	}

	@Test
	void doesNotCountALatenessOfNothing() throws Exception {
		Fault fault = this.faults.named(List.of("every backend 200 ms late")).get(0);
		fault.inject().run();
		assertThatIllegalStateException().isThrownBy(() -> fault.lift().run());
	}

	@Test
	void doesNotCountABadLineOnWhichNothingWasLost() throws Exception {
		Fault fault = this.faults.named(List.of("from redis to one backend")).get(0);
		fault.inject().run();
		assertThatIllegalStateException().isThrownBy(() -> fault.lift().run());
	}

}
