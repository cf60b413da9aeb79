package io.portfolioplatform.health.readiness;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LocalTroubleTests {

	private List<String> down = List.of();

	private final LocalTrouble trouble = new LocalTrouble(() -> this.down, Duration.ofSeconds(10));

	private long now = 1;

	@Test
	void refusesAtOnceAndAcceptsAfterALastingRecovery() {
		sample(1);
		assertThat(this.trouble.check().met()).isTrue();
		this.down = List.of("diskSpace");
		sample(1);
		assertThat(this.trouble.check().met()).isFalse();
		this.down = List.of();
		sample(1);
		sample(8);
		assertThat(this.trouble.check().reason()).as("before the recovery is over").contains("diskSpace");
		this.down = List.of("volume");
		sample(1);
		this.down = List.of();
		sample(1);
		sample(8);
		assertThat(this.trouble.check().reason()).as("the recovery begins anew").contains("volume");
		sample(1);
		assertThat(this.trouble.check().met()).isTrue();
	}

	private void sample(int seconds) {
		this.now += Duration.ofSeconds(seconds).toNanos();
		this.trouble.sample(this.now);
	}

}
