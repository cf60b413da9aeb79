package io.portfolioplatform.health.metrics;

import java.time.Duration;
import java.util.Locale;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.portfolioplatform.health.beacon.BeaconListener;
import io.portfolioplatform.health.beacon.BrowserTiming;

/**
 * Records what browsers measured, by page and by what was measured: both are bounded.
 */
public final class BeaconMeters implements BeaconListener {

	private final Timer.Builder timer = Timer.builder("platform.browser.timing")
		.description("Times that browsers measured of their page views");

	private final MeterRegistry registry;

	/**
	 * Create the meters.
	 * @param registry where they are registered
	 */
	public BeaconMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void measured(String page, BrowserTiming timing, Duration time) {
		this.timer.withRegistry(this.registry)
			.withTags("page", page, "timing", timing.name().toLowerCase(Locale.ROOT))
			.record(time);
	}

}
