package io.portfolioplatform.ratelimit.fleet;

import java.time.Duration;
import java.util.List;

import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Refill;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of tickets whose callers have given up: an answer came late, and they were
 * waiting for the next call.
 */
class BatchTests {

	private final KeyState state = new KeyState("key",
			new Limits("api", List.of(new BandwidthLimit(100, Duration.ofSeconds(1), Refill.GREEDY))));

	@Test
	void whoHasGivenUpSpendsNothingOfTheLease() {
		this.state.lease(new Lease(10, 7, 1000));
		Ticket waiting = ticket();
		assertThat(operations(givenUp(), waiting, givenUp())).isEmpty();
		assertThat(waiting.await(Duration.ZERO)).extracting(Ticket.Outcome::admitted).isEqualTo(true);
		assertThat(this.state.endLease()).isEqualTo(new Lease.Remains(7, 1, 9));
		assertThat(this.state.debt).hasValue(0);
	}

	@Test
	void redisIsAskedForThoseWhoWaitOnly() {
		StringBuilder json = new StringBuilder();
		operations(givenUp(), ticket(), givenUp()).get(0).write(json, 1);
		assertThat(json).as("cost and count").startsWith("[1,1,");
		assertThat(operations(givenUp())).isEmpty();
	}

	@Test
	void whatIsPutBackAndDoesNotFitIntoTheLeaseRedisIsToldOf() {
		this.state.putBack(2, 0);
		assertThat(this.state.debt).hasValue(-2);
		this.state.lease(new Lease(10, 7, 1000));
		this.state.spend(1, 0);
		this.state.putBack(3, 0);
		assertThat(this.state.debt).hasValue(-4);
		assertThat(this.state.endLease()).isEqualTo(new Lease.Remains(7, 0, 10));
	}

	private List<Operation> operations(Ticket... tickets) {
		return new Batch(List.of(tickets), 1, 0).operations();
	}

	private Ticket givenUp() {
		Ticket ticket = ticket();
		assertThat(ticket.await(Duration.ZERO)).isNull();
		return ticket;
	}

	private Ticket ticket() {
		return new Ticket(this.state, this.state.terms(), Ticket.Kind.TAKE, 1, Long.MAX_VALUE);
	}

}
