package io.portfolioplatform.cache.example;

import java.math.BigDecimal;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.Memoizer;

import org.springframework.stereotype.Service;

@Service
public class Overviews {

	private final Accounts accounts;

	private final Memoizer memoizer;

	Overviews(Accounts accounts, Memoizer memoizer) {
		this.accounts = accounts;
		this.memoizer = memoizer;
	}

	@Memoize(ttl = "5m", name = "overview")
	public Overview overviewOf(String userId) {
		return new Overview(userId, this.accounts.total(userId));
	}

	public void deposit(String userId, BigDecimal amount) {
		this.accounts.add(userId, amount);
		this.memoizer.evict(Overviews.class, "overviewOf", userId);
	}

	public record Overview(String userId, BigDecimal netWorth) {

	}

}
