package io.portfolioplatform.perf.cache;

import java.util.UUID;

import io.portfolioplatform.cache.Memoize;

/**
 * Answers that {@code @Memoize} keeps.
 */
public class MemoizedAnswers {

	@Memoize(ttl = "5m", name = "answers")
	Answer answer(UUID key) {
		return new Answer(key);
	}

}
