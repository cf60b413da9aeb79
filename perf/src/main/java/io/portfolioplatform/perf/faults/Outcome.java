package io.portfolioplatform.perf.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What people noticed of one fault.
 *
 * @param fault its name
 * @param answers requests that ended while it lasted, and until the system had recovered
 * @param refused documented refusals among them
 * @param broken other failures, by status or exception
 * @param p95 95th percentile of the response time of all of them
 * @param recovery from the moment the fault was lifted until everybody was answered, or
 * null if that did not happen in time
 * @param foreign answers with another person's data
 * @param old answers without an acknowledged purchase
 * @param deadly liveness probes that failed although the process was alive
 * @param sockets most connections to PgBouncer at a time
 */
record Outcome(String fault, int answers, int refused, Map<String, Long> broken, Duration p95,
		@Nullable Duration recovery, int foreign, int old, int deadly, int sockets) {

	static Outcome of(String fault, List<Answer> answers, @Nullable Duration recovery, int foreign, int old,
			Watch watch) {
		return new Outcome(fault, answers.size(), refused(answers), broken(answers), p95(answers), recovery, foreign,
				old, watch.deadly(), watch.sockets());
	}

	/**
	 * What could not be played to its end, or had an effect of its own, has not held.
	 * @param fault its name
	 * @param answers requests that ended until then
	 * @param cause why
	 */
	static Outcome unplayed(String fault, List<Answer> answers, Exception cause) {
		Map<String, Long> broken = broken(answers);
		broken.put("not as planned: " + cause.getMessage(), 1L);
		return new Outcome(fault, answers.size(), refused(answers), broken, p95(answers), null, 0, 0, 0, 0);
	}

	private static Duration p95(List<Answer> answers) {
		long[] nanos = answers.stream().mapToLong(Answer::nanos).sorted().toArray();
		return (nanos.length == 0) ? Duration.ZERO : Duration.ofNanos(nanos[(int) ((nanos.length - 1) * 0.95)]);
	}

	private static Map<String, Long> broken(List<Answer> answers) {
		return answers.stream()
			.filter((answer) -> answer.kind() == Answer.Kind.BROKEN)
			.collect(Collectors.groupingBy(Answer::detail, TreeMap::new, Collectors.counting()));
	}

	private static int refused(List<Answer> answers) {
		return (int) answers.stream().filter((answer) -> answer.kind() == Answer.Kind.REFUSED).count();
	}

}
