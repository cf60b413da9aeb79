package io.portfolioplatform.perf.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What people noticed of one fault.
 *
 * @param fault the fault
 * @param play how they were answered
 * @param recovery how long they suffered after it was lifted, or null if that did not end
 * in time
 * @param difference what the database does not hold as it was acknowledged
 * @param judged answers that were compared with what their person may be shown
 * @param wrong those of them that must not have been given
 * @param sight what was seen of the backends
 * @param failure why it could not be played to its end, or what it has done beside
 */
record Outcome(Fault fault, Play play, @Nullable Duration recovery, Ledger.Difference difference, int judged, int wrong,
		Watch.Sight sight, @Nullable Exception failure) {

	private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(10);

	private static final Set<String> OVER_THE_LIMIT = Set.of("429");

	private static final double MOST_OVER_THE_LIMIT = 0.02;

	/** Whoever must notice nothing is answered within this time. */
	private static final Duration UNNOTICED = Duration.ofSeconds(3);

	/**
	 * Return what must hold and did not.
	 * @param allowed most connections
	 * @return each in a word or two, none if all held
	 */
	List<String> missed(Sockets allowed) {
		List<String> missed = new ArrayList<>();
		add(missed, this.failure != null, "as planned");
		add(missed, this.play.p95() == null, "requests");
		add(missed, !broken().isEmpty(), "broken");
		add(missed, isUnbearable(),
				(this.fault.bearable() == Fault.Bearable.NOTHING) ? "nobody notices" : "few notice");
		add(missed, this.recovery == null || this.recovery.compareTo(LONGEST_RECOVERY) > 0, "recovery");
		add(missed, !this.difference.lost().isEmpty(), "lost");
		add(missed, !this.difference.doubled().isEmpty(), "doubled");
		add(missed, this.judged == 0, "judged");
		// While it lasts, none may be: whoever cannot import afterwards has not
		// recovered.
		add(missed, this.play.filesAfter().accepted() == 0, "files");
		add(missed, this.wrong > 0, "wrong");
		add(missed, this.sight.looks() == 0 || this.sight.failed() > 0, "looks");
		add(missed, this.sight.deadly() > 0, "dead");
		add(missed, this.sight.sockets().pooler() > allowed.pooler(), "PG");
		add(missed, this.sight.sockets().redis() > allowed.redis(), "Redis");
		return missed;
	}

	private static void add(List<String> missed, boolean isMissed, String what) {
		if (isMissed) {
			missed.add(what);
		}
	}

	private boolean isUnbearable() {
		Map<String, Long> refused = this.play.refused();
		return switch (this.fault.bearable()) {
			case REFUSALS -> false;
			case LIMITS -> !OVER_THE_LIMIT.containsAll(refused.keySet())
					|| refused.values().stream().mapToLong(Long::longValue).sum() > MOST_OVER_THE_LIMIT
							* this.play.answers().size();
			case NOTHING -> !refused.isEmpty() || this.play.longest().compareTo(UNNOTICED) > 0;
		};
	}

	/**
	 * Return failures that are not documented.
	 * @return how many, by status, exception or reason
	 */
	Map<String, Long> broken() {
		Map<String, Long> broken = this.play.broken();
		if (this.failure != null) {
			broken.put("not as planned: " + this.failure.getMessage(), 1L);
		}
		return broken;
	}

}
