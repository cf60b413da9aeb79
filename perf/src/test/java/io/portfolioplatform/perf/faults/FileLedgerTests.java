package io.portfolioplatform.perf.faults;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.portfolioplatform.perf.faults.FileLedger.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FileLedger}.
 */
class FileLedgerTests {

	private static final List<Integer> ALL = rows(FileLedger.ROWS);

	private final FileLedger ledger = new FileLedger();

	@ParameterizedTest
	@CsvSource({ "SENT,SENT,true,true", "SENT,ACCEPTED,true,true", "ACCEPTED,STORED,true,true",
			"STORED,STORED,true,false", "STORED,EXPORTED,true,false", "EXPORTED,GOING,true,true",
			"STORED,GOING,true,true", "GOING,GOING,true,true", "GOING,GONE,true,true", "GONE,GONE,false,true" })
	void knowsWhatMayBeThereWhileTheDatabaseIsAsked(State before, State after, boolean there, boolean missing) {
		this.ledger.put("a", after);
		Map<String, State> known = Map.of("a", before);
		assertThat(this.ledger.compare(Map.of("a", ALL), known).equals(Ledger.Difference.none())).isEqualTo(there);
		assertThat(this.ledger.compare(Map.of(), known).equals(Ledger.Difference.none())).isEqualTo(missing);
	}

	@Test
	void knowsThatAFileMayBeMissingThatWasSentMeanwhile() {
		this.ledger.put("a", State.STORED);
		assertThat(this.ledger.compare(Map.of(), Map.of())).isEqualTo(Ledger.Difference.none());
	}

	@Test
	void findsWhatIsMissingAndWhatIsThereTwice() {
		for (State state : List.of(State.SENT, State.ACCEPTED, State.STORED, State.EXPORTED, State.GOING)) {
			this.ledger.put("a", state);
			Map<String, State> known = this.ledger.files();
			assertThat(this.ledger.compare(Map.of("a", rows(FileLedger.ROWS - 1)), known).lost()).containsExactly("a");
			List<Integer> twice = Stream.concat(ALL.stream(), Stream.of(1)).toList();
			assertThat(this.ledger.compare(Map.of("a", twice), known).doubled()).containsExactly("a");
		}
		this.ledger.put("a", State.STORED);
		assertThat(this.ledger.compare(Map.of(), this.ledger.files()).lost()).containsExactly("a");
		this.ledger.put("a", State.GONE);
		assertThat(this.ledger.compare(Map.of("a", ALL), this.ledger.files()).doubled()).containsExactly("a");
	}

	@Test
	void findsWhatNobodySent() {
		assertThat(this.ledger.compare(Map.of("b", ALL), Map.of()).doubled()).containsExactly("b");
	}

	@Test
	void countsWhatWasStored() {
		this.ledger.put("a", State.SENT);
		this.ledger.put("b", State.ACCEPTED);
		this.ledger.put("c", State.STORED);
		this.ledger.put("d", State.GONE);
		assertThat(this.ledger.stored()).isEqualTo(2);
	}

	@Test
	void remembersWhenFilesCameHowFar() {
		long before = System.nanoTime();
		this.ledger.put("a", State.SENT);
		this.ledger.put("a", State.ACCEPTED);
		this.ledger.put("b", State.SENT);
		long after = System.nanoTime();
		assertThat(this.ledger.steps()).allMatch((step) -> before <= step.at() && step.at() <= after)
			.extracting(FileLedger.Step::state)
			.containsExactly(State.SENT, State.ACCEPTED, State.SENT);
	}

	private static List<Integer> rows(int count) {
		return IntStream.rangeClosed(1, count).boxed().toList();
	}

}
