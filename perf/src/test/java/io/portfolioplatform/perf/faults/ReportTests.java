package io.portfolioplatform.perf.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Report}: each thing that must hold is missed once.
 */
class ReportTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final Sockets ALLOWED = new Sockets(36, 192);

	private static final Report.Setting SETTING = new Report.Setting(SECOND, List.of("kill", "clock"), 41, "Redis 8.0");

	private static final Fault FAULT = new Fault("killed", SECOND, () -> {
	}, () -> {
	});

	private static final Answer GOOD = new Answer(0, true, Answer.Kind.OK, "200", 0, SECOND.toNanos());

	private static final Answer REFUSED = new Answer(0, true, Answer.Kind.REFUSED, "503", 0, 1);

	private static final Answer BROKEN = new Answer(0, true, Answer.Kind.BROKEN, "502", 0, 1);

	private static final Watch.Sight WELL = new Watch.Sight(1, 0, 0, ALLOWED);

	@Test
	void holdsWithRefusalsAndRecoveryInTime() {
		Report report = report(outcome(FAULT, List.of(GOOD, REFUSED), Duration.ofSeconds(10), WELL));
		assertThat(report.held()).isTrue();
		assertThat(report.markdown()).contains(
				"\n| killed | 2 | 9 | 1 503 (50 %) | 0 | 1000 | 10.0 | 0 | 0 | 0, 0, 0 | 1, 0, 0 | 0 | 0 | 36 | 192 | held |\n",
				"hold 36 to PgBouncer", "192 to Redis",
				"0 more lost, 0 more doubled. Of the last 1 answers 0 were wrong, 0 refused or broken. Of 5 acknowledged writes 4 told their position. 1 files were imported in the background, exported and deleted. Secrets that were found in the programs' logs, those of the fleet and everybody's tokens: none.",
				"`java -jar perf/target/perf.jar faults 1 FILE 'kill' 'clock'`, which played 1 of 41 faults:",
				": Redis 8.0.\n");
	}

	@ParameterizedTest
	@CsvSource({ "0,0,0,36,192,looks", "9,1,0,36,192,looks", "9,0,1,36,192,dead", "9,0,0,37,192,PG",
			"9,0,0,36,193,Redis" })
	void doesNotHoldWithWhatIsSeenOfBackends(int looks, int failed, int deadly, int pooler, int redis, String missed) {
		assertMissed(outcome(FAULT, List.of(GOOD), SECOND,
				new Watch.Sight(looks, failed, deadly, new Sockets(pooler, redis))), missed);
	}

	@Test
	void doesNotHoldWithWhatPeopleNotice() {
		assertMissed(outcome(FAULT, List.of(BROKEN), SECOND, WELL), "broken");
		assertMissed(outcome(FAULT, List.of(GOOD), Duration.ofMillis(10_001), WELL), "recovery");
		assertMissed(outcome(FAULT, List.of(GOOD), null, WELL), "recovery");
		assertMissed(outcome(FAULT, List.of(), SECOND, WELL), "requests");
		assertMissed(new Outcome(FAULT, play(List.of(GOOD)), SECOND, Ledger.Difference.none(), 0, 0, WELL, null),
				"judged");
		assertMissed(new Outcome(FAULT, play(List.of(GOOD)), SECOND, Ledger.Difference.none(), 9, 1, WELL, null),
				"wrong");
		assertMissed(new Outcome(FAULT, play(List.of(GOOD)), SECOND, difference("a", null), 9, 0, WELL, null), "lost");
		assertMissed(new Outcome(FAULT, play(List.of(GOOD)), SECOND, difference(null, "a"), 9, 0, WELL, null),
				"doubled");
		assertMissed(new Outcome(FAULT, play(List.of(GOOD)), SECOND, Ledger.Difference.none(), 9, 0, WELL,
				new IllegalStateException("no fire")), "as planned, broken");
	}

	@Test
	void doesNotHoldWhereNobodyCanImportAfterwards() {
		for (FileLedger.Step step : List.of(new FileLedger.Step(FileLedger.State.ACCEPTED, SECOND.toNanos()),
				new FileLedger.Step(FileLedger.State.STORED, SECOND.toNanos() + 1))) {
			assertMissed(new Outcome(FAULT, new Play(List.of(GOOD), List.of(step), 0, SECOND.toNanos()), SECOND,
					Ledger.Difference.none(), 9, 0, WELL, null), "files");
		}
	}

	@Test
	void doesNotHoldWhereNobodyMustNoticeAndSomebodyDoes() {
		assertThat(report(outcome(FAULT.forNobody(), List.of(GOOD), SECOND, WELL)).held()).isTrue();
		assertMissed(outcome(FAULT.forNobody(), List.of(GOOD, REFUSED), SECOND, WELL), "nobody notices");
		Answer late = new Answer(0, true, Answer.Kind.OK, "200", 0, Duration.ofSeconds(3).toNanos() + 1);
		assertMissed(outcome(FAULT.forNobody(), List.of(late), SECOND, WELL), "nobody notices");
	}

	@Test
	void doesNotHoldWhereOthersMustStandInAndDoNot() {
		Answer over = new Answer(0, true, Answer.Kind.REFUSED, "429", 0, 1);
		List<Answer> answers = new ArrayList<>(Collections.nCopies(98, GOOD));
		answers.addAll(List.of(over, over));
		assertThat(report(outcome(FAULT.forFew(), answers, SECOND, WELL)).held()).isTrue();
		answers.add(over);
		assertMissed(outcome(FAULT.forFew(), answers, SECOND, WELL), "few notice");
		answers.removeAll(List.of(over));
		answers.add(REFUSED);
		assertMissed(outcome(FAULT.forFew(), answers, SECOND, WELL), "few notice");
	}

	@Test
	void doesNotHoldWithWhatIsFoundInTheEnd() {
		List<Outcome> fine = List.of(outcome(FAULT, List.of(GOOD), SECOND, WELL));
		Ledger.Difference none = Ledger.Difference.none();
		assertThat(Stream.of(new Report.After(difference("a", null), List.of(), List.of(), 5, 4, 1, List.of()),
				new Report.After(difference(null, "a"), List.of(), List.of(), 5, 4, 1, List.of()),
				new Report.After(none, List.of("old"), List.of(), 5, 4, 1, List.of()),
				new Report.After(none, List.of(), List.of(GOOD, REFUSED), 5, 4, 1, List.of()),
				new Report.After(none, List.of(), List.of(GOOD, BROKEN), 5, 4, 1, List.of()),
				new Report.After(none, List.of(), List.of(GOOD), 5, 3, 1, List.of()),
				new Report.After(none, List.of(), List.of(GOOD), 5, 4, 0, List.of()),
				new Report.After(none, List.of(), List.of(GOOD), 5, 4, 1, List.of("password in log/backend-1"))))
			.allSatisfy((after) -> assertThat(new Report(SETTING, fine, after, ALLOWED).held()).isFalse());
	}

	private static void assertMissed(Outcome outcome, String missed) {
		assertThat(report(outcome).held()).isFalse();
		assertThat(report(outcome).markdown()).contains("| not reached: " + missed + " |\n");
	}

	private static Report report(Outcome outcome) {
		return new Report(SETTING, List.of(outcome),
				new Report.After(Ledger.Difference.none(), List.of(), List.of(GOOD), 5, 4, 1, List.of()), ALLOWED);
	}

	private static Outcome outcome(Fault fault, List<Answer> answers, @Nullable Duration recovery, Watch.Sight sight) {
		return new Outcome(fault, play(answers), recovery, Ledger.Difference.none(), 9, 0, sight, null);
	}

	private static Play play(List<Answer> answers) {
		return new Play(answers, List.of(new FileLedger.Step(FileLedger.State.ACCEPTED, SECOND.toNanos() + 1)), 0,
				SECOND.toNanos());
	}

	private static Ledger.Difference difference(@Nullable String lost, @Nullable String doubled) {
		return new Ledger.Difference((lost != null) ? Set.of(lost) : Set.of(),
				(doubled != null) ? Set.of(doubled) : Set.of());
	}

}
