package io.portfolioplatform.cache.autoconfigure;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link CoherenceLoop}.
 */
@ExtendWith(OutputCaptureExtension.class)
class CoherenceLoopTests {

	private final AtomicInteger steps = new AtomicInteger();

	@Test
	void stepIsMadeAgainWhateverItThrowsAndEachChangeIsToldOnce(CapturedOutput output) {
		try (CoherenceLoop loop = new CoherenceLoop("the-loop", () -> {
		}, this::step, Duration.ofMillis(1))) {
			loop.start();
			await().until(() -> this.steps.get() > 6);
			assertThat(loop.isRunning()).isTrue();
		}
		assertThat(StringUtils.countOccurrencesOf(output.toString(), "A step of the-loop failed")).isEqualTo(2);
	}

	/**
	 * Fails twice, succeeds, and fails once more.
	 */
	private void step() {
		int step = this.steps.incrementAndGet();
		if (step <= 4 && step != 3) {
			throw new OutOfMemoryError("it passes");
		}
	}

}
