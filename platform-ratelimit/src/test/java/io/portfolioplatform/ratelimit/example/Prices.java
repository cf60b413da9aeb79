package io.portfolioplatform.ratelimit.example;

import java.time.Instant;

import io.portfolioplatform.ratelimit.RateLimiter;
import io.portfolioplatform.ratelimit.RateLimiters;

import org.springframework.stereotype.Component;

@Component
class Prices {

	private final RateLimiter limiter;

	Prices(RateLimiters limiters) {
		this.limiter = limiters.get("market-data");
	}

	String fetch(String symbol) throws InterruptedException {
		this.limiter.acquire(Instant.now().plusSeconds(2));
		return "price of " + symbol;
	}

}
