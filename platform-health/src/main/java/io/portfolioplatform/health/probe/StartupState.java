package io.portfolioplatform.health.probe;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Remembers that the application has finished starting: migrations done, runners run.
 */
public final class StartupState implements ApplicationListener<ApplicationReadyEvent> {

	private volatile boolean finished;

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		this.finished = true;
	}

	boolean finished() {
		return this.finished;
	}

}
