package io.portfolioplatform.app;

import java.time.Clock;

import io.portfolioplatform.app.demo.DemoClock;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReferenceApplication}.
 */
@IntegrationTest
class ReferenceApplicationTests {

	@Test
	void readsTheClockOfTheDemo(@Autowired Clock clock) {
		assertThat(clock.instant()).isEqualTo(DemoClock.NOW);
	}

}
