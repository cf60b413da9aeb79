package io.portfolioplatform.test.proxy;

import java.util.concurrent.atomic.LongAdder;

/**
 * What one direction has forwarded.
 */
final class Traffic {

	private final LongAdder chunks = new LongAdder();

	private final LongAdder bytes = new LongAdder();

	private final LongAdder losses = new LongAdder();

	void lost() {
		this.losses.increment();
	}

	long losses() {
		return this.losses.sum();
	}

	void forwarded(int length) {
		this.chunks.increment();
		this.bytes.add(length);
	}

	long chunks() {
		return this.chunks.sum();
	}

	long bytes() {
		return this.bytes.sum();
	}

}
