package io.portfolioplatform.perf.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.LongStream;

import io.portfolioplatform.perf.faults.FileLedger.State;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Play}.
 */
class PlayTests {

	private static final long BEGUN = 1_000;

	private static final long LIFTED = 2_000;

	@Test
	void takesThePercentileOfWhatWasOnItsWayWhileTheFaultLasted() {
		Stream<Answer> during = LongStream.rangeClosed(1, 100).mapToObj((nanos) -> ok(BEGUN, BEGUN + nanos));
		Stream<Answer> others = LongStream.range(0, 1_000).mapToObj((number) -> ok(LIFTED + 1, LIFTED + 900_000));
		Play play = play(Stream.concat(during, others).toArray(Answer[]::new));
		assertThat(play.p95()).isEqualTo(Duration.ofNanos(95));
		assertThat(play.longest()).isEqualTo(Duration.ofNanos(100));
	}

	@Test
	void countsARequestThatHangsBeyondTheLift() {
		assertThat(play(ok(LIFTED, LIFTED + 30_000)).p95()).isEqualTo(Duration.ofNanos(30_000));
		assertThat(play(ok(1, BEGUN - 1), ok(LIFTED + 1, LIFTED + 2)).p95()).isNull();
	}

	@Test
	void countsFilesWhileTheFaultLastedAndAfterwards() {
		Play play = new Play(List.of(),
				List.of(step(State.ACCEPTED, BEGUN - 1), step(State.ACCEPTED, BEGUN), step(State.STORED, BEGUN),
						step(State.EXPORTED, LIFTED), step(State.GOING, LIFTED), step(State.GONE, LIFTED + 1),
						step(State.ACCEPTED, LIFTED + 1), step(State.ACCEPTED, LIFTED + 2)),
				BEGUN, LIFTED);
		assertThat(play.filesDuring()).isEqualTo(new Play.Files(1, 1, 0));
		assertThat(play.filesAfter()).isEqualTo(new Play.Files(2, 0, 1));
	}

	@Test
	void tellsDocumentedRefusalsFromOtherFailures() {
		Play play = play(answer(429, true), answer(503, true), answer(503, true), answer(429, false),
				answer(503, false), answer(502, true), answer(500, false));
		assertThat(play.refused()).isEqualTo(Map.of("429", 1L, "503", 2L));
		assertThat(play.broken()).isEqualTo(Map.of("429", 1L, "503", 1L, "502", 1L, "500", 1L));
	}

	private static Answer answer(int status, boolean retryAfter) {
		return new Answer(0, true, Answer.Kind.of(status, retryAfter), Integer.toString(status), BEGUN, BEGUN + 1);
	}

	private static Answer ok(long begun, long at) {
		return new Answer(0, true, Answer.Kind.OK, "200", begun, at);
	}

	private static FileLedger.Step step(State state, long at) {
		return new FileLedger.Step(state, at);
	}

	private static Play play(Answer... answers) {
		return new Play(List.of(answers), List.of(), BEGUN, LIFTED);
	}

}
