package io.portfolioplatform.health.autoconfigure;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Tests for {@link Heartbeat}.
 */
class HeartbeatTests {

	private final AtomicInteger beats = new AtomicInteger();

	@Test
	void goesOnWhateverIsThrown() {
		Heartbeat heartbeat = new Heartbeat("test", Duration.ofMillis(10), () -> {
			if (this.beats.getAndIncrement() == 0) {
				throw new NoClassDefFoundError("no.such.Driver");
			}
		});
		heartbeat.start();
		try {
			Awaitility.await().until(() -> this.beats.get() > 2);
		}
		finally {
			heartbeat.stop();
		}
	}

}
