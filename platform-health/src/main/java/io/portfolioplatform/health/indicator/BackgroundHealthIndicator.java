package io.portfolioplatform.health.indicator;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Answers with what another indicator said last, so that reading never waits. At most one
 * question is open at a time; one that stays open beyond the deadline counts as down, and
 * no second is asked until it ends.
 */
final class BackgroundHealthIndicator implements HealthIndicator {

	private final HealthIndicator delegate;

	private final Executor executor;

	private final Duration deadline;

	private final LongSupplier clock;

	private final AtomicReference<@Nullable Long> askedAt = new AtomicReference<>();

	private volatile @Nullable Observation last;

	private volatile boolean everUp;

	BackgroundHealthIndicator(HealthIndicator delegate, Executor executor, Duration deadline, LongSupplier clock) {
		this.delegate = delegate;
		this.executor = executor;
		this.deadline = deadline;
		this.clock = clock;
	}

	/**
	 * Ask the indicator in the background, unless a question is still open.
	 */
	void refresh() {
		if (!this.askedAt.compareAndSet(null, this.clock.getAsLong())) {
			return;
		}
		try {
			this.executor.execute(this::ask);
		}
		catch (RejectedExecutionException ex) {
			// The application is shutting down: keep what was said last.
			this.askedAt.set(null);
		}
		catch (Throwable ex) {
			// Such as no memory for another thread.
			remember(Health.down(ex).build());
			this.askedAt.set(null);
		}
	}

	@Override
	public Health health() {
		long now = this.clock.getAsLong();
		Long openSince = this.askedAt.get();
		Observation said = this.last;
		if (openSince != null && now - openSince > this.deadline.toNanos()) {
			return Health.down()
				.withDetail("error", "no answer within " + this.deadline)
				.withDetail("waiting", Duration.ofMillis((now - openSince) / 1_000_000).toString())
				.build();
		}
		return (said != null) ? said.withAge(now) : Health.unknown().withDetail("error", "not asked yet").build();
	}

	boolean down() {
		Status status = health().getStatus();
		return status.equals(Status.DOWN) || status.equals(Status.OUT_OF_SERVICE);
	}

	/**
	 * Return whether the indicator has been up at least once.
	 * @return whether it was ever up
	 */
	boolean everUp() {
		return this.everUp;
	}

	private void ask() {
		try {
			Health answer = this.delegate.health();
			remember((answer != null) ? answer : Health.unknown().build());
		}
		catch (Throwable ex) {
			remember(Health.down(ex).build());
		}
		finally {
			this.askedAt.set(null);
		}
	}

	private void remember(Health health) {
		this.last = new Observation(health, this.clock.getAsLong());
		if (health.getStatus().equals(Status.UP)) {
			this.everUp = true;
		}
	}

}
