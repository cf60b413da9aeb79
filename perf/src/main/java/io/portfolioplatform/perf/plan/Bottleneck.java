package io.portfolioplatform.perf.plan;

import java.util.Locale;

/**
 * Something that gives out when more of it is needed than may be used.
 *
 * @param what what it is
 * @param use what is needed of it as a fraction of what may be used; above 1 it is not
 * enough
 * @param cure what to do about it
 */
record Bottleneck(String what, double use, String cure) {

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "%s at %.0f %%: %s", this.what, 100 * this.use, this.cure);
	}

}
