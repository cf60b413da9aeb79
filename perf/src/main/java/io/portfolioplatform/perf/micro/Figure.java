package io.portfolioplatform.perf.micro;

import java.util.function.ToDoubleFunction;

/**
 * What is compared of two variants.
 */
@SuppressWarnings("ImmutableEnumChecker") // a method reference has no state
enum Figure {

	/** Nanoseconds per operation. */
	TIME("time", Score::time),

	/** Bytes allocated per operation. */
	BYTES("bytes", Score::bytes);

	private final String text;

	private final ToDoubleFunction<Score> of;

	Figure(String text, ToDoubleFunction<Score> of) {
		this.text = text;
		this.of = of;
	}

	double of(Score score) {
		return this.of.applyAsDouble(score);
	}

	@Override
	public String toString() {
		return this.text;
	}

}
