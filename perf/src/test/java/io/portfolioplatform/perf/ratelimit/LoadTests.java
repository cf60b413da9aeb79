package io.portfolioplatform.perf.ratelimit;

import java.util.List;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Load}.
 */
class LoadTests {

	private static final int NEVER = Integer.MAX_VALUE;

	@Test
	void countsEachCall() {
		Load.Outcome outcome = Load.open(List.of(new FailsAt(NEVER)), 1, 1, 10);
		assertThat(outcome.decisions()).isEqualTo(10);
		assertThat(outcome.admitted()).isEqualTo(10);
		assertThat(outcome.latencies()).hasSize(10).doesNotContain(0);
	}

	@Test
	void aLimiterThatFailsHasNoLatencies() {
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> Load.open(List.of(new FailsAt(2)), 1, 1, 10))
			.withCauseInstanceOf(UnsupportedOperationException.class);
	}

	@Test
	void aLimiterThatFailsHasNoRate() {
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> Load.closed(List.of(new FailsAt(2)), 1, 1))
			.withCauseInstanceOf(UnsupportedOperationException.class);
	}

	/**
	 * Admits everybody until it fails.
	 */
	private static final class FailsAt implements Contender {

		private final int call;

		private int calls;

		FailsAt(int call) {
			this.call = call;
		}

		@Override
		public boolean admits() {
			this.calls++;
			if (this.calls == this.call) {
				throw new UnsupportedOperationException("call " + this.calls);
			}
			return true;
		}

		@Override
		public void close() {
		}

	}

}
