package io.portfolioplatform.perf.micro;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Guard} and {@link Goal}.
 */
class GuardTests {

	private final Guard guard = new Guard(
			List.of(Goal.time("own", 0.5, "peer"), Goal.bytes("own", 0.5, "peer"), Goal.nanosMore("own", 1, "peer")),
			measured(100, 40, 20));

	@Test
	void ratiosCountAndNotTimes() {
		assertThat(this.guard.losses(measured(1_000, 470, 24))).isEmpty();
	}

	@Test
	void noticesLossesOfAFifth() {
		assertThat(this.guard.losses(measured(100, 49, 20)))
			.containsExactly("own: 0.49 times the time of peer, 0.40 before");
		assertThat(this.guard.losses(measured(100, 40, 25)))
			.containsExactly("own: 0.25 times the bytes of peer, 0.20 before");
	}

	@Test
	void bytesOfWhatAllocatesNoneAreNoise() {
		Guard guard = new Guard(List.of(Goal.time("own", 0.5, "peer")), allocating(0.009, 0.0017));
		assertThat(guard.losses(allocating(0.9, 0.0001))).isEmpty();
		assertThat(guard.losses(allocating(48, 0.0017)))
			.containsExactly("own: 48.00 times the bytes of peer, 0.01 before");
	}

	@Test
	void noticesWhatIsNoLongerMeasured() {
		assertThat(this.guard.losses(Map.of("peer", List.of(score(100, 100))))).hasSize(2);
	}

	@Test
	void goalsAreJudged() {
		Map<String, List<Score>> scores = measured(100, 40, 60);
		assertThat(Goal.time("own", 0.4, "peer").judge(scores))
			.isEqualTo("- `own`: at most 0.40 times the time of `peer`: 0.40, **reached**\n");
		assertThat(Goal.bytes("own", 0.5, "peer").judge(scores)).endsWith("0.60, **not reached**\n");
		assertThat(Goal.nanosMore("own", -60, "peer").judge(scores))
			.isEqualTo("- `own`: at most -60 ns more than `peer`: -60, **reached**\n");
		assertThat(Goal.bytesMore("own", -41, "peer").judge(scores)).endsWith("-40, **not reached**\n");
		assertThat(Goal.bytes("other", 0.5, "peer").judge(scores)).endsWith("NaN, **not reached**\n");
	}

	private static Map<String, List<Score>> measured(double peerTime, double time, double bytes) {
		return Map.of("peer", List.of(score(peerTime, 100)), "own", List.of(score(time, bytes)));
	}

	private static Map<String, List<Score>> allocating(double bytes, double peerBytes) {
		return Map.of("peer", List.of(score(100, peerBytes)), "own", List.of(score(40, bytes)));
	}

	private static Score score(double time, double bytes) {
		return new Score("any", time, bytes);
	}

}
