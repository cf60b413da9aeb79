package io.portfolioplatform.health.indicator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class BackgroundHealthIndicatorTests {

	private final Deque<Runnable> background = new ArrayDeque<>();

	private final AtomicInteger asked = new AtomicInteger();

	private final AtomicLong now = new AtomicLong();

	private Health answer = Health.up().withDetail("version", 17).build();

	private final BackgroundHealthIndicator indicator = new BackgroundHealthIndicator(() -> {
		this.asked.incrementAndGet();
		return this.answer;
	}, this.background::add, Duration.ofSeconds(2), this.now::get);

	@Test
	void isUnknownUntilItWasAsked() {
		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(this.indicator.everUp()).isFalse();
	}

	@Test
	void answersFromMemoryAndSaysHowOldThatIs() {
		this.indicator.refresh();
		this.background.remove().run();
		pass(Duration.ofSeconds(3));
		Health health = this.indicator.health();
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("version", 17).containsEntry("age", "PT3S");
		assertThat(this.asked).hasValue(1);
	}

	@Test
	void asksOneQuestionAtATime() {
		this.indicator.refresh();
		this.indicator.refresh();
		assertThat(this.background).hasSize(1);
		this.background.remove().run();
		this.indicator.refresh();
		assertThat(this.background).hasSize(1);
	}

	@Test
	void isDownBeyondTheDeadlineUntilTheAnswerComes() {
		this.indicator.refresh();
		pass(Duration.ofSeconds(2));
		assertThat(this.indicator.down()).isFalse();
		pass(Duration.ofMillis(1));
		assertThat(this.indicator.down()).isTrue();
		assertThat(this.indicator.health().getDetails()).containsEntry("error", "no answer within PT2S");
		this.background.remove().run();
		assertThat(this.indicator.down()).isFalse();
	}

	@Test
	void remembersThatItWasUpOnce() {
		this.indicator.refresh();
		this.background.remove().run();
		this.answer = Health.down().build();
		this.indicator.refresh();
		this.background.remove().run();
		assertThat(this.indicator.down()).isTrue();
		assertThat(this.indicator.everUp()).isTrue();
	}

	@Test
	void isDownWithAnErrorToo() {
		BackgroundHealthIndicator broken = new BackgroundHealthIndicator(() -> {
			throw new NoClassDefFoundError("no.such.Driver");
		}, Runnable::run, Duration.ofSeconds(2), this.now::get);
		broken.refresh();
		assertThat(broken.down()).isTrue();
		assertThat(broken.health().getDetails()).containsEntry("error",
				"java.lang.NoClassDefFoundError: no.such.Driver");
	}

	@Test
	void isDownWithoutAThreadAndAskedAgain() {
		AtomicInteger threads = new AtomicInteger();
		BackgroundHealthIndicator starved = new BackgroundHealthIndicator(() -> this.answer, (question) -> {
			if (threads.getAndIncrement() == 0) {
				throw new InternalError("unable to create native thread");
			}
			question.run();
		}, Duration.ofSeconds(2), this.now::get);
		starved.refresh();
		assertThat(starved.down()).isTrue();
		assertThat(starved.health().getDetails().toString()).contains("unable to create native thread");
		starved.refresh();
		assertThat(starved.health().getStatus()).isEqualTo(Status.UP);
	}

	private void pass(Duration time) {
		this.now.addAndGet(time.toNanos());
	}

}
