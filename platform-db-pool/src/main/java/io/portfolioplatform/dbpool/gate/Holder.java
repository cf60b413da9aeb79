package io.portfolioplatform.dbpool.gate;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many permits one thread took and nobody gave back yet; another thread may close
 * what it took.
 */
final class Holder {

	private final AtomicInteger held = new AtomicInteger();

	int held() {
		return this.held.get();
	}

	void took() {
		this.held.incrementAndGet();
	}

	void gaveBack() {
		this.held.decrementAndGet();
	}

}
