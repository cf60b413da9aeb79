package io.portfolioplatform.perf.micro;

import java.util.function.ToDoubleFunction;

/**
 * What is compared of two variants.
 */
@SuppressWarnings("ImmutableEnumChecker") // a method reference has no state
enum Figure {

	/** Nanoseconds per operation. */
	TIME("time", "ns", Score::time),

	/** Bytes allocated per operation. */
	BYTES("bytes", "bytes", Score::bytes);

	private final String text;

	private final String unit;

	private final ToDoubleFunction<Score> of;

	Figure(String text, String unit, ToDoubleFunction<Score> of) {
		this.text = text;
		this.unit = unit;
		this.of = of;
	}

	double of(Score score) {
		return this.of.applyAsDouble(score);
	}

	String unit() {
		return this.unit;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
