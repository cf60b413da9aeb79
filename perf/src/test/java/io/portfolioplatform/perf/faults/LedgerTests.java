package io.portfolioplatform.perf.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Ledger}.
 */
class LedgerTests {

	private final AtomicLong clock = new AtomicLong();

	private final Ledger ledger = new Ledger(this.clock::get);

	@Test
	void allowsAWriteInDoubtAndNothingBeforeTheLastThatIsKnown() {
		write("a", 3, true);
		write("b", 4, true);
		this.ledger.begin("a", 0);
		assertThat(this.ledger.states(this.ledger.known())).containsExactly(Map.of("a", 3, "b", 4), Map.of("b", 4));
	}

	@Test
	void doesNotDemandAWriteWhosePositionNobodyToldUntilItIsOld() {
		write("a", 3, true);
		write("a", 5, false);
		assertThat(this.ledger.acknowledged()).isEqualTo(2);
		assertThat(this.ledger.known()).isEqualTo(1);
		this.clock.addAndGet(Duration.ofSeconds(3).toNanos());
		assertThat(this.ledger.known()).isEqualTo(1);
		this.clock.incrementAndGet();
		assertThat(this.ledger.known()).isEqualTo(2);
	}

	@Test
	void demandsOfWhoSendsNoPositionWhatIsOld() {
		write("a", 1, true);
		this.clock.addAndGet(Duration.ofSeconds(1).toNanos());
		write("b", 2, false);
		this.clock.addAndGet(Duration.ofSeconds(2).toNanos());
		assertThat(this.ledger.old()).isZero();
		this.clock.incrementAndGet();
		assertThat(this.ledger.old()).isEqualTo(1);
		this.clock.addAndGet(Duration.ofSeconds(1).toNanos());
		assertThat(this.ledger.old()).isEqualTo(2);
	}

	@Test
	void demandsAllBeforeAPositionThatWasTold() {
		write("a", 3, false);
		write("b", 4, true);
		assertThat(this.ledger.known()).isEqualTo(2);
	}

	@Test
	void findsWhatTheDatabaseHasLost() {
		write("a", 3, true);
		write("b", 4, true);
		write("b", 5, true);
		assertThat(compare(Map.of("a", List.of(3), "b", List.of(5)))).isEqualTo(Ledger.Difference.none());
		assertThat(compare(Map.of("b", List.of(5))).lost()).containsExactly("a");
		assertThat(compare(Map.of("a", List.of(3), "b", List.of(4))).lost()).containsExactly("b");
	}

	@Test
	void findsWhatTheDatabaseHoldsTwiceOrStill() {
		write("a", 3, true);
		write("b", 4, true);
		write("b", 0, true);
		assertThat(compare(Map.of("a", List.of(3, 3))).doubled()).containsExactly("a");
		assertThat(compare(Map.of("a", List.of(3), "b", List.of(4))).doubled()).containsExactly("b");
		assertThat(compare(Map.of("a", List.of(3), "c", List.of(1))).doubled()).containsExactly("c");
	}

	@Test
	void allowsTheDatabaseWhatIsInDoubtOrWasWrittenSinceItWasAsked() {
		write("a", 3, true);
		int before = this.ledger.acknowledged();
		write("a", 4, true);
		this.ledger.begin("b", 1);
		assertThat(this.ledger.compare(Map.of("a", List.of(3)), before)).isEqualTo(Ledger.Difference.none());
		assertThat(this.ledger.compare(Map.of("a", List.of(4), "b", List.of(1)), before))
			.isEqualTo(Ledger.Difference.none());
		assertThat(compare(Map.of("a", List.of(3))).lost()).containsExactly("a");
	}

	@Test
	void doesNotCountADifferenceAgain() {
		write("a", 3, true);
		Ledger.Difference before = Ledger.Difference.none();
		assertThat(compare(Map.of()).without(before).lost()).containsExactly("a");
		assertThat(compare(Map.of()).without(before).lost()).isEmpty();
		write("b", 4, true);
		assertThat(compare(Map.of()).without(before).lost()).containsExactly("b");
	}

	private Ledger.Difference compare(Map<String, List<Integer>> held) {
		return this.ledger.compare(held, this.ledger.acknowledged());
	}

	private void write(String label, int quantity, boolean told) {
		this.ledger.begin(label, quantity);
		this.ledger.acknowledge(told);
	}

}
