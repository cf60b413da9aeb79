package com.example;

import io.portfolioplatform.cache.Memoizer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
class ConsumerTests {

	@Autowired
	Quotes quotes;

	@Autowired
	Memoizer memoizer;

	@Test
	void loadsOncePerKeyUntilEvicted() {
		assertThat(this.quotes.quote("IBM")).isEqualTo("IBM 1");
		assertThat(this.quotes.quote("IBM")).isEqualTo("IBM 1");
		this.memoizer.evict(Quotes.class, "quote", "IBM");
		assertThat(this.quotes.quote("IBM")).isEqualTo("IBM 2");
	}

}
