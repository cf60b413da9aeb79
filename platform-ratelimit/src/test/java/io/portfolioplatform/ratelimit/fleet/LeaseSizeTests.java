package io.portfolioplatform.ratelimit.fleet;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Refill;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many tokens a process asks to lease, without Redis and without time.
 */
class LeaseSizeTests {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private long now = SECOND;

	@ParameterizedTest
	@CsvSource({ "1, 5000", "4, 1250", "10, 500" })
	void aHotKeysLeaseGrowsToItsShareOfTheCapacity(int pods, long share) {
		KeyState state = key(10_000);
		long before = 0;
		assertThat(asked(state, 1000, pods, 0)).as("the first call says nothing of the rate").isZero();
		for (int time = 0; time < 20; time++) {
			long lease = asked(state, 1000, pods, SECOND / 1000);
			assertThat(lease).isLessThanOrEqualTo(2 * before + 2).isLessThanOrEqualTo(share);
			before = lease;
		}
		assertThat(before).isEqualTo(share);
	}

	@Test
	void aLeaseIsWhatTheRateNeedsInAQuarterOfASecondOrPeriod() {
		KeyState state = key(10_000);
		for (int time = 0; time < 20; time++) {
			asked(state, 100, 1, SECOND / 10);
		}
		assertThat(asked(state, 100, 1, SECOND / 10)).as("1,000 a second, for a quarter of one").isEqualTo(250);
		assertThat(asked(state, 1, 1, SECOND)).as("no longer busy").isZero();
	}

	@Test
	void aKeyThatIsAskedForSeldomIsNotLeased() {
		KeyState state = key(10_000);
		for (int time = 0; time < 20; time++) {
			assertThat(asked(state, 1, 1, SECOND)).isZero();
		}
	}

	@ParameterizedTest
	@CsvSource({ "15, 1", "150, 10" })
	void aShareOfLessThanEightTokensIsNotLeased(long capacity, int pods) {
		assertThat(hottest(key(capacity), pods, Long.MAX_VALUE)).isZero();
		assertThat(hottest(key(capacity + 2L * pods), pods, Long.MAX_VALUE)).isEqualTo(8);
	}

	@ParameterizedTest
	@ValueSource(longs = { 20, 7, 2, 0 })
	void aPolicyMayAllowLess(long most) {
		assertThat(hottest(key(10_000), 1, most)).isEqualTo(most);
	}

	private long hottest(KeyState state, int pods, long most) {
		long lease = 0;
		for (int time = 0; time < 20; time++) {
			this.now += SECOND / 1000;
			lease = asked(state, 1000, pods, most, this.now);
		}
		return lease;
	}

	private long asked(KeyState state, int calls, int pods, long passed) {
		this.now += passed;
		return asked(state, calls, pods, Long.MAX_VALUE, this.now);
	}

	private static long asked(KeyState state, int calls, int pods, long most, long now) {
		Ticket ticket = new Ticket(state, state.terms(), Ticket.Kind.TAKE, 1, most);
		StringBuilder json = new StringBuilder();
		new Batch(Collections.nCopies(calls, ticket), pods, now).operations().get(0).write(json, pods);
		return Long.parseLong(json.toString().split(",")[2]);
	}

	private static KeyState key(long capacity) {
		return new KeyState("key",
				new Limits("api", List.of(new BandwidthLimit(capacity, Duration.ofSeconds(1), Refill.GREEDY))));
	}

}
