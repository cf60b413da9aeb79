package io.portfolioplatform.cache.coherence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogFollower} and {@link Trust}.
 */
class LogFollowerTests {

	private final Entries log = new Entries();

	private final List<String> forgotten = new ArrayList<>();

	private long now;

	private final Trust trust = new Trust(() -> this.now, Duration.ofSeconds(2));

	private final LogFollower follower = new LogFollower(this.log, this.trust,
			(invalidation) -> this.forgotten.add(invalidation.name()), () -> this.forgotten.add("everything"));

	@Test
	void trustsNothingBeforeTheFirstStep() {
		assertThat(this.trust.isGiven()).isFalse();
		this.follower.step();
		assertThat(this.trust.isGiven()).isTrue();
		assertThat(this.forgotten).containsExactly("everything");
	}

	@Test
	void appliesWhatIsAppendedOnce() {
		this.log.append(Invalidation.all("before"));
		this.follower.step();
		this.log.append(Invalidation.all("a"));
		this.log.append(Invalidation.all("b"));
		this.follower.step();
		this.follower.step();
		assertThat(this.forgotten).containsExactly("everything", "a", "b");
	}

	@Test
	void doesNotTrustWhenTheTimeIsOver() {
		this.follower.step();
		this.now += TimeUnit.SECONDS.toNanos(2);
		this.trust.read();
		assertThat(this.trust.isGiven()).isTrue();
		this.now++;
		this.trust.read();
		assertThat(this.trust.isGiven()).isFalse();
	}

	@Test
	void makesUpForWhatItMissedWhileItWasSuspended() {
		this.follower.step();
		this.log.append(Invalidation.all("missed"));
		this.now += TimeUnit.MINUTES.toNanos(1);
		this.trust.read();
		assertThat(this.trust.isGiven()).isFalse();
		this.follower.step();
		assertThat(this.forgotten).containsExactly("everything", "missed");
		assertThat(this.trust.isGiven()).isTrue();
	}

	@Test
	void makesUpForWhatItMissedWhileTheLogFailed() {
		this.follower.step();
		this.log.broken = true;
		this.follower.step();
		assertThat(this.trust.isGiven()).isTrue();
		this.log.broken = false;
		this.log.append(Invalidation.all("missed"));
		this.follower.step();
		assertThat(this.forgotten).containsExactly("everything", "missed");
	}

	@Test
	void trustCountsFromBeforeTheStep() {
		this.log.slow = Duration.ofSeconds(3);
		this.follower.step();
		assertThat(this.trust.isGiven()).isFalse();
	}

	@Test
	void forgetsEverythingWhereEntriesAreMissing() {
		this.follower.step();
		this.log.append(Invalidation.all("seen"));
		this.log.complete = false;
		this.follower.step();
		assertThat(this.forgotten).containsExactly("everything", "everything");
	}

	@Test
	void missesNothingThatIsAppendedWhileItStarts() {
		LogFollower starting = new LogFollower(this.log, this.trust,
				(invalidation) -> this.forgotten.add(invalidation.name()),
				() -> this.log.append(Invalidation.all("meanwhile")));
		starting.step();
		starting.step();
		assertThat(this.forgotten).containsExactly("meanwhile");
	}

	@Test
	void tellsLaterWhatCouldNotBeTold() {
		PendingInvalidations pending = new PendingInvalidations(this.log);
		this.log.broken = true;
		pending.publish(Invalidation.all("a"));
		pending.retry();
		assertThat(this.log.invalidations).isEmpty();
		this.log.broken = false;
		pending.retry();
		pending.retry();
		assertThat(this.log.invalidations).containsExactly(Invalidation.all("a"));
	}

	@Test
	void tellsOfWholeCachesBeyondANumberOfResults() {
		PendingInvalidations pending = new PendingInvalidations(this.log);
		this.log.broken = true;
		for (int i = 0; i < 20_000; i++) {
			pending.publish(Invalidation.of("a", "m", "i1:" + i));
		}
		this.log.broken = false;
		pending.retry();
		assertThat(this.log.invalidations).hasSize(10_001).contains(Invalidation.all("a"));
	}

	/**
	 * A log in this process.
	 */
	private final class Entries extends FakeLog {

		final List<Invalidation> invalidations = new ArrayList<>();

		boolean broken;

		boolean complete = true;

		Duration slow = Duration.ZERO;

		@Override
		public CompletionStage<String> append(Invalidation invalidation) {
			if (this.broken) {
				return CompletableFuture.failedFuture(new IllegalStateException("broken"));
			}
			this.invalidations.add(invalidation);
			return CompletableFuture.completedFuture(Integer.toString(this.invalidations.size()));
		}

		@Override
		public Position end() {
			check();
			return new Position(Integer.toString(this.invalidations.size()), "server");
		}

		@Override
		public InvalidationLog.Entries readAfter(Position position) {
			check();
			List<Invalidation> rest = List
				.copyOf(this.invalidations.subList(Integer.parseInt(position.id()), this.invalidations.size()));
			return new InvalidationLog.Entries(end(), rest, this.complete);
		}

		private void check() {
			LogFollowerTests.this.now += this.slow.toNanos();
			if (this.broken) {
				throw new IllegalStateException("broken");
			}
		}

	}

}
