package io.portfolioplatform.ratelimit.fleet;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;

import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Refill;
import org.junit.jupiter.api.Test;
import org.redisson.client.RedisResponseTimeoutException;
import org.redisson.client.RedisTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Operation}.
 */
class OperationTests {

	private final KeyState state = new KeyState("key",
			new Limits("api", List.of(new BandwidthLimit(10, Duration.ofSeconds(1), Refill.GREEDY))));

	@Test
	void whatIsGivenBackIsGivenUpOnlyWhereRedisMayHaveTakenItIn() {
		assertThat(debtAfter(-5, new RedisTimeoutException("Unable to acquire connection!"))).isEqualTo(-5);
		assertThat(debtAfter(-5, new RedisResponseTimeoutException("no response"))).isZero();
		assertThat(debtAfter(5, new RedisResponseTimeoutException("no response"))).isEqualTo(5);
	}

	@Test
	void tokensOfWhoHasGivenUpGoToWhoWaits() {
		Ticket givenUp = ticket();
		Ticket waiting = ticket();
		Operation operation = new Operation(givenUp);
		operation.add(givenUp);
		operation.add(waiting);
		assertThat(givenUp.await(Duration.ZERO)).isNull();
		operation.answered(List.of(1L, 0L, 0L, 100_000L, 0L, "[]"), 0, 0);
		assertThat(waiting.await(Duration.ZERO)).extracting(Ticket.Outcome::admitted).isEqualTo(true);
		assertThat(this.state.debt).hasValue(0);
	}

	@Test
	void tokensThatNobodyWaitsForComeBackAndAreNotRefused() {
		Ticket givenUp = ticket();
		Operation operation = new Operation(givenUp);
		operation.add(givenUp);
		assertThat(givenUp.await(Duration.ZERO)).isNull();
		operation.answered(List.of(1L, 0L, 0L, 100_000L, 0L, "[]"), 0, 0);
		assertThat(this.state.debt).hasValue(-1);
		assertThat(this.state.refusal().covers(1, 0)).isFalse();
	}

	private Ticket ticket() {
		return new Ticket(this.state, this.state.terms(), Ticket.Kind.TAKE, 1, 0);
	}

	private long debtAfter(long debt, RuntimeException failure) {
		this.state.debt.set(debt);
		Operation operation = new Operation(Ticket.look(this.state));
		operation.settle();
		operation.failed(new CompletionException(failure));
		return this.state.debt.get();
	}

}
