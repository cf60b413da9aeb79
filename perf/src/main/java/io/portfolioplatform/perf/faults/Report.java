package io.portfolioplatform.perf.faults;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.portfolioplatform.perf.report.Machine;
import org.jspecify.annotations.Nullable;

/**
 * The table of all faults, and whether what must hold did.
 *
 * @param setting what was played, and on what
 * @param outcomes what people noticed of each
 * @param after what was found after the last one
 * @param allowed most connections
 */
record Report(Setting setting, List<Outcome> outcomes, After after, Sockets allowed) {

	boolean held() {
		return this.after.held()
				&& this.outcomes.stream().allMatch((outcome) -> outcome.missed(this.allowed).isEmpty());
	}

	String markdown() {
		return head() + this.outcomes.stream().map(this::row).collect(Collectors.joining()) + String.format(Locale.ROOT,
				"%nWhen everybody had stopped, the database was asked once more: %d more lost, %d more doubled. Of the last %d answers %d were wrong, %d refused or broken. Of %d acknowledged writes %d told their position. %d files were imported in the background, exported and deleted. Secrets that were found in the programs' logs, those of the fleet and everybody's tokens: %s.%n",
				this.after.difference().lost().size(), this.after.difference().doubled().size(),
				this.after.answers().size(), this.after.wrong().size(), this.after.bad(), this.after.acknowledged(),
				this.after.tellings(), this.after.files(),
				this.after.leaks().isEmpty() ? "none" : String.join(", ", this.after.leaks())) + "\nMeasured on "
				+ Machine.describe() + ": " + this.setting.versions() + ".\n";
	}

	private String head() {
		return """
				# Reliability

				Written by `%s`, which played %d of %d faults: three backends behind both nginx, with PgBouncer, PostgreSQL and Redis, from the \
				shipped configuration. %d people write and look, one after the other. Of four writes two buy shares, one changes and one deletes \
				what was bought. After each they look at the overview, and at their activities or at the performance. A write without a good answer is sent again until there is \
				one, a purchase with the same `Idempotency-Key`, the others with the same `If-Match`, and people look at the overview before each attempt. Looks send the \
				position that the last write returned, but every second one at an overview or a performance, as another device would. %d others open a portfolio for a file of %d rows, \
				import that in the background, export the portfolio and delete it, over and over. The first backend reaches Redis and PgBouncer, and the others Redis, through proxies that can be made to fail, the second's clock can be moved, and \
				prices come from a server that answers as Alpha Vantage does. What must be mended stays broken for %d s.

				- requests: all that ended from the beginning of the fault until people had recovered and every backend was ready again
				- judged: answers about shares that were compared with what their person may be shown
				- refused: 429 or 503, with `Retry-After`; broken: any other answer that is not the one asked for, also 429 and 503 without `Retry-After`, and none within 30 s. nginx may send a change or deletion again whose backend has hung up: \
				412 or 404 is a good answer then, if the change turns out to have been made
				- p95 during: of the requests that were on their way while the fault lasted, however late they ended
				- recovery: from the end of the fault until the last answer that was refused or broken, and until everybody had a good answer to a write that began after it; \
				nobody was refused for two seconds then. Whoever has been answered pauses for half a second before they ask again. It may take 10 s
				- lost: activities that the database did not hold as was acknowledged when people had recovered; doubled: those that it held twice, or still held though their \
				deletion was acknowledged. A write without an answer may be there or not. Of a file all rows must be there, once, or none, and one that was accepted must be stored within three minutes. What was found is not counted again for later faults
				- files during, after: how many files were accepted, exported and deleted while the fault lasted, and from its end until they were looked at in the database, for which one that is accepted after the end is waited for, up to %d s. \
				While what they need is broken none may be accepted, but one must be afterwards
				- wrong: answers with another person's data, and those that are not what there was after one of this person's writes: before one that they must see (for the overview \
				and the performance one whose position is sent, or that is older than 3 s, without a position only the latter; for the activities any that was acknowledged), or more or other than they wrote
				- dead: liveness probes that failed though the process was alive; every backend was asked once a second
				- PG, Redis: most connections that the backends held together to PgBouncer and to Redis. They may hold %d to PgBouncer, of each backend its ceiling and two that cancel \
				statements, and %d to Redis, of each backend its pool
				- where Redis or backends break, the others stand in for them: nobody may be told 503, and at most 2 in 100 may be told 429. A refused request of Redis' share of a limit is one
				- slow clients and Alpha Vantage must not be noticed: there nobody may be refused, and no request may take longer than 3 s
				- not reached: one of these did not hold, or somebody could not look at the backends
				- as browsers do, people's HTTP client sends a GET again whose idle connection turns out to have been closed

				| fault | requests | judged | refused | broken | p95 during ms | recovery s | lost | doubled | files during | files after | wrong | dead | PG | Redis | |
				|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
				"""
			.formatted(this.setting.command(), this.outcomes.size(), this.setting.known(), Crowd.PEOPLE,
					Crowd.IMPORTERS, FileLedger.ROWS, this.setting.lasts().toSeconds(), Importer.BOUND.toSeconds(),
					this.allowed.pooler(), this.allowed.redis());
	}

	private String row(Outcome outcome) {
		List<String> missed = outcome.missed(this.allowed);
		Sockets sockets = outcome.sight().sockets();
		return String.format(Locale.ROOT,
				"| %s | %d | %d | %s | %s | %s | %s | %d | %d | %s | %s | %d | %d | %d | %d | %s |%n",
				outcome.fault().name(), outcome.play().answers().size(), outcome.judged(), refused(outcome.play()),
				counts(outcome.broken()), millis(outcome.play().p95()), recovery(outcome),
				outcome.difference().lost().size(), outcome.difference().doubled().size(), outcome.play().filesDuring(),
				outcome.play().filesAfter(), outcome.wrong(), outcome.sight().deadly(), sockets.pooler(),
				sockets.redis(), missed.isEmpty() ? "held" : "not reached: " + String.join(", ", missed));
	}

	private static String refused(Play play) {
		double refused = play.refused().values().stream().mapToLong(Long::longValue).sum();
		return (refused > 0) ? String.format(Locale.ROOT, "%s (%.0f %%)", counts(play.refused()),
				100 * refused / play.answers().size()) : "0";
	}

	private static String counts(Map<String, Long> counts) {
		return counts.isEmpty() ? "0"
				: counts.entrySet()
					.stream()
					.map((entry) -> entry.getValue() + " " + entry.getKey())
					.collect(Collectors.joining(", "));
	}

	private static String millis(@Nullable Duration time) {
		return (time != null) ? Long.toString(time.toMillis()) : "none";
	}

	private static String recovery(Outcome outcome) {
		return (outcome.recovery() != null) ? String.format(Locale.ROOT, "%.1f", outcome.recovery().toMillis() / 1e3)
				: "more than 90";
	}

	/**
	 * What was asked for, and what it was played on.
	 *
	 * @param lasts how long what must be mended stays broken
	 * @param words parts of the names of those that were wanted, none for all of them
	 * @param known how many faults there are
	 * @param versions of the programs
	 */
	record Setting(Duration lasts, List<String> words, int known, String versions) {

		private String command() {
			return "java -jar perf/target/perf.jar faults " + this.lasts.toSeconds()
					+ (this.words.isEmpty() ? ""
							: this.words.stream()
								.map((word) -> " '" + word + "'")
								.collect(Collectors.joining("", " FILE", "")));
		}

	}

	/**
	 * What was found after the last fault.
	 *
	 * @param difference what the database did not hold in the end, and was not found
	 * before
	 * @param wrong answers that must not have been given
	 * @param answers all of them
	 * @param acknowledged writes that were acknowledged since the beginning
	 * @param tellings those of them that told their position
	 * @param files files that were said to be stored
	 * @param leaks secrets that were found in a log, and where
	 */
	record After(Ledger.Difference difference, List<String> wrong, List<Answer> answers, int acknowledged, int tellings,
			int files, List<String> leaks) {

		private static final double LEAST_TELLINGS = 0.8;

		/**
		 * Without a position nobody can ask for what they wrote, and where no file was
		 * stored none could be lost.
		 */
		boolean held() {
			return this.difference.lost().isEmpty() && this.difference.doubled().isEmpty() && this.wrong.isEmpty()
					&& bad() == 0 && this.tellings >= LEAST_TELLINGS * this.acknowledged && this.files > 0
					&& this.leaks.isEmpty();
		}

		/** Nothing is broken any more: nobody may be refused. */
		long bad() {
			return this.answers.stream().filter((answer) -> answer.kind() != Answer.Kind.OK).count();
		}

	}

}
