package io.portfolioplatform.cache.coherence;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ToldInvalidations}.
 */
class ToldInvalidationsTests {

	@Test
	void allQuestionsTogetherWaitNoLongerThanOne() {
		try (ToldInvalidations told = ToldInvalidations.begin(Duration.ofSeconds(1))) {
			CompletableFuture<String> id = new CompletableFuture<>();
			ToldInvalidations.add(id);
			long start = System.nanoTime();
			for (int question = 0; question < 100; question++) {
				assertThat(told.newest()).isNull();
			}
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
			id.complete("7-0");
			assertThat(told.newest()).isEqualTo("7-0");
		}
	}

}
