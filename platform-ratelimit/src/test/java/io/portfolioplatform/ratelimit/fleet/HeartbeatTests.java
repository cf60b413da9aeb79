package io.portfolioplatform.ratelimit.fleet;

import java.util.LongSummaryStatistics;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HeartbeatTests {

	@Test
	void processesDoNotAllLookForALostRedisAtTheSameTime() {
		LongSummaryStatistics pauses = LongStream.generate(() -> Heartbeat.pause(false))
			.limit(10_000)
			.summaryStatistics();
		assertThat(pauses.getMin()).isBetween(500L, 550L);
		assertThat(pauses.getMax()).isBetween(1450L, 1500L);
		assertThat(Heartbeat.pause(true)).isEqualTo(1000);
	}

}
