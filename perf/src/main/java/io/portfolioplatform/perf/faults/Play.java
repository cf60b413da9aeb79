package io.portfolioplatform.perf.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.apache.commons.math3.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/**
 * How people were answered while a fault was played.
 *
 * @param answers requests that ended since the one before, the last ones after people had
 * recovered
 * @param begun when it began to be injected
 * @param lifted when it was lifted
 */
record Play(List<Answer> answers, long begun, long lifted) {

	/**
	 * Return the 95th percentile of the time of the requests that were on their way while
	 * the fault lasted, however late they ended.
	 * @return the time, or {@code null} if there were none
	 */
	@Nullable Duration p95() {
		double[] nanos = during();
		return (nanos.length > 0) ? Duration.ofNanos((long) StatUtils.percentile(nanos, 95)) : null;
	}

	/**
	 * Return the longest of these times.
	 */
	Duration longest() {
		// NaN of none is cast to 0.
		return Duration.ofNanos((long) StatUtils.max(during()));
	}

	private double[] during() {
		return this.answers.stream()
			.filter((answer) -> answer.at() >= this.begun && answer.begun() <= this.lifted)
			.mapToDouble(Answer::nanos)
			.toArray();
	}

	/**
	 * Return documented refusals.
	 * @return how many, by status
	 */
	Map<String, Long> refused() {
		return count(Answer.Kind.REFUSED);
	}

	/**
	 * Return failures that are not documented.
	 * @return how many, by status or exception
	 */
	Map<String, Long> broken() {
		return count(Answer.Kind.BROKEN);
	}

	private Map<String, Long> count(Answer.Kind kind) {
		return this.answers.stream()
			.filter((answer) -> answer.kind() == kind)
			.collect(Collectors.groupingBy(Answer::detail, TreeMap::new, Collectors.counting()));
	}

}
