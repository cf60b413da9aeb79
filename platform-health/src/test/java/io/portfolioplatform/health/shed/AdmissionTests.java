package io.portfolioplatform.health.shed;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.portfolioplatform.health.RequestPriority;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Admission}.
 */
class AdmissionTests {

	private final RouteLimit limit = new RouteLimit("/events",
			new LimitSettings(Duration.ofSeconds(9), Map.of(), 40, 10, 90, 20), new AtomicInteger());

	@Test
	void aStreamCountsAsOneUntilItEnds() {
		Admission admission = admitted();
		admission.stream();
		admission.stream();
		assertThat(this.limit.streams()).isEqualTo(1);
		assertThat(this.limit.inProgress()).isZero();
		admission.end();
		admission.end();
		assertNothingIsLeft();
	}

	@Test
	void anAnswerThatBecomesAStreamAfterItsClientHasLeftLeavesNothingBehind() {
		Admission admission = admitted();
		admission.end();
		admission.stream();
		assertNothingIsLeft();
	}

	private Admission admitted() {
		assertThat(this.limit.tryBegin(RequestPriority.INTERACTIVE)).isTrue();
		return new Admission(this.limit, "/events", RequestPriority.INTERACTIVE);
	}

	private void assertNothingIsLeft() {
		assertThat(this.limit.streams()).isZero();
		assertThat(this.limit.inProgress()).isZero();
	}

}
