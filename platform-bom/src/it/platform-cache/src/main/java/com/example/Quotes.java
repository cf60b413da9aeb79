package com.example;

import java.util.concurrent.atomic.AtomicInteger;

import io.portfolioplatform.cache.Memoize;

import org.springframework.stereotype.Component;

@Component
class Quotes {

	final AtomicInteger loads = new AtomicInteger();

	@Memoize(ttl = "5m")
	String quote(String symbol) {
		return symbol + " " + this.loads.incrementAndGet();
	}

}
