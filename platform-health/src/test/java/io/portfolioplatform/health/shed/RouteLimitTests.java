package io.portfolioplatform.health.shed;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.portfolioplatform.health.RequestPriority;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RouteLimitTests {

	private final AtomicInteger inProcess = new AtomicInteger();

	private final RouteLimit limit = new RouteLimit("/prices",
			new LimitSettings(Duration.ofSeconds(9), Map.of("/prices", Duration.ofMillis(300)), 40, 10, 90, 20),
			this.inProcess);

	private long now = 1;

	@Test
	void shedsTheLowestPriorityFirst() {
		assertThat(this.limit.limit()).isEqualTo(40);
		assertThat(admitted(RequestPriority.BACKGROUND)).isEqualTo(20);
		assertThat(admitted(RequestPriority.ANONYMOUS)).isEqualTo(12);
		assertThat(admitted(RequestPriority.INTERACTIVE)).isEqualTo(8);
		assertThat(this.limit.inProgress()).isEqualTo(40);
	}

	@Test
	void shrinksWhileRequestsMissTheTargetUnderLoad() {
		windows(50, Duration.ofMillis(400));
		assertThat(this.limit.limit()).isEqualTo(10);
	}

	@Test
	void growsWhileRequestsMeetTheTargetUnderLoad() {
		windows(50, Duration.ofMillis(100));
		assertThat(this.limit.limit()).isEqualTo(90);
	}

	@Test
	void staysWhenSlowRequestsAreAlone() {
		for (int i = 0; i < 1000; i++) {
			assertThat(this.limit.tryBegin(RequestPriority.INTERACTIVE)).isTrue();
			end(Duration.ofSeconds(30), false);
		}
		assertThat(this.limit.limit()).isEqualTo(40);
		assertThat(this.limit.inProgress()).isZero();
	}

	@Test
	void shrinksWhenFewSlowRequestsAreInTheCompanyOfOthers() {
		this.inProcess.set(100);
		for (int i = 0; i < 1000; i++) {
			assertThat(this.limit.tryBegin(RequestPriority.INTERACTIVE)).isTrue();
			end(Duration.ofSeconds(1), false);
		}
		assertThat(this.limit.limit()).isEqualTo(10);
	}

	/**
	 * Ten of them, which it takes to judge, end in two seconds.
	 */
	@Test
	void shrinksThoughFewRequestsEndInASecond() {
		this.inProcess.set(100);
		for (int i = 0; i < 30; i++) {
			assertThat(this.limit.tryBegin(RequestPriority.INTERACTIVE)).isTrue();
			this.limit.end(this.now, Duration.ofSeconds(1).toNanos(), false);
			this.now += Duration.ofMillis(200).toNanos();
		}
		assertThat(this.limit.limit()).isEqualTo(10);
	}

	@Test
	void judgesNoLessThanATenthOfASecond() {
		this.inProcess.set(100);
		for (int i = 0; i < 90; i++) {
			assertThat(this.limit.tryBegin(RequestPriority.INTERACTIVE)).isTrue();
			this.limit.end(this.now, Duration.ofMillis(1).toNanos(), true);
			this.now += Duration.ofMillis(1).toNanos();
		}
		assertThat(this.limit.limit()).isEqualTo(40);
	}

	@Test
	void doesNotGrowWhileItIsNotUsed() {
		this.inProcess.set(100);
		for (int i = 0; i < 1000; i++) {
			assertThat(this.limit.tryBegin(RequestPriority.INTERACTIVE)).isTrue();
			end(Duration.ofMillis(1), false);
		}
		assertThat(this.limit.limit()).isEqualTo(40);
	}

	@Test
	void shrinksWhenThePoolRefuses() {
		for (int i = 0; i < 1000; i++) {
			int admitted = admitted(RequestPriority.INTERACTIVE);
			for (int request = 0; request < admitted; request++) {
				end(Duration.ofMillis(1), request % 2 == 0);
			}
		}
		assertThat(this.limit.limit()).isEqualTo(10);
	}

	@Test
	void streamsLeaveTheLimitOfRequestsAndHaveTheirOwn() {
		for (int open = 0; open < 20; open++) {
			assertThat(this.limit.tryBegin(RequestPriority.INTERACTIVE)).isTrue();
			this.limit.beginStream();
			assertThat(this.limit.inProgress()).isZero();
		}
		assertThat(this.limit.tryBegin(RequestPriority.INTERACTIVE)).isFalse();
		this.limit.endStream();
		assertThat(this.limit.tryBegin(RequestPriority.ANONYMOUS)).isFalse();
		assertThat(this.limit.tryBegin(RequestPriority.INTERACTIVE)).isTrue();
		assertThat(this.limit.limit()).isEqualTo(40);
	}

	private int admitted(RequestPriority priority) {
		int admitted = 0;
		while (this.limit.tryBegin(priority)) {
			admitted++;
		}
		return admitted;
	}

	private void windows(int count, Duration took) {
		for (int i = 0; i < count * 20; i++) {
			int admitted = admitted(RequestPriority.INTERACTIVE);
			for (int request = 0; request < admitted; request++) {
				end(took, false);
			}
		}
	}

	private void end(Duration took, boolean overloaded) {
		this.limit.end(this.now, took.toNanos(), overloaded);
		this.now += Duration.ofMillis(5).toNanos();
	}

}
