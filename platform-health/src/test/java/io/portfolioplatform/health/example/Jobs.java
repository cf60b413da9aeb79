package io.portfolioplatform.health.example;

import io.portfolioplatform.health.DrainStartedEvent;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
class Jobs {

	private volatile boolean accepting = true;

	@EventListener
	void stopTakingNewOnes(DrainStartedEvent event) {
		this.accepting = false;
	}

	boolean accepting() {
		return this.accepting;
	}

}
