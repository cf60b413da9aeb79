package io.portfolioplatform.health.example;

import io.portfolioplatform.health.Probe;
import io.portfolioplatform.health.ProbeCondition;

import org.springframework.stereotype.Component;

@Component
class PricesLoaded implements ProbeCondition {

	private volatile boolean loaded;

	void loaded() {
		this.loaded = true;
	}

	@Override
	public Probe probe() {
		return Probe.STARTUP;
	}

	@Override
	public Verdict check() {
		return this.loaded ? Verdict.MET : new Verdict(false, "prices are not loaded");
	}

}
