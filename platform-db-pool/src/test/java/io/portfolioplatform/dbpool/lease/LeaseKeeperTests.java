package io.portfolioplatform.dbpool.lease;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.portfolioplatform.dbpool.budget.Budget;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A keeper whose pool throws errors, as where no more threads can be started.
 */
class LeaseKeeperTests {

	private static final LeaseTerms TERMS = new LeaseTerms("fleet", new Budget(36, 6, 8, 2), 9, Duration.ofSeconds(1),
			Duration.ofSeconds(75));

	private final AtomicInteger asked = new AtomicInteger();

	private final AtomicInteger granted = new AtomicInteger();

	private final AtomicInteger lost = new AtomicInteger();

	private final AtomicInteger unavailable = new AtomicInteger();

	private volatile boolean silent;

	private volatile boolean missing;

	@Test
	void renewsTheLeaseWhateverIsThrown() {
		try (LeaseKeeper keeper = LeaseKeeper.start(TERMS, new Holder(), new Answers())) {
			Awaitility.await().until(() -> this.granted.get() > 2);
			assertThat(keeper.state().grant()).isNotNull();
			assertThat(this.lost).hasValue(0);
		}
	}

	@Test
	void closesTheConnectionsAgainWhereThatFailed() {
		try (LeaseKeeper keeper = LeaseKeeper.start(TERMS, new Holder(), new Answers())) {
			Awaitility.await().until(() -> keeper.state().grant() != null);
			this.silent = true;
			Awaitility.await().until(() -> this.lost.get() == 2);
			int before = this.asked.get();
			Awaitility.await().until(() -> this.asked.get() > before + 2);
			assertThat(this.lost).as("not once more").hasValue(2);
			this.silent = false;
			Awaitility.await().until(() -> keeper.state().grant() != null);
		}
	}

	@Test
	void shrinksToTheFloorAgainWhereThatFailed() {
		this.missing = true;
		try (LeaseKeeper keeper = LeaseKeeper.start(TERMS, new Holder(), new Answers())) {
			Awaitility.await().until(() -> keeper.state().fallback() > 0);
			assertThat(this.unavailable).hasValue(2);
		}
	}

	/**
	 * Throws an error the first time of each.
	 */
	private final class Holder implements LeaseHolder {

		@Override
		public int open() {
			return 0;
		}

		@Override
		public void granted(int connections, long deadline) {
			if (LeaseKeeperTests.this.granted.getAndIncrement() == 0) {
				throw new NoClassDefFoundError("no.such.Pool");
			}
		}

		@Override
		public void lost(String reason) {
			if (LeaseKeeperTests.this.lost.getAndIncrement() == 0) {
				throw new OutOfMemoryError("unable to create native thread");
			}
		}

		@Override
		public void unavailable(int connections, String reason) {
			if (LeaseKeeperTests.this.unavailable.getAndIncrement() == 0) {
				throw new OutOfMemoryError("unable to create native thread");
			}
		}

	}

	private final class Answers implements Registry {

		@Override
		public Grant renew(Report report) throws SQLException {
			LeaseKeeperTests.this.asked.incrementAndGet();
			if (LeaseKeeperTests.this.missing) {
				throw new RegistryUnavailableException(new SQLException("permission denied", "42501"), true);
			}
			if (LeaseKeeperTests.this.silent) {
				throw new SQLException("silent");
			}
			return new Grant(9, 1, 30, 1, 0, 0, 14);
		}

		@Override
		public void release(long sequence) {
		}

		@Override
		public void close() {
		}

	}

}
