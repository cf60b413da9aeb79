package io.portfolioplatform.perf.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.apache.commons.math3.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/**
 * How people were answered while a fault was played.
 *
 * @param answers requests that ended since the one before, the last ones after people had
 * recovered
 * @param steps what became of files, also before
 * @param begun when it began to be injected
 * @param lifted when it was lifted
 */
record Play(List<Answer> answers, List<FileLedger.Step> steps, long begun, long lifted) {

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
	 * Return what became of files while the fault lasted.
	 */
	Files filesDuring() {
		return Files.of(this.steps, (step) -> step.at() >= this.begun && step.at() <= this.lifted);
	}

	/**
	 * Return what became of files since it was lifted.
	 */
	Files filesAfter() {
		return Files.of(this.steps, (step) -> step.at() > this.lifted);
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

	/**
	 * How many files came how far.
	 *
	 * @param accepted those that were accepted
	 * @param exported those that were exported
	 * @param deleted those that were deleted
	 */
	record Files(long accepted, long exported, long deleted) {

		private static Files of(List<FileLedger.Step> steps, Predicate<FileLedger.Step> wanted) {
			Map<FileLedger.State, Long> counts = steps.stream()
				.filter(wanted)
				.collect(Collectors.groupingBy(FileLedger.Step::state, Collectors.counting()));
			return new Files(counts.getOrDefault(FileLedger.State.ACCEPTED, 0L),
					counts.getOrDefault(FileLedger.State.EXPORTED, 0L), counts.getOrDefault(FileLedger.State.GONE, 0L));
		}

		@Override
		public String toString() {
			return this.accepted + ", " + this.exported + ", " + this.deleted;
		}

	}

}
