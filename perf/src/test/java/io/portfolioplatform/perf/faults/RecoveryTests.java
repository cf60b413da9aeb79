package io.portfolioplatform.perf.faults;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Recovery}, of two people and a fault that is lifted after 100 s.
 */
class RecoveryTests {

	private static final int LIFTED = 100;

	@Test
	void lastsUntilEverybodyHasAGoodAnswer() {
		assertThat(recovery(ok(0, 100, 101), ok(1, 102, 104), ok(0, 105, 106)).time()).isEqualTo(seconds(4));
	}

	@Test
	void lastsUntilTheLastBadAnswer() {
		assertThat(recovery(ok(0, 100, 101), ok(1, 100, 101), bad(0, 102, 107)).time()).isEqualTo(seconds(7));
		assertThat(recovery(bad(1, 90, 103), ok(0, 100, 101), ok(1, 101, 102)).time()).isEqualTo(seconds(3));
	}

	@Test
	void seesARequestThatHangsAlthoughNobodyIsRefused() {
		assertThat(recovery(ok(0, 100, 101), ok(0, 101, 102)).time()).isNull();
		assertThat(recovery(ok(0, 100, 101), ok(1, 90, 125)).time()).isNull();
		assertThat(recovery(ok(0, 100, 101), ok(1, 90, 125), ok(1, 126, 127)).time()).isEqualTo(seconds(27));
	}

	@Test
	void waitsForWritesAndNotOnlyForWhatIsRemembered() {
		Answer look = new Answer(1, false, Answer.Kind.OK, "200", nanos(100), nanos(101));
		assertThat(recovery(ok(0, 100, 101), look).time()).isNull();
		assertThat(recovery(ok(0, 100, 101), look, ok(1, 101, 120)).time()).isEqualTo(seconds(20));
	}

	@Test
	void doesNotWaitForThoseWhoWriteSeldomButNotesWhatTheyAreRefused() {
		assertThat(recovery(ok(0, 100, 101), ok(1, 100, 102), ok(2, 100, 120)).time()).isEqualTo(seconds(2));
		assertThat(recovery(ok(0, 100, 101), ok(2, 100, 102)).time()).isNull();
		assertThat(recovery(ok(0, 100, 101), ok(1, 100, 102), bad(2, 100, 103)).time()).isEqualTo(seconds(3));
	}

	@Test
	void isOverWhenNobodyWasRefusedForAWhile() {
		Recovery recovery = recovery(ok(0, 100, 101), ok(1, 100, 102), bad(0, 102, 107));
		assertThat(recovery.isOver(nanos(109))).isFalse();
		assertThat(recovery.isOver(nanos(109) + 1)).isTrue();
		assertThat(recovery(ok(0, 100, 101)).isOver(nanos(200))).isFalse();
	}

	private static Recovery recovery(Answer... answers) {
		return Recovery.of(List.of(answers), nanos(LIFTED), 2);
	}

	private static Answer ok(int person, int begun, int at) {
		return new Answer(person, true, Answer.Kind.OK, "200", nanos(begun), nanos(at));
	}

	private static Answer bad(int person, int begun, int at) {
		return new Answer(person, true, Answer.Kind.REFUSED, "503", nanos(begun), nanos(at));
	}

	private static long nanos(int seconds) {
		return seconds(seconds).toNanos();
	}

	private static Duration seconds(int seconds) {
		return Duration.ofSeconds(seconds);
	}

}
