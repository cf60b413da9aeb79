package io.portfolioplatform.health.example;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

@Component
class Maintenance {

	private final ApplicationContext context;

	Maintenance(ApplicationContext context) {
		this.context = context;
	}

	void begin() {
		AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
	}

}
