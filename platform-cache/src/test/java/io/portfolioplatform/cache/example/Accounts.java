package io.portfolioplatform.cache.example;

import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

class Accounts {

	private final Map<String, BigDecimal> totals = new ConcurrentHashMap<>();

	BigDecimal total(String userId) {
		return this.totals.getOrDefault(userId, BigDecimal.ZERO);
	}

	void add(String userId, BigDecimal amount) {
		this.totals.merge(userId, amount, BigDecimal::add);
	}

}
