package io.portfolioplatform.dbpool.metrics;

import java.util.Locale;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.portfolioplatform.dbpool.refusal.Refusal;
import io.portfolioplatform.dbpool.refusal.Refusals;

/**
 * Counts refused connections as {@code platform.dbpool.refusals}, by reason.
 */
public final class RefusalMeterBinder implements MeterBinder {

	private final Refusals refusals;

	/**
	 * Create the binder.
	 * @param refusals what is counted
	 */
	public RefusalMeterBinder(Refusals refusals) {
		this.refusals = refusals;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (Refusal refusal : Refusal.values()) {
			FunctionCounter.builder("platform.dbpool.refusals", this.refusals, (counts) -> counts.count(refusal))
				.description("Connections that the database or its pooler refused")
				.tag("reason", refusal.name().toLowerCase(Locale.ROOT))
				.register(registry);
		}
	}

}
