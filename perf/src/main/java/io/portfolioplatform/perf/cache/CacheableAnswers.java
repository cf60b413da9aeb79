package io.portfolioplatform.perf.cache;

import java.util.UUID;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;

/**
 * Answers that {@code @Cacheable} keeps.
 */
@EnableCaching
public class CacheableAnswers {

	@Cacheable("answers")
	Answer answer(UUID key) {
		return new Answer(key);
	}

}
