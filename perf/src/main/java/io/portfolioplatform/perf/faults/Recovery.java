package io.portfolioplatform.perf.faults;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How long people suffer from a fault after it was lifted: until the last bad answer has
 * come, and until everybody has had a good one to a write that began after the lift: what
 * is remembered is answered sooner. A write that hangs counts by that, although nobody is
 * refused.
 *
 * @param lifted when the fault was lifted
 * @param lastBad when the last bad answer came, or the lift if none did since
 * @param served when the last person had a good answer to a write, or null if somebody
 * has none
 */
record Recovery(long lifted, long lastBad, @Nullable Long served) {

	/** Nobody was refused for so long. */
	static final Duration CALM = Duration.ofSeconds(2);

	/**
	 * Say how far people have recovered.
	 * @param answers those since the lift
	 * @param lifted when the fault was lifted
	 * @param people those with a lower number write all the time, and must be served
	 */
	static Recovery of(List<Answer> answers, long lifted, int people) {
		long lastBad = lifted;
		Map<Integer, Long> firstGood = new HashMap<>();
		for (Answer answer : answers) {
			if (answer.kind() != Answer.Kind.OK) {
				lastBad = Math.max(lastBad, answer.at());
			}
			else if (answer.write() && answer.begun() >= lifted && answer.person() < people) {
				firstGood.merge(answer.person(), answer.at(), Math::min);
			}
		}
		Long served = (firstGood.size() == people)
				? Long.valueOf(firstGood.values().stream().mapToLong(Long::longValue).max().orElse(lifted)) : null;
		return new Recovery(lifted, lastBad, served);
	}

	/**
	 * Return how long it took.
	 * @return the time, or {@code null} as long as somebody waits
	 */
	@Nullable Duration time() {
		return (this.served != null) ? Duration.ofNanos(Math.max(this.lastBad, this.served) - this.lifted) : null;
	}

	/**
	 * Return whether everybody has been served and nobody was refused for a while.
	 * @param now the time
	 */
	boolean isOver(long now) {
		return this.served != null && now - this.lastBad > CALM.toNanos();
	}

}
