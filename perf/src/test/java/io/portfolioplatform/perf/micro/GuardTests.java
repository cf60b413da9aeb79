package io.portfolioplatform.perf.micro;

import java.util.Arrays;
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
	void noticesGoalsThatNoRoundReachesAnyMore() {
		Guard guard = new Guard(List.of(Goal.time("own", 0.5, "peer")), measured(100, 48, 20));
		assertThat(guard.losses(rounds(51, 52, 53)))
			.containsExactly("own: 0.52 times the time of peer, at most 0.50 was reached before");
		assertThat(guard.losses(rounds(49, 52, 53))).as("one round reaches it").isEmpty();
		Guard missed = new Guard(List.of(Goal.time("own", 0.5, "peer")), measured(100, 51, 20));
		assertThat(missed.losses(rounds(51, 52, 53))).as("it was not reached before").isEmpty();
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
		assertThat(this.guard.losses(Map.of("peer", List.of(score(100, 100)))))
			.as("time and bytes beside the peer, and bytes more than it")
			.hasSize(3);
	}

	@Test
	void differencesInBytesHoldOnEveryMachineAndThoseInTimeDoNot() {
		Guard guard = new Guard(List.of(Goal.nanosMore("own", 10, "peer"), Goal.bytesMore("own", 30, "peer")),
				measured(1, 5, 128));
		assertThat(guard.losses(measured(10, 500, 130))).isEmpty();
		assertThat(guard.losses(measured(1, 5, 134))).containsExactly("own: 34 bytes more than peer, 28 before",
				"own: 34 bytes more than peer, at most 30 was reached before");
		Guard unnamed = new Guard(List.of(Goal.nanosMore("own", 10, "peer")), measured(1, 5, 128));
		assertThat(unnamed.losses(measured(1, 5, 134))).as("the goal is of time only")
			.containsExactly("own: 34 bytes more than peer, 28 before");
	}

	@Test
	void saysWhatItJudges() {
		assertThat(this.guard.judged(measured(100, 45, 22))).containsExactly(
				"- checked: own: 0.45 times the time of peer, 0.40 before, at most a fifth more",
				"- checked: own: 0.22 times the bytes of peer, 0.20 before, at most a fifth more",
				"- checked: own: -78 bytes more than peer, -80 before, at most a fifth more",
				"- checked, in one round at least: `own` at most 0.50 times the time of `peer`",
				"- checked, in one round at least: `own` at most 0.50 times the bytes of `peer`",
				"- not checked, a time of one machine: `own` at most 1 ns more than `peer`");
		Guard missed = new Guard(List.of(Goal.time("own", 0.5, "peer")), measured(100, 51, 20));
		assertThat(missed.judged(measured(100, 51, 20)))
			.contains("- not checked, missed before: `own` at most 0.50 times the time of `peer`");
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

	@Test
	void comparesWithinEachRound() {
		Map<String, List<Score>> scores = Map.of("peer", List.of(score(100, 10), score(200, 10), score(400, 10)), "own",
				List.of(score(60, 5), score(60, 5), score(160, 5)));
		// 0.6, 0.3 and 0.4; -40, -140 and -240.
		assertThat(Goal.time("own", 0.4, "peer").judge(scores)).isEqualTo(
				"- `own`: at most 0.40 times the time of `peer`: 0.40 (0.30 to 0.60), **reached**, undecided: 2 of 3 rounds reach it\n");
		assertThat(Goal.time("own", 0.35, "peer").judge(scores))
			.endsWith(": 0.40 (0.30 to 0.60), **not reached**, undecided: 1 of 3 rounds reach it\n");
		assertThat(Goal.time("own", 0.2, "peer").judge(scores)).endsWith(": 0.40 (0.30 to 0.60), **not reached**\n");
		assertThat(Goal.nanosMore("own", -40, "peer").judge(scores)).endsWith(": -140 (-240 to -40), **reached**\n");
	}

	private static Map<String, List<Score>> rounds(double... times) {
		return Map.of("peer", Arrays.stream(times).mapToObj((time) -> score(100, 100)).toList(), "own",
				Arrays.stream(times).mapToObj((time) -> score(time, 20)).toList());
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
